import { plainName } from "../../trajectory/plain-name.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { Answer } from "../answer.ts";
import { rowAt } from "../elements/time-axis.ts";
import type { Kit, KitColumn } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import { dayWords, valueWords } from "../words/say.ts";
import { type BedsideColumn, type BedsideView, knownAt } from "./bedside.ts";

/** A column of the run as a bedside comes to know it. */
export interface SeenColumn {
	readonly seen: BedsideColumn;
	readonly column: KitColumn;
}

/** What came with the last rounds before an hour. */
export function laboratory(
	columns: readonly SeenColumn[],
	{ bedside, hour, answer }: { readonly bedside: BedsideView; readonly hour: number; readonly answer: Answer },
) {
	const from = answer.times[0] ?? 0;
	const rows = columns.flatMap(({ seen, column }) => {
		const at = knownAt(seen, hour, { infused: bedside.infused, from });
		const value = at === null ? undefined : answer.columns[column.name]?.[rowAt(answer.times, at)];
		return at === null || value === undefined ? [] : [{ column, at, value }];
	});
	if (rows.length === 0) return nothing;
	return html`<h3>Laboratory, ${dayWords(rows[0]!.at)}</h3>
		<div class="wide card laboratory">
			<table>
				<thead>
					<tr>
						<th>Value</th>
						<th class="number">Result</th>
						<th>Usual</th>
					</tr>
				</thead>
				<tbody>
					${rows.map(({ column, value }) => resultRow(column, value))}
				</tbody>
			</table>
		</div>`;
}

/** What is not as usual stands out. */
function resultRow({ look, unit }: KitColumn, value: number) {
	const isUsual = !look.usual || (value >= look.usual[0] && value <= look.usual[1]);
	const words = valueWords(value, { fineness: look.fineness, unit });
	const usual = look.usual ? `${look.usual[0]} to ${look.usual[1]} ${unitText(unit)}` : "";
	return html`<tr>
		<td>${look.label}</td>
		<td class="number">${isUsual ? words : html`<strong>${words}</strong>`}</td>
		<td class="soft">${usual}</td>
	</tr>`;
}

/** What was given and what came by chance, the latest first; of chance only what a bedside sees (`hazards`). */
export function happened(kit: Kit, { events, times }: Answer, hazards: readonly string[]) {
	const lived = times.at(-1) ?? 0;
	const shown = events
		.filter(({ what, time, kind }) => !kit.standing.includes(what) && time <= lived && (kind !== "hazard" || hazards.includes(what)))
		.toReversed();
	if (shown.length === 0) return nothing;
	const labelOf = (name: string) => kit.treatments.find((treatment) => treatment.name === name)?.label ?? plainName(name);
	return html`<h3>What happened</h3>
		<ul class="log">
			${shown.map((event) => html`<li><span class="soft">${dayWords(event.time)}</span> ${labelOf(event.what)} ${eventWords(event)}</li>`)}
		</ul>`;
}

function eventWords({ kind, amount, unit, route }: Answer["events"][number]): string {
	if (kind === "stop") return "stopped";
	return [amount === null ? "" : `${Number(amount.toPrecision(3))} ${unitText(unit)}`, plainName(route)].join(" ").trim();
}
