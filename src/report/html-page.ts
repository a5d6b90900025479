import { disclaimer } from "./disclaimer.ts";
import { escapeHtml } from "./escape-html.ts";
import { inlineSvg } from "./inline-svg.ts";
import { reportStyle } from "./report-style.ts";

/** A figure for a page, drawn already. */
export interface ReportFigure {
	/** Letters, digits and `-`; other characters are dropped. */
	readonly name: string;
	readonly title: string;
	readonly about: string;
	readonly svg: string;
}

/** Inter in two weights as `data:` addresses; without them the reader's own sans serif is used. */
export interface PageFonts {
	readonly regular: string;
	readonly semibold: string;
}

/** What a page is made of; `body` is markup. */
export interface PageParts {
	readonly heading: string;
	readonly body: readonly string[];
	readonly version: string;
	readonly fonts?: PageFonts;
	/** What the page adds to the style sheet of all. */
	readonly style?: string;
}

/** One self-contained HTML page: no script, no network; the disclaimer stands above everything. */
export const htmlPage = ({ heading, body, version, fonts, style = "" }: PageParts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="crsim ${escapeHtml(version)}">
<title>${escapeHtml(heading)}</title>
<style>${fonts === undefined ? "" : fontFaces(fonts)}${reportStyle}${style}</style>
</head>
<body>
<main>
<p class="disclaimer" role="note">${escapeHtml(disclaimer)}</p>
<h1>${escapeHtml(heading)}</h1>
${body.join("\n")}
</main>
</body>
</html>
`;

const fontFaces = ({ regular, semibold }: PageFonts): string =>
	[
		[400, regular],
		[600, semibold],
	]
		.map(([weight, source]) => `\n@font-face { font-family: Inter; font-weight: ${weight}; src: url("${source}"); }`)
		.join("");

/** A figure with its caption. */
export const htmlFigure = ({ name, title, about, svg }: ReportFigure): string => {
	const id = name.replace(/[^\w-]/g, "");
	return `<figure id="${id}"><figcaption><strong>${escapeHtml(title)}.</strong> ${escapeHtml(about)}</figcaption>${inlineSvg(svg, { name: id, title: `${title}. ${about}` })}</figure>`;
};

/** A number that matters, with what it is and a note. */
export const htmlCard = (label: string, value: string, note: string): string =>
	`<li><span class="label">${escapeHtml(label)}</span><span class="value">${escapeHtml(value)}</span><span class="note">${escapeHtml(note)}</span></li>`;

/** Where a page comes from, as names and texts. */
export const htmlProvenance = (rows: readonly (readonly [string, string])[]): string =>
	`<dl>${rows.map(([key, value]) => `<dt>${escapeHtml(key)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>`;
