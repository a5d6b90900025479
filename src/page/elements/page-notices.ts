import type { LaidCourse } from "../answer.ts";
import { html, nothing } from "../lit.ts";

/** What is said on top of the page, and what takes each of it away. */
export interface Notices {
	/** A link that was mended. */
	readonly notice: string;
	readonly trouble: { readonly name: string; readonly words: string } | undefined;
	readonly laid: LaidCourse | undefined;
	/** Why no course comes; empty while one does. */
	readonly failure: string;
	readonly close: (what: "notice" | "trouble" | "laid") => void;
}

const closing = (label: string, act: () => void) => html`<button class="bare" @click=${act}>${label}</button>`;

const distances = ({ distances: { head, rows, reading } }: LaidCourse) =>
	rows.length === 0
		? nothing
		: html`<table>
				<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
				<tbody>${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
			</table>
			<p>${reading}</p>`;

/** The notices of the page: a mended link, a file that cannot be read, a chart that lies over the curves. */
export const noticesOf = ({ notice, trouble, laid, failure, close }: Notices) => html`<div class="notices">
	${failure === "" ? nothing : html`<p class="notice bad" role="alert">${failure}</p>`}
	${notice === "" ? nothing : html`<p class="notice" role="status">${notice} ${closing("Close", () => close("notice"))}</p>`}
	${
		trouble === undefined
			? nothing
			: html`<section class="notice bad" role="alert">
				<p><b>${trouble.name} cannot be read.</b> ${closing("Close", () => close("trouble"))}</p>
				<pre tabindex="0">${trouble.words}</pre>
			</section>`
	}
	${
		laid === undefined
			? nothing
			: html`<section class="notice" role="status">
				<p><b>${laid.name}</b> is laid over the curves: rings are what was charted${
					laid.grades.length === 0 ? "" : ", and its grades stand below the simulated ones"
				}. ${closing("Take it away", () => close("laid"))}</p>
				<details class="small">
					<summary>How far it lies from this course, and how it was read</summary>
					${distances(laid)}
					<ul>${laid.notes.map((note) => html`<li>${note}</li>`)}</ul>
				</details>
			</section>`
	}
</div>`;
