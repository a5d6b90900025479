import { type Chart, newChart } from "../chart/chart.ts";
import type { Formulary } from "../chart/formulary.ts";
import type { Oxygen } from "../chart/oxygen.ts";
import { rateField } from "../chart/rate-field.ts";
import type { BedsideRecord } from "../chart/record.ts";
import type { Blood, ChartedLook, Sight, Signs } from "../chart/sight.ts";
import { windows } from "../chart/windows.ts";
import type { ChartColumn } from "./chart-columns.ts";
import type { ChartRow } from "./chart-rows.ts";

type EndName = "best" | "worst";

/** What carries over from row to row: the chart of each end, and what stands until it changes. */
interface Carried {
	readonly formulary: Formulary;
	readonly facts: { -readonly [K in keyof Signs]?: Signs[K] };
	readonly charts: Readonly<Record<EndName, Chart>>;
	/** The last value of each laboratory column, and when it was taken. */
	readonly laboratory: Map<keyof Blood, { readonly time: number; readonly value: number }>;
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
	const entries = [...row.cells];
	const gaps = new Set<string>();
	for (const [column, reading] of entries) {
		const { use } = column;
		if (use.kind === "sign" && use.isFact && reading.known) Object.assign(carried.facts, { [use.sign]: reading.value });
		if (use.kind === "blood" && reading.known) carried.laboratory.set(use.value, { time, value: (reading.value as number) * use.factor });
		if (use.kind === "bolus" && !reading.known) carried.hiddenUntil = time + windows.bolusCount;
		if (!reading.known) for (const word of gapWords(column)) gaps.add(word);
	}
	for (const end of ["best", "worst"] as const) noteRow(row, end, carried);
	const best = sightOf(row, { end: "best", carried });
	const worst = gaps.size === 0 && time >= carried.hiddenUntil ? best : sightOf(row, { end: "worst", carried });
	const against = carried.charts.best.against();
	return { best, worst, gaps: [...gaps], ...(carried.laboratory.size === 0 ? {} : { blood: bloodOf(row, carried), against }) };
}

/** Values of the last day. */
function bloodOf({ time }: ChartRow, { laboratory }: Carried): Blood {
	return Object.fromEntries(
		[...laboratory].flatMap(([name, taken]) => (time - taken.time < windows.laboratory ? [[name, taken.value]] : [])),
	);
}

/** What the row says was given and runs. What it leaves open is noted at the end that it belongs to. */
function noteRow(row: ChartRow, end: EndName, { charts, facts, formulary }: Carried): void {
	const { time, cells } = row;
	const chart = charts[end];
	const hours = new Map<string, number>();
	const oxygen: Record<string, unknown> = {};
	const hasBoluses = [...cells.keys()].some(({ use }) => use.kind === "bolus");
	for (const [{ use }, reading] of cells) if (use.kind === "hours" && reading.known) hours.set(use.drug, reading.value as number);
	for (const [{ use }, reading] of cells) {
		switch (use.kind) {
			case "given":
				for (const what of reading.known ? (reading.value as readonly string[]) : []) {
					const is = formulary[what];
					// A fluid that is counted in its own column is not counted twice.
					if (!(hasBoluses && is?.role === "fluid")) chart.note({ kind: "dose", time, what, is });
				}
				break;
			case "bolus": {
				const number = reading.known ? (reading.value as number) : hiddenBoluses[end];
				for (let i = 0; i < number; i++) chart.note({ kind: "bolus", time });
				break;
			}
			case "rate": {
				const { drug: what, is, unit } = use;
				const rate = reading.known ? (reading.value as number) : end === "best" ? 0 : rateField(is, unit, facts.weight).to;
				chart.note({ kind: "rate", time, what, is, rate, unit, hours: hours.get(what) ?? (reading.known ? undefined : 100) });
				break;
			}
			case "oxygen":
				if (reading.known) oxygen[use.part] = reading.value;
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
	for (const [{ use }, reading] of row.cells) {
		if (use.kind === "sign" && reading.known) signs[use.sign] = reading.value;
		if (use.kind === "organ") organ[use.part] = reading.known ? (reading.value as number) : end === "best" ? 0 : 4;
		if (use.kind !== "record") continue;
		if (reading.known) charted[use.name] = reading.value;
		// Left to the signs where the chart is silent: no entry at all.
		else if (use.name !== "sbp_low" && !(use.name === "sedated" && end === "best"))
			charted[use.name] = end === "best" ? use.mildest : use.gravest;
	}
	if (Object.keys(organ).length > 0) signs["organ"] = organ;
	const deviceGap = [...row.cells].some(([{ name }, reading]) => name === "o2_device" && !reading.known);
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
	return [...row.cells].some(([column, reading]) => column.name === name && reading.known);
}
