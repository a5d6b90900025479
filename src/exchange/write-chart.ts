import { type ChartEvent, chartEventOf } from "../chart/chart.ts";
import type { NumberField } from "../chart/field.ts";
import type { Pressor } from "../chart/pressor.ts";
import { asRateUnit, type RateUnit } from "../chart/rate.ts";
import { runsAtRate } from "../chart/role.ts";
import type { Blood, Signs } from "../chart/sight.ts";
import { signRows } from "../chart/signs.ts";
import { withDeath } from "../grading/toxicities.ts";
import type { Run } from "../simulate/run.ts";
import { rateColumn } from "./chart-columns.ts";
import { csvField } from "./csv.ts";
import { type SavedLook, savedLooks } from "./saved-chart.ts";

/** What a row of the chart is written from. */
export interface WrittenLook {
	readonly look: SavedLook;
	/** Which row of the chart it is. */
	readonly place: number;
	/** Events since the row before. */
	readonly events: readonly ChartEvent[];
}

export interface ColumnWriter {
	readonly name: string;
	readonly cell: (row: WrittenLook) => string;
}

/** A number within what a chart may hold; the shortest text that reads back to it, empty when unknown. */
export function numberCell(value: number | null | undefined, field: NumberField): string {
	if (value === null) return "cannot";
	if (value === undefined || Number.isNaN(value)) return "";
	const within = Math.min(Math.max(value, field.from), field.to);
	// A value inside the range that would be taken for another unit is written as the nearest whole ten, as a laboratory would.
	const doubted = field.mistakes?.some((one) => one.when?.(within) === true) === true;
	return String(doubted ? 10 * Math.round(within / 10) : within);
}

const signColumns: readonly ColumnWriter[] = signRows.flatMap(({ of, chart, field }): readonly ColumnWriter[] => {
	if (chart === null || of.kind === "shown") return [];
	const value = ({ look }: WrittenLook): unknown =>
		of.kind === "sign" ? look.sight.signs[of.name as keyof Signs] : scaled(look.blood[of.name as keyof Blood], chart.factor);
	return [{ name: chart.column, cell: (row) => numberCell(value(row) as number | null | undefined, field) }];
});

const scaled = (value: number | undefined, factor: number): number | undefined => (value === undefined ? undefined : value / factor);

/** What was not seen is none; what nobody could see is empty. */
const wordOf = (word: string | null | undefined): string => (word === null ? "" : (word ?? "none"));

/** Left out, these would be taken for normal: so a run that does not know them writes them empty. */
const needed: readonly string[] = ["consciousness", "seizure", "oedema"];

const wordColumns: readonly ColumnWriter[] = [
	{ name: "consciousness", cell: ({ look }) => look.sight.signs.consciousness ?? "" },
	{ name: "seizure", cell: ({ look }) => wordOf(look.sight.signs.seizure) },
	{ name: "oedema", cell: ({ look }) => wordOf(look.sight.signs.oedema) },
];

const yes = (holds: boolean): string => (holds ? "yes" : "no");

const supportColumns: readonly ColumnWriter[] = [
	{ name: "fluid_bolus", cell: ({ events }) => String(events.filter((one) => one.kind === "dose" && one.is?.role === "fluid").length) },
	{ name: "o2_device", cell: ({ look }) => look.sight.supports.oxygen?.device ?? "none" },
	{ name: "o2_lpm", cell: ({ look }) => String(look.sight.supports.oxygen?.lpm ?? "") },
	{ name: "o2_fio2", cell: ({ look }) => String(look.sight.supports.oxygen?.fio2 ?? "") },
	{ name: "given", cell: ({ events }) => givenIn(events) },
	{ name: "dead_of_crs", cell: ({ look }) => yes(look.sight.diedOf === "crs") },
	{ name: "dead_of_icans", cell: ({ look }) => yes(look.sight.diedOf === "icans") },
	{ name: "dead_of_iechs", cell: ({ look }) => yes(look.sight.diedOf === "iec_hs") },
];

/** Drugs begun since the row before, but those that have columns of their own. */
function givenIn(events: readonly ChartEvent[]): string {
	const names = events.flatMap((one) => {
		const begins = one.kind === "dose" || (one.kind === "rate" && one.rate > 0);
		if (!begins || one.is === undefined || one.is.role === "fluid" || runsAtRate(one.is.role)) return [];
		return [one.what];
	});
	return names.length === 0 ? "none" : names.join("+");
}

/** A column for each drug that ever runs at a rate, in the unit in which it runs. */
function rateColumns(looks: readonly SavedLook[]): readonly ColumnWriter[] {
	const units = new Map<string, RateUnit>();
	for (const { sight } of looks)
		for (const { drug, unit } of sight.supports.pressors) {
			const known = asRateUnit(unit ?? "");
			if (known !== undefined) units.set(drug, known);
		}
	const rate = ({ look }: WrittenLook, drug: string) => look.sight.supports.pressors.find((one: Pressor) => one.drug === drug)?.rate ?? 0;
	return [...units].map(([drug, unit]) => ({ name: rateColumn(drug, unit), cell: (row) => String(rate(row, drug)) }));
}

/** How the looks of a run are written. */
interface Writing {
	/** A column in place of that with its name, which writes what would stand there. */
	readonly inPlace?: (own: ColumnWriter) => ColumnWriter;
	/** Columns that no scale reads. */
	readonly besides?: readonly ColumnWriter[];
}

/** The looks of a run as rows of a chart. A column of which the model knows nothing is left out, but for those that would then be taken for normal. */
export function chartText(run: Run, looks: readonly SavedLook[], { inPlace = (own) => own, besides = [] }: Writing = {}): string {
	const { events, formulary, toxicities } = run;
	let next = 0;
	const rows = looks.map((look, place): WrittenLook => {
		const from = next;
		while (next < events.length && (events[next]!.time < look.time || (look.after && events[next]!.time === look.time))) next++;
		return {
			look,
			place,
			events: events.slice(from, next).flatMap((event) => chartEventOf(withDeath(event, toxicities), formulary[event.what]) ?? []),
		};
	});
	const known = [...signColumns, ...wordColumns].filter(({ name, cell }) => needed.includes(name) || rows.some((row) => cell(row) !== ""));
	const columns: readonly ColumnWriter[] = [
		{ name: "time_h", cell: ({ look }) => String(look.time) },
		...known.map(inPlace),
		...besides,
		...rateColumns(looks),
		...supportColumns,
	];
	const lines = rows.map((row) => columns.map(({ cell }) => csvField(cell(row))).join(","));
	return `${[columns.map(({ name }) => csvField(name)).join(","), ...lines].join("\n")}\n`;
}

/**
 * The chart of a run, as a person would have typed it: one row a look, in the columns that `crsim grade chart.csv` reads.
 *
 *     gradeStay(readChart(chartCsv(run), { file: "chart.csv", formulary: run.formulary }).looks)   // the grades of the run
 */
export function chartCsv(run: Run): string {
	const { trajectory, events, formulary, bind, toxicities, patient } = run;
	const column = (name: string) => {
		const found = trajectory.columns.get(name);
		return found?.kind === "number" ? found.values : undefined;
	};
	return chartText(run, savedLooks({ times: trajectory.times, column, acts: events, formulary, bind, toxicities, facts: patient }));
}
