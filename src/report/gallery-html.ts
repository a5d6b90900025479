import type { TeachingFigure } from "../lesson/teaching-figure.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlPage, type PageFonts } from "./html-page.ts";
import { htmlTable } from "./html-table.ts";
import type { FigureTable } from "./teaching-figure-table.ts";

/** A teaching figure in the gallery; its pictures stand in `plots` beside the page. */
export interface Exhibit {
	readonly figure: TeachingFigure;
	readonly table: FigureTable;
}

const style = `
.contents { columns: 2; padding-left: 22px; }
.exhibit { display: grid; grid-template-columns: minmax(0, 340px) minmax(0, 1fr); gap: 4px 26px; align-items: start; padding: 26px 0; border-top: 1px solid var(--line); }
.exhibit h2 { grid-column: 1 / -1; margin: 0; }
.exhibit img { width: 100%; display: block; background: #fff; border: 1px solid var(--line); border-radius: 8px; }
.exhibit .sentence { font-size: 17px; line-height: 1.5; margin: 0 0 12px; }
.exhibit pre { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; }
.exhibit td, .exhibit th { padding: 4px 9px; }
@media (max-width: 760px) { .exhibit { grid-template-columns: minmax(0, 1fr); } .contents { columns: 1; } }
@media print { .exhibit { break-inside: avoid; } }
`;

/** What makes the figure again. */
export const commandOf = (name: string): string => `npx crsim figure ${name} --out out/${name}`;

const exhibit = ({ figure: { name, title, sentence }, table: [head = [], ...rows] }: Exhibit): string => {
	const alt = escapeHtml(`${title}. ${sentence}`);
	const numbers = head.map((_, i) => i).slice(1);
	return `<section class="exhibit" id="${name}"><h2>${escapeHtml(title)}</h2>
<a href="plots/${name}.svg"><img src="plots/${name}.png" alt="${alt}" loading="lazy"></a>
<div><p class="sentence">${escapeHtml(sentence)}</p>${rows.length === 0 ? "" : htmlTable(head, rows, { numbers })}<pre><code>${escapeHtml(commandOf(name))}</code></pre></div></section>`;
};

/** Teaching figures on one page: a thumbnail that leads to the picture, what it shows in a sentence, its numbers, and the command that makes it again. */
export const galleryHtml = (
	exhibits: readonly Exhibit[],
	{ version, fonts }: { readonly version: string; readonly fonts: PageFonts },
): string => {
	const contents = exhibits.map(({ figure: { name, title } }) => `<li><a href="#${name}">${escapeHtml(title)}</a></li>`).join("");
	return htmlPage({
		heading: `${exhibits.length} figures for teaching`,
		body: [
			"<p>Each figure says one thing, in the sentence beside it; the numbers are those of its runs. A click on a thumbnail shows the whole figure.</p>",
			`<ol class="contents">${contents}</ol>`,
			...exhibits.map(exhibit),
		],
		version,
		fonts,
		style,
	});
};
