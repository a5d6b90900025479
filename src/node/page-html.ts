import { createHash } from "node:crypto";
import zlib, { gzipSync } from "node:zlib";
import { textOfBytes } from "../page/bytes-as-text.ts";
import { earlyParts, type PartName, partNames } from "../page/page-parts.ts";
import { disclaimer } from "../report/disclaimer.ts";
import { escapeHtml } from "../report/escape-html.ts";
import { interSubsets } from "./fonts.ts";
import type { PageContent } from "./page-content.ts";
import type { PageScripts } from "./page-scripts.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Whether a page may run machine code. Without it the JavaScript step runs, to the same numbers. */
export type MachineCode = "allowed" | "forbidden";

/** What a page is made of. */
export interface PageMaterial {
	readonly title: string;
	readonly content: PageContent;
	readonly scripts: PageScripts;
}

/** What the page may do: run its own scripts and workers made of its own texts; nothing is fetched, no text is run. */
const policyOf = (script: string, connect: string, machine: MachineCode = "allowed"): string =>
	[
		"default-src 'none'",
		`script-src ${script}${machine === "allowed" ? " 'wasm-unsafe-eval'" : ""}`,
		"style-src 'unsafe-inline'",
		"img-src data: blob:",
		"font-src data:",
		"worker-src blob:",
		`connect-src ${connect}`,
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");

type Parts = readonly (readonly [name: PartName, part: Uint8Array])[];

/** Parts by name; the script that starts a page in one file is none. */
export function partsOf({ content, scripts: { start: _, ...scripts } }: PageMaterial): Parts {
	const parts: Record<PartName, string | Uint8Array> = { ...content, ...scripts, ...interSubsets() };
	return partNames.map((name) => [name, Buffer.from(parts[name])] as const);
}

const packed = (part: Uint8Array): Uint8Array => gzipSync(part, { level: 9 });

const inside = ([name, part]: readonly [PartName, Uint8Array]): string =>
	`<script type="application/gzip" id="part-${name}">${textOfBytes(packed(part))}</script>`;

/** Parts packed together, so that what one has of another is told once. A Node that has no zstd yet packs each by itself, and the page is a fifth larger. */
function together(parts: Parts): string {
	const { zstdCompressSync: pack, constants } = zlib;
	if (pack === undefined) return parts.map(inside).join("\n");
	const ends = parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, [, part]) => sum + part.length, 0));
	const index = Object.fromEntries(parts.map(([name, part], i) => [name, [ends[i]! - part.length, ends[i]!]]));
	const params = { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: 23 };
	const bytes = pack(Buffer.concat(parts.map(([, part]) => part)), { params });
	return `<script type="application/zstd" id="late-parts" data-index='${JSON.stringify(index)}'>${textOfBytes(bytes)}</script>`;
}

interface Document {
	readonly title: string;
	readonly policy: string;
	/** What else stands in the head. */
	readonly head?: string;
	readonly body: string;
}

/** Says that a file is a page of ours, which may be written anew. */
export const pageMark = '<meta name="generator" content="crsim explore">';

const documentOf = ({ title, policy, head = "", body }: Document): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${pageMark}
<title>${escapeHtml(title)}</title>
<style>
body { margin: 0; }
noscript p, #opening { margin: 2em; max-width: 40em; font: 1em/1.5 sans-serif; }
#opening:not(.bad) { animation: late 0s 5s both; }
@keyframes late { from { visibility: hidden; } }
</style>${head}
</head>
<body>
<noscript><p>${escapeHtml(disclaimer)} This page needs JavaScript.</p></noscript>
<p id="opening">The page is on its way. If it does not come, a part of it is missing or blocked, or the browser is too old for it: Chrome or Edge from 110, Firefox from 115 and Safari from 16.4 on can show it.</p>
${body}
</body>
</html>
`;

/** What ends a script or begins a comment in a page may not stand in one. */
const inScript = (script: string): string => script.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");

/** The page as one file that needs nothing else. Its main script is packed too: a small one unpacks it, and the policy knows both by their sums. */
export function singlePage(material: PageMaterial, machine: MachineCode = "allowed"): string {
	const { main, start } = material.scripts;
	const begin = inScript(start);
	const parts = partsOf(material);
	const isEarly = ([name]: Parts[number]) => earlyParts.includes(name);
	const body = [...parts.filter(isEarly).map(inside), together(parts.filter((part) => !isEarly(part))), `<script>${begin}</script>`];
	return documentOf({
		title: material.title,
		policy: policyOf(`${hashOf(begin)} ${hashOf(main)}`, "'none'", machine),
		body: body.join("\n"),
	});
}

/** The page as files for a host, with its scripts for one: what is not needed at first is fetched when it is. */
export function hostedPage(material: PageMaterial, scripts: ReadonlyMap<string, string>): ReadonlyMap<string, string | Uint8Array> {
	const all = partsOf(material).filter(([name]) => name !== "main");
	const parts = all.map(([name, part]) => [`parts/${name}.gz`, packed(part)] as const);
	const body = '<script type="module" src="main.js"></script>';
	// What the first curve needs is on its way before the script that asks for it is read.
	const early = earlyParts.filter((name) => name !== "main");
	const head = early.map((name) => `\n<link rel="preload" as="fetch" crossorigin href="parts/${name}.gz">`).join("");
	const page = documentOf({ title: material.title, policy: policyOf("'self'", "'self'"), head, body });
	const fromDisk = `document.head.insertAdjacentHTML("beforeend", ${JSON.stringify(all.map(inside).join(""))});\n`;
	return new Map<string, string | Uint8Array>([["index.html", page], ...scripts, ...parts, ["parts/from-disk.js", fromDisk]]);
}
