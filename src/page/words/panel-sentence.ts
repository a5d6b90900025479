import type { Answer } from "../answer.ts";
import { rowAt } from "../elements/time-axis.ts";
import type { Kit, KitColumn, KitPanel } from "../kit.ts";
import { extremeOf, hoursBeyond } from "./extreme-of.ts";
import { capital, dayWords, lengthWords, valueWords } from "./say.ts";

const columnsOf = (kit: Pick<Kit, "columns">, names: readonly string[]): readonly KitColumn[] =>
	names.flatMap((name) => kit.columns.find((one) => one.name === name) ?? []);

/** What a panel shows in words: for each curve the extreme that tells it, how long it was beyond the lines, and what the pinned course had. */
export function panelSentence(
	kit: Pick<Kit, "columns">,
	panel: KitPanel,
	{ answer, pinned }: { answer: Answer; pinned?: Answer | undefined },
): string {
	const said = columnsOf(kit, [...panel.left, ...panel.right]).flatMap((column) => {
		const side = sideOf(column, answer);
		const found = extremeOf(answer, { column: column.name, side });
		if (found === undefined) return [];
		const words = (value: number) => valueWords(value, { fineness: column.look.fineness, unit: column.unit });
		const before = pinned && extremeOf(pinned, { column: column.name, side });
		const other = before === undefined || words(before.value) === words(found.value) ? "" : `, pinned course ${words(before.value)}`;
		return [`${column.look.label} ${side} ${words(found.value)} on ${dayWords(found.time)}${other}${usualWords(column)}`];
	});
	if (said.length === 0) return `${panel.title}: nothing to show.`;
	return `${[...said, ...lineWords(kit, panel, answer)].map(capital).join(". ")}.`;
}

/** The model's own choice; else the extreme that lies farther from where the course began. */
function sideOf({ look, name }: KitColumn, answer: Answer): "highest" | "lowest" {
	if (look.summary !== undefined) return look.summary;
	const values = answer.columns[name];
	const start = values?.[Math.max(0, rowAt(answer.times, 0))] ?? 0;
	const [high, low] = [extremeOf(answer, { column: name, side: "highest" }), extremeOf(answer, { column: name, side: "lowest" })];
	return start - (low?.value ?? start) > (high?.value ?? start) - start ? "lowest" : "highest";
}

function usualWords({ look, unit }: KitColumn): string {
	if (look.usual === undefined) return "";
	const [least, most] = look.usual.map((value) => String(Number(value.toPrecision(4)))) as [string, string];
	const range = look.usual[0] === 0 ? `below ${most}` : least === most ? most : `${least} to ${most}`;
	return ` (usual ${valueUnit(range, unit)})`;
}

const valueUnit = (text: string, unit: string): string =>
	`${text} ${valueWords(0, { fineness: { digits: 1 }, unit }).replace(/^0 ?/, "")}`.trim();

/** Time on the far side of each line: beyond it as seen from the usual range, or from where the course began. */
function lineWords(kit: Pick<Kit, "columns">, { left, lines }: KitPanel, answer: Answer): readonly string[] {
	const [column] = columnsOf(kit, left.slice(0, 1));
	if (column === undefined) return [];
	return lines.map(({ at }) => {
		const side = sideOf(column, answer) === "highest" ? "above" : "below";
		const hours = hoursBeyond(answer, { column: column.name, side, value: at });
		const line = valueWords(at, { fineness: { digits: 4 }, unit: column.unit });
		return hours < 0.5 ? `never ${side} ${line}` : `${side} ${line} for ${lengthWords(hours)}`;
	});
}

/** The value of a column at an hour, as it is read beside the cursor; empty where there is none. */
export function valueAt({ times, columns }: Pick<Answer, "times" | "columns">, { name, look, unit }: KitColumn, hours: number): string {
	const value = columns[name]?.[rowAt(times, hours)];
	return value === undefined || !Number.isFinite(value) ? "" : valueWords(value, { fineness: look.fineness, unit });
}
