import { type Chart, newChart } from "../chart/chart.ts";
import type { Formulary } from "../chart/formulary.ts";
import type { Oxygen } from "../chart/oxygen.ts";
import { rateField } from "../chart/rate-field.ts";
import type { BedsideRecord } from "../chart/record.ts";
import type { Blood, ChartedLook, Sight, Signs } from "../chart/sight.ts";
import { windows } from "../chart/windows.ts";
import { type CellReading, valueAt, valueIn } from "./chart-cell.ts";
import type { ChartColumn } from "./chart-columns.ts";
import type { ChartRow } from "./chart-rows.ts";

type EndName = "best" | "worst";

/** What carries over from row to row: the chart of each end, and what stands until it changes. */
interface Carried {
	readonly formulary: Formulary;
	readonly facts: { -readonly [K in keyof Signs]?: Signs[K] };
	readonly charts: Readonly<Record<EndName, Chart>>;
	/** The last value of each laboratory column, and when it was taken. */
	readonly laboratory: Map<keyof Blood, { readonly time: number; readonly best: number; readonly worst: number }>;
	/** Boluses that an empty cell may hide were noted within the time for which they count. */
	hiddenUntil: number;
}

export function looksOf(rows: readonly ChartRow[], formulary: Formulary): readonly ChartedLook[] {
	const charts = { best: newChart(), worst: newChart() };
	const carried: Carried = { formulary, facts: {}, charts, laboratory: new Map(), hiddenUntil: Number.NEGATIVE_INFINITY };
	return rows.map((row) => lookOf(row, carried));
}

/** Mildest and gravest that a bolus column may hide. */
const hiddenBoluses = { best: 0, worst: 3 };

function lookOf(row: ChartRow, carried: Carried): ChartedLook {
	const { time } = row;
	const gaps = new Set<string>();
	const bloodGaps: string[] = [];
	for (const [column, reading] of row.cells) {
		const { use } = column;
		if (use.kind === "sign" && use.isFact && reading.kind === "value") Object.assign(carried.facts, { [use.sign]: reading.value });
		if (use.kind === "blood" && reading.kind !== "gap") carried.laboratory.set(use.value, { time, ...ends(column, reading, use.factor) });
		if (use.kind === "bolus" && reading.kind === "gap") carried.hiddenUntil = time + windows.bolusCount;
		if (reading.kind === "gap") for (const word of gapWords(column)) gaps.add(word);
		if (reading.kind !== "bounds" || use.kind === "shown") continue;
		const words = `${column.name} known only as ${reading.typed}`;
		if (use.kind === "blood") bloodGaps.push(words);
		else gaps.add(words);
	}
	for (const end of ["best", "worst"] as const) noteRow(row, end, carried);
	const best = sightOf(row, { end: "best", carried });
	const worst = gaps.size === 0 && time >= carried.hiddenUntil ? best : sightOf(row, { end: "worst", carried });
	if (carried.laboratory.size === 0) return { best, worst, gaps: [...gaps] };
	return { best, worst, gaps: [...gaps], bloodGaps, ...bloodsOf(row, carried), against: carried.charts.best.against() };
}

const ends = (column: ChartColumn, reading: CellReading, factor: number) => ({
	best: (valueAt("best", reading, column) as number) * factor,
	worst: (valueAt("worst", reading, column) as number) * factor,
});

/** Values of the last day; the gravest of them where some are known between bounds only. */
function bloodsOf({ time, cells }: ChartRow, { laboratory }: Carried): Pick<ChartedLook, "blood" | "graveBlood"> {
	const recent = [...laboratory].filter(([, taken]) => time - taken.time < windows.laboratory);
	const blank = Object.fromEntries([...cells.keys()].flatMap(({ use }) => (use.kind === "blood" ? [[use.value, undefined]] : [])));
	const blood = { ...blank, ...Object.fromEntries(recent.map(([name, { best }]) => [name, best])) };
	if (recent.every(([, { best, worst }]) => best === worst)) return { blood };
	return { blood, graveBlood: { ...blank, ...Object.fromEntries(recent.map(([name, { worst }]) => [name, worst])) } };
}

/** What the row says was given and runs. What it leaves open is noted at the end that it belongs to. */
function noteRow(row: ChartRow, end: EndName, { charts, facts, formulary }: Carried): void {
	const { time, cells } = row;
	const chart = charts[end];
	const hours = new Map<string, number>();
	const oxygen: Record<string, unknown> = {};
	const hasBoluses = [...cells.keys()].some(({ use }) => use.kind === "bolus");
	const at = (column: ChartColumn, reading: CellReading) => valueAt(end, reading, column) as number | undefined;
	for (const [column, reading] of cells)
		if (column.use.kind === "hours" && reading.kind !== "gap") hours.set(column.use.drug, at(column, reading)!);
	for (const [column, reading] of cells) {
		const { use } = column;
		switch (use.kind) {
			case "given":
				for (const what of (valueIn(reading) ?? []) as readonly string[]) {
					const is = formulary[what];
					// A fluid that is counted in its own column is not counted twice.
					if (!(hasBoluses && is?.role === "fluid")) chart.note({ kind: "dose", time, what, is });
				}
				break;
			case "bolus": {
				const number = at(column, reading) ?? hiddenBoluses[end];
				for (let i = 0; i < number; i++) chart.note({ kind: "bolus", time });
				break;
			}
			case "rate": {
				const { drug: what, is, unit } = use;
				const rate = at(column, reading) ?? (end === "best" ? 0 : rateField(is, unit, facts.weight).to);
				chart.note({ kind: "rate", time, what, is, rate, unit, hours: hours.get(what) });
				break;
			}
			case "oxygen":
				if (reading.kind !== "gap") oxygen[use.part] = valueAt(end, reading, column);
				else if (use.part === "device") oxygen["device"] = end === "best" ? "none" : "invasive";
				break;
			default:
		}
	}
	const device = oxygen["device"] as Oxygen["device"] | undefined;
	chart.note({ kind: "oxygen", time, oxygen: device === undefined ? null : { ...(oxygen as Omit<Oxygen, "device">), device } });
}

/** Gaps that leave two ends open; the other unknowns are known as such to the scales themselves. */
function gapWords({ name, use }: ChartColumn): readonly string[] {
	switch (use.kind) {
		case "record":
			return use.mildest === use.gravest ? [] : [`${name} not recorded`];
		case "organ":
		case "bolus":
			return [`${name} not recorded`];
		case "rate":
			return [`rate of ${use.drug} not recorded`];
		case "oxygen":
			// Flow and fraction are judged by the scales, which name them where they are missing.
			return use.part === "device" ? ["oxygen device not recorded"] : [];
		default:
			return [];
	}
}

function sightOf(row: ChartRow, { end, carried }: { readonly end: EndName; readonly carried: Carried }): Sight {
	const signs: Record<string, unknown> = { ...carried.facts };
	const charted: Record<string, unknown> = {};
	const organ: Record<string, number> = {};
	for (const [column, reading] of row.cells) {
		const { use } = column;
		const value = valueAt(end, reading, column);
		const isKnown = reading.kind !== "gap";
		if (use.kind === "sign" && isKnown) signs[use.sign] = value;
		if (use.kind === "organ") organ[use.part] = isKnown ? (value as number) : end === "best" ? 0 : 4;
		if (use.kind !== "record") continue;
		if (isKnown) charted[use.name] = value;
		// Left to the signs where the chart is silent: no entry at all.
		else if (use.name !== "sbp_low" && !(use.name === "sedated" && end === "best"))
			charted[use.name] = end === "best" ? use.mildest : use.gravest;
	}
	if (Object.keys(organ).length > 0) signs["organ"] = organ;
	const deviceGap = [...row.cells].some(([{ name }, reading]) => name === "o2_device" && reading.kind === "gap");
	// Whether a low saturation is treated cannot be told where the device is not charted.
	if (deviceGap) delete signs["spo2"];
	if (typeof charted["fluid_boluses"] === "number" && charted["fluid_boluses"] > 0 && charted["sbp_low"] === undefined)
		charted["sbp_low"] = true;
	// Without any column of pressure its default holds: not low unless it is treated.
	if (!hasPressure(row)) signs["sbp"] = Number.POSITIVE_INFINITY;
	// A tube that is only possible does not make the patient sedated: the brain is judged by what was charted.
	if (end === "worst" && charted["sedated"] === undefined && !isCharted(row, "o2_device")) charted["sedated"] = false;
	return { ...carried.charts[end].look(row.time, signs as Signs), charted: charted as Partial<BedsideRecord> };
}

const pressureColumns: ReadonlySet<string> = new Set(["map", "sbp", "sbp_low"]);

function hasPressure(row: ChartRow): boolean {
	return [...row.cells.keys()].some(({ name }) => pressureColumns.has(name));
}

function isCharted(row: ChartRow, name: string): boolean {
	return [...row.cells].some(([column, reading]) => column.name === name && reading.kind !== "gap");
}
