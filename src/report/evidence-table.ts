import { formatUnit } from "../language/units.ts";
import type { Influence, Influences, Judge } from "../population/one-at-a-time.ts";
import { clinicalNumber } from "./clinical-number.ts";
import { originText } from "./spread-text.ts";
import { textTable } from "./text-table.ts";

/** Parameters that were weighed, and by what. */
interface Weighed extends Influences {
	readonly title: string;
	readonly judges: readonly Judge[];
}

const number = (value: number): string => clinicalNumber(value, { digits: 3 });
const unitOf = ({ parameter: { unit } }: Influence) => (formatUnit(unit) === "1" ? "" : formatUnit(unit));

const boundsText = ({ plausible: { least, most, by } }: Influence): string => {
	const said = { range: " (range)", spread: "", "a fifth": " (± 20 %)" };
	return `${number(least)} to ${number(most)}${said[by]}`;
};

/** Rows as data, for whoever wants to sort them otherwise; the strongest first. */
export const evidenceRows = ({ influences, judges }: Pick<Weighed, "influences" | "judges">) =>
	influences.map((one, i) => {
		const { name, said, value, source, evidence, spread, cv } = one.parameter;
		const outcomes = judges.map(({ outcome }, k) => [outcome.name, one.moved[k]!] as const);
		return {
			rank: i + 1,
			parameter: name,
			said,
			effect: one.effect,
			strongest: judges[one.most]?.outcome.name ?? null,
			value,
			unit: unitOf(one),
			...one.plausible,
			source,
			evidence,
			cv,
			spread,
			outcomes: Object.fromEntries(outcomes),
		};
	});

/** Known numbers of a row as the table shows them. */
function cellsOf(one: Influence, rank: number, judges: readonly Judge[]): readonly string[] {
	const { name, value, source, evidence, spread } = one.parameter;
	const most = judges[one.most];
	const mostOn = most === undefined ? "" : `${most.outcome.name} ${one.moved[one.most]!.times.toFixed(1)}`;
	const why = source === evidence ? [evidence, ""] : [evidence, source];
	const ofSpread = spread === null ? "none" : originText({ ...spread, about: "" });
	return [String(rank), name, one.effect.toFixed(2), mostOn, number(value), unitOf(one), boundsText(one), why[0]!, ofSpread, why[1]!];
}

const counted = (influences: readonly Influence[], evidence: string) =>
	influences.filter(({ parameter }) => parameter.evidence === evidence).length;

/**
 * What the strongest influences rest on, as lines for a terminal.
 *
 *     evidenceTable(weighed, 30).join("\n")
 */
export function evidenceTable({ title, judges, nominal, influences, unmoved, failed }: Weighed, rows: number): readonly string[] {
	const shown = influences.slice(0, rows);
	const head = ["", "parameter", "effect", "most on", "value", "unit", "plausible", "evidence", "of the spread", "source"];
	const outcomes = judges.map(({ outcome, matters }, i) => {
		const unit = outcome.unit === "1" ? "" : outcome.unit;
		return [outcome.name, outcome.is, `${number(nominal[i]!)} ${unit}`.trim(), `${number(matters)} ${unit}`.trim()];
	});
	const summary = `Of these ${shown.length}: ${counted(shown, "measured")} measured, ${counted(shown, "fitted")} fitted, ${counted(shown, "assumed")} assumed.`;
	return [
		title,
		`Each of ${influences.length} parameters moved alone through where it plausibly lies: where 95 of 100 patients have it; without a spread, its range; without that, ± 20 %.`,
		"Effect: by how many differences that matter the outcomes move, on average; beside it the one that moves most.",
		"",
		...textTable([["outcome", "is", "nominal", "matters"], ...outcomes]),
		"",
		...textTable([head, ...shown.map((one, i) => cellsOf(one, i + 1, judges))], { right: [0, 2, 4] }),
		"",
		`${summary} ${influences.filter(({ effect }) => effect < 0.005).length} of all move nothing that matters here.`,
		...(unmoved.length === 0 ? [] : [`Not moved, since they are 0 and have no range: ${unmoved.join(", ")}`]),
		...(failed === 0 ? [] : [`${failed} runs failed; what they would have shown is left out.`]),
	];
}
