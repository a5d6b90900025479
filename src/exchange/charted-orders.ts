import { isTherapy, runsAtRate } from "../chart/role.ts";
import type { Problem } from "../input/problem.ts";
import type { Library } from "../treatment/library.ts";
import type { Treatment } from "../treatment/treatment.ts";
import type { ChartedAct } from "./chart-acts.ts";
import { rateColumn } from "./chart-columns.ts";

/** An entry of `treatments:` in a scenario, and the line of the chart that it stands for. */
export interface ChartedOrder {
	readonly line: number;
	readonly order: Readonly<Record<string, string>>;
}

/** What a chart says was given, as a scenario would order it. */
export interface ChartedCare {
	readonly orders: readonly ChartedOrder[];
	/** What is taken for granted, or left out. */
	readonly notes: readonly string[];
	readonly problems: readonly Problem[];
}

/** What is said of the care that follows beside the fan. */
export const careNotes = {
	scenario: "what the scenario itself gives is left out: the chart says what was given",
	nobody: "under none nobody acts any more: what ran at the last known row runs on",
} as const;

/** How long what runs at its usual rate is taken to run, where the chart names it alone. */
const usualRun = "24 h";

const hours = (time: number): string => `${time} h`;

interface Gathered {
	readonly orders: ChartedOrder[];
	readonly notes: Set<string>;
	readonly problems: Problem[];
}

interface CareOfChart {
	readonly file: string;
	readonly library: Pick<Library, "treatments" | "formulary" | "charting">;
	/** Columns of rates that the chart has: what runs by them is not given twice. */
	readonly rates: ReadonlySet<string>;
}

function give({ time, line, drug, amount }: Extract<ChartedAct, { kind: "given" }>, care: CareOfChart, into: Gathered): void {
	const { library, file, rates } = care;
	const is = library.formulary[drug]!;
	const treatment = library.treatments.get(drug);
	// The cells and what goes before them stand in the scenario.
	if (isTherapy(is.role) || rates.has(drug)) return;
	if (treatment === undefined) {
		into.notes.add(`the model does not simulate ${is.names.label}: what the chart says was given of it changes nothing`);
		return;
	}
	if (runsAtRate(is.role)) {
		const message = `${drug} runs at a rate, which a name alone does not say`;
		const hint = `write its rate in a column of its own, such as ${rateColumn(drug, "ug/min")}`;
		into.problems.push({ file, line, column: 1, key: `row ${line} given`, message, hint });
		return;
	}
	into.orders.push({ line, order: { give: drug, at: hours(time), ...doseOf(treatment, amount, into.notes) } });
}

function doseOf({ name, usual, devices }: Treatment, amount: string, notes: Set<string>): Readonly<Record<string, string>> {
	if (amount !== "") return { dose: amount };
	if (usual.dose === null && usual.rate !== null && devices.size === 0) {
		notes.add(`how long ${name} ran is not charted: each time it is taken to have run for a day`);
		return { for: usualRun };
	}
	if (usual.dose !== null) notes.add(`doses whose amount is not charted are the usual ones (crsim list treatments)`);
	return {};
}

function giveBoluses({ time, line, count }: Extract<ChartedAct, { kind: "boluses" }>, { library }: CareOfChart, into: Gathered): void {
	const bolus = library.charting?.bolus ?? null;
	if (bolus === null) {
		into.notes.add("the model does not say what a bolus is: charted boluses change nothing");
		return;
	}
	for (let i = 0; i < count; i++) into.orders.push({ line, order: { give: bolus, at: hours(time) } });
}

/** What runs does so until its next change; what ran at the last row runs on. */
const lasting = (from: number, next: number | undefined): Readonly<Record<string, string>> =>
	next === undefined ? {} : { for: hours(next - from) };

function runRates(acts: readonly Extract<ChartedAct, { kind: "rate" }>[], into: Gathered): void {
	acts.forEach(({ time, line, drug, rate, unit }, i) => {
		if (rate === 0) return;
		into.orders.push({ line, order: { give: drug, rate: `${rate} ${unit}`, at: hours(time), ...lasting(time, acts[i + 1]?.time) } });
	});
}

function connect(acts: readonly Extract<ChartedAct, { kind: "oxygen" }>[], { library }: CareOfChart, into: Gathered): void {
	const oxygen = [...library.treatments.values()].find(({ devices }) => devices.size > 0);
	if (acts.length > 0 && oxygen === undefined) into.notes.add("the model simulates no oxygen: charted devices change nothing");
	if (oxygen === undefined) return;
	acts.forEach(({ time, line, oxygen: connected }, i) => {
		if (connected === null) return;
		const { device, lpm, fio2 } = connected;
		const usual = oxygen.devices.get(device)?.usual ?? {};
		const settings = {
			...(lpm !== undefined && usual.flow !== undefined ? { flow: `${lpm} L/min` } : {}),
			...(fio2 !== undefined && usual.fio2 !== undefined ? { fio2: `${fio2}` } : {}),
		};
		into.orders.push({ line, order: { give: oxygen.name, device, ...settings, at: hours(time), ...lasting(time, acts[i + 1]?.time) } });
	});
}

/**
 * The care of a chart as orders of a scenario: drugs in the amount that stands behind their name, else in their usual dose; rates and devices from the row in which they first
 * stand to that of their next change.
 *
 *     chartedOrders(chart.acts, { file: "chart.csv", library, rates: new Set(["norepinephrine"]) }).orders
 */
export function chartedOrders(acts: readonly ChartedAct[], care: CareOfChart): ChartedCare {
	const into: Gathered = { orders: [], notes: new Set(), problems: [] };
	for (const act of acts) {
		if (act.kind === "given") give(act, care, into);
		if (act.kind === "boluses") giveBoluses(act, care, into);
	}
	const rates = acts.filter((act) => act.kind === "rate");
	for (const [drug, own] of Map.groupBy(rates, (act) => act.drug)) {
		if (care.library.treatments.has(drug)) runRates(own, into);
		else
			into.notes.add(`the model does not simulate ${care.library.formulary[drug]?.names.label ?? drug}: its charted rates change nothing`);
	}
	connect(
		acts.filter((act) => act.kind === "oxygen"),
		care,
		into,
	);
	return { orders: into.orders, notes: [...into.notes], problems: into.problems };
}
