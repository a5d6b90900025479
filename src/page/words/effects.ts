import { drugLook } from "../../figures/drug-looks.ts";
import type { Answer } from "../answer.ts";
import type { Kit, KitColumn } from "../kit.ts";
import { extremeOf, hoursBeyond } from "./extreme-of.ts";
import { inside, lengthWords, valueWords } from "./say.ts";
import { hoursOn } from "./support-hours.ts";

interface Pair {
	readonly was: Answer;
	readonly is: Answer;
	/** What stands before a value of the other course; `was` without it. */
	readonly other?: string;
}

/**
 * What came out otherwise, the gravest first: death, grades, supports, time beyond the lines at which a sign begins to count; and where these say little,
 * the numbers that moved most.
 */
export function effects(kit: Kit, pair: Pair): readonly string[] {
	const told = [...deathEffect(kit, pair), ...gradeEffects(kit, pair), ...supportEffects(pair), ...lineEffects(kit, pair)];
	return told.length >= 2 ? told : [...told, ...numberEffects(kit, pair)];
}

const diedOf = ({ outcome }: Answer) => (outcome.kind === "finished" ? outcome.died : null);

function deathEffect(kit: Kit, { was, is, other = "was" }: Pair): readonly string[] {
	const [before, now] = [diedOf(was), diedOf(is)];
	const of = (name: string) => kit.toxicities.find((one) => one.name === name)?.label ?? name;
	if (now === null)
		return before === null ? [] : [`the patient lives (${other === "was" ? "" : `${other} `}died on day ${before.day.toFixed(1)})`];
	const said = `the patient dies of ${of(now.of)} on day ${now.day.toFixed(1)}`;
	if (before === null) return [`${said} (${other === "was" ? "" : `${other} `}lived)`];
	return before.day.toFixed(1) === now.day.toFixed(1) && before.of === now.of ? [] : [`${said} (${other} day ${before.day.toFixed(1)})`];
}

const gradeText = (grade: number | null): string => (grade === null ? "unknown" : grade === 0 ? "none" : String(grade));

function gradeEffects(kit: Kit, { was, is, other = "was" }: Pair): readonly string[] {
	return kit.toxicities.flatMap(({ name, label }) => {
		const [before, now] = [was, is].map(({ grades }) => grades.find((one) => one.toxicity === name)) as [
			Answer["grades"][number]?,
			Answer["grades"][number]?,
		];
		if (before === undefined || now === undefined) return [];
		if (before.worst !== now.worst)
			return [
				now.worst === 0
					? `no ${label} (${other} grade ${gradeText(before.worst)})`
					: worst(label, now.worst, `${other} ${gradeText(before.worst)}`),
			];
		const [ended, ends] = [before.resolvedDay, now.resolvedDay];
		if (ended === null || ends === null || Math.abs(ended - ends) < 0.45) return [];
		return [`${label} over on day ${ends.toFixed(1)} (${other} ${ended.toFixed(1)})`];
	});
}

const worst = (label: string, now: number | null, before: string): string =>
	`worst ${label} ${now === null ? "grade unknown" : `grade ${now}`} (${before})`;

/** Supports that are told by the days they ran, by the families of the figures. */
const supports = [
	{ family: "vasopressor", say: "on vasopressors" },
	{ family: "oxygen", say: "on oxygen" },
] as const;

/** A shorter difference is not told, in hours. */
const leastHours = 1.2;

const supportEffects = ({ was, is, other = "was" }: Pair): readonly string[] =>
	supports.flatMap(({ family, say }) => {
		const [before, now] = [was, is].map((answer) => hoursOn(answer, (role) => drugLook(role).family === family)) as [number, number];
		if (Math.abs(before - now) < leastHours) return [];
		if (now < leastHours) return [`no days ${say} (${other} ${(before / 24).toFixed(1)})`];
		return [`${(now / 24).toFixed(1)} days ${say} (${other} ${before < leastHours ? "none" : (before / 24).toFixed(1)})`];
	});

/** A shorter difference beyond a line is not told, in hours. */
const leastBeyond = 6;

/** Time on the far side of each line that a panel draws: `9.5 h above 38 °C (was 5.2 days)`. */
function lineEffects(kit: Kit, { was, is, other = "was" }: Pair): readonly string[] {
	const lines = kit.panels.flatMap(({ left: [first], lines }) =>
		lines.map(({ at }) => ({ at, column: kit.columns.find(({ name }) => name === first) })),
	);
	return lines.flatMap(({ at, column }, i) => {
		const isAgain = lines.findIndex((one) => one.at === at && one.column === column) < i;
		if (column === undefined || column.look.summary === undefined || isAgain) return [];
		const side = column.look.summary === "highest" ? "above" : "below";
		const [before, now] = [was, is].map((answer) => hoursBeyond(answer, { column: column.name, side, value: at })) as [number, number];
		if (Math.abs(before - now) < leastBeyond) return [];
		const line = `${side} ${valueWords(at, { fineness: { digits: 4 }, unit: column.unit })}`;
		const long = (hours: number) => (hours < 1 ? "none" : lengthWords(hours));
		return [`${now < 1 ? "no time" : lengthWords(now)} ${line} (${other} ${long(before)})`];
	});
}

/** A change is told from this share of what it was on. */
const leastShare = 0.05;

/** Key numbers of the model that moved, by how far in widths of the usual range, or in shares of themselves where there is none. */
function numberEffects(kit: Kit, pair: Pair): readonly string[] {
	return kit.columns
		.flatMap((column) => numberEffect(column, pair) ?? [])
		.sort((a, b) => b.size - a.size)
		.slice(0, 2)
		.map(({ text }) => text);
}

function numberEffect(column: KitColumn, { was, is, other = "was" }: Pair): { readonly text: string; readonly size: number } | undefined {
	const { look, name, unit } = column;
	const side = look.summary;
	const [before, now] = [was, is].map((answer) => side && extremeOf(answer, { column: name, side })?.value) as [number?, number?];
	if (side === undefined || before === undefined || now === undefined) return undefined;
	const [text, earlier] = [now, before].map((value) => valueWords(value, { fineness: look.fineness, unit })) as [string, string];
	const change = Math.abs(now - before);
	const share = change / Math.max(Math.abs(now), Math.abs(before), Number.MIN_VALUE);
	if (text === earlier || share < leastShare) return undefined;
	const width = look.usual === undefined ? 0 : look.usual[1] - look.usual[0];
	return { text: `${side} ${inside(look.label)} ${text} (${other} ${earlier})`, size: width > 0 ? Math.log1p(change / width) : share };
}
