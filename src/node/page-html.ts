import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { PartName } from "../page/page-parts.ts";
import { disclaimer } from "../report/disclaimer.ts";
import { escapeHtml } from "../report/escape-html.ts";
import { interSubsets } from "./fonts.ts";
import type { PageContent } from "./page-content.ts";
import type { PageScripts } from "./page-scripts.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What a page is made of. */
export interface PageMaterial {
	readonly title: string;
	readonly content: PageContent;
	readonly scripts: PageScripts;
}

/** What the page may do: run its own scripts and workers made of its own texts; nothing is fetched, no text is run. */
const policyOf = (script: string, connect: string): string =>
	[
		"default-src 'none'",
		`script-src ${script} 'wasm-unsafe-eval'`,
		"style-src 'unsafe-inline'",
		"img-src data: blob:",
		"font-src data:",
		"worker-src blob:",
		`connect-src ${connect}`,
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");

/** Parts by name, packed. */
export function packedParts({ content, scripts: { main: _, ...workers } }: PageMaterial): ReadonlyMap<PartName, Uint8Array> {
	const parts: Record<PartName, string | Uint8Array> = { ...content, ...workers, ...interSubsets() };
	return new Map(Object.entries(parts).map(([name, part]) => [name as PartName, gzipSync(part, { level: 9 })]));
}

const inside = ([name, bytes]: readonly [PartName, Uint8Array]): string =>
	`<script type="application/gzip" id="part-${name}">${Buffer.from(bytes).toString("base64")}</script>`;

interface Document {
	readonly title: string;
	readonly policy: string;
	readonly body: string;
}

/** Says that a file is a page of ours, which may be written anew. */
export const pageMark = '<meta name="generator" content="crsim explore">';

const documentOf = ({ title, policy, body }: Document): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${pageMark}
<title>${escapeHtml(title)}</title>
<style>body { margin: 0; } noscript p { margin: 2em; font-family: sans-serif; }</style>
</head>
<body>
<noscript><p>${escapeHtml(disclaimer)} This page needs JavaScript.</p></noscript>
${body}
</body>
</html>
`;

/** What ends a script or begins a comment in a page may not stand in one. */
const inScript = (script: string): string => script.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");

/** The page as one file that needs nothing else. */
export function singlePage(material: PageMaterial): string {
	const main = inScript(material.scripts.main);
	const parts = [...packedParts(material)].map(inside).join("\n");
	return documentOf({ title: material.title, policy: policyOf(hashOf(main), "'none'"), body: `${parts}\n<script>${main}</script>` });
}

/** The page as files for a host: what is not needed at first is fetched when it is. */
export function hostedPage(material: PageMaterial): ReadonlyMap<string, string | Uint8Array> {
	const parts = [...packedParts(material)].map(([name, bytes]) => [`parts/${name}.gz`, bytes] as const);
	const page = documentOf({ title: material.title, policy: policyOf("'self'", "'self'"), body: '<script src="main.js"></script>' });
	return new Map<string, string | Uint8Array>([["index.html", page], ["main.js", material.scripts.main], ...parts]);
}
