import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { html } from "../lit.ts";
import { gradedOnes, gradeStrips } from "../map/grade-strips.ts";
import type { DebriefRow } from "./debrief.ts";

/** Courses side by side, a row each; `open` is told the place of the row whose course shall be opened. */
export const comparedTable = (kit: Kit, rows: readonly DebriefRow[], open: (place: number) => void) => html`<div class="wide">
	<table class="compared">
		<thead>
			<tr>
				<td></td>
				${kit.toxicities.map(({ label }) => html`<th class="number">${label}</th>`)}
				<th class="number">Days on pressors</th>
				<th class="number">Days on oxygen</th>
				<th>Doses</th>
				<th>Outcome</th>
				<td></td>
			</tr>
		</thead>
		<tbody>
			${rows.map(
				(row, place) => html`<tr>
					<th scope="row">${row.label}</th>
					${row.worst.map(({ grade }) => html`<td class="number">${grade ?? "?"}</td>`)}
					<td class="number">${row.onPressors.toFixed(1)}</td>
					<td class="number">${row.onOxygen.toFixed(1)}</td>
					<td>${row.doses.length === 0 ? "none" : row.doses.join(", ")}</td>
					<td>${row.outcome}</td>
					<td><button @click=${() => open(place)}>Open in Explore</button></td>
				</tr>`,
			)}
		</tbody>
	</table>
</div>`;

/** A course whose grades stand as a strip between two hours. */
interface StripOf {
	readonly label: string;
	readonly answer: Answer;
	readonly from: number;
	readonly until: number;
}

/** The grade of each hour of a course, a strip a toxicity. */
export function stripRow(kit: Kit, { label, answer, from, until }: StripOf) {
	const names = gradedOnes(answer.grades).map(({ toxicity }) => kit.toxicities.find(({ name }) => name === toxicity)?.label ?? toxicity);
	const worst = gradedOnes(answer.grades).map((one, i) => `${names[i]} ${one.worst}`);
	return html`<div class="strip-row" role="img" aria-label="${label}, worst grades: ${worst.join(", ") || "none"}">
		<strong>${label}</strong>
		<div class="strip-names soft">${names.map((name) => html`<div>${name}</div>`)}</div>
		${gradeStrips(answer, { from, until })}
	</div>`;
}
