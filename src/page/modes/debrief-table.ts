import type { Kit } from "../kit.ts";
import { html } from "../lit.ts";
import type { DebriefRow } from "./debrief.ts";

/** Courses side by side, a column each; `open` is told the place of the one that shall be opened. */
export const comparedTable = (
	kit: Kit,
	courses: readonly DebriefRow[],
	open: (place: number) => void,
) => html`<div class="card"><table class="compared">
	<thead>
		<tr>
			<td></td>
			${courses.map(({ label }) => html`<th scope="col">${label}</th>`)}
		</tr>
	</thead>
	<tbody>
		${kit.toxicities.map(({ label, name }) =>
			line(
				`Worst ${label}`,
				courses.map(({ worst }) => gradeBadge(worst.find(({ toxicity }) => toxicity === name)?.grade ?? null)),
			),
		)}
		${line(
			"Days on pressors",
			courses.map(({ onPressors }) => onPressors.toFixed(1)),
		)}
		${line(
			"Days on oxygen",
			courses.map(({ onOxygen }) => onOxygen.toFixed(1)),
		)}
		${line(
			"Doses",
			courses.map(({ doses }) => (doses.length === 0 ? "none" : doses.join(", "))),
		)}
		${line(
			"Outcome",
			courses.map(({ outcome }) => outcome),
		)}
		<tr class="open">
			<td></td>
			${courses.map(({ label }, place) => html`<td><button aria-label="Open in Explore: ${label}" @click=${() => open(place)}>Open in Explore</button></td>`)}
		</tr>
	</tbody>
</table></div>`;

const line = (name: string, cells: readonly unknown[]) =>
	html`<tr>
		<th scope="row">${name}</th>
		${cells.map((cell) => html`<td>${cell}</td>`)}
	</tr>`;

const gradeBadge = (grade: number | null) =>
	grade === null
		? "?"
		: html`<span class="badge" style="background: var(--grade-${grade}); color: var(--grade-ink-${grade})">${grade}</span>`;
