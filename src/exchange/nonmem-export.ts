import { divideUnits, unitOf } from "../language/units.ts";
import type { Run, RunEvent } from "../simulate/run.ts";
import { type BodySize, forBody, scaledAmount } from "../treatment/amount.ts";
import { csvField } from "./csv.ts";

/** Columns of the table: those of NONMEM, then what a number of CMT stands for, with its unit. */
const header = ["ID", "TIME", "EVID", "AMT", "CMT", "RATE", "II", "ADDL", "SS"];

/** An amount of a treatment by one of its routes, begun at one time; `rate` 0: at once. */
interface GivenAmount {
	readonly time: number;
	readonly into: string;
	readonly unit: string;
	readonly amount: number;
	readonly rate: number;
}

const intoOf = ({ what, route }: RunEvent) => (route === "" ? what : `${what}.${route}`);

/** A dose as it was given. A rate is that of what arrives, as NONMEM counts it. */
function ofDose(event: RunEvent): GivenAmount {
	const { time, unit, until, arriving } = event;
	const amount = event.amount!;
	return { time, into: intoOf(event), unit, amount, rate: until === null ? 0 : (arriving ?? amount / (until - time)) };
}

/** Infusions at a rate as doses, each from one change of the rate to the next. */
function ofRates({ events, trajectory: { times } }: Run, { body, unitOfDoses }: NonmemContext): readonly GivenAmount[] {
	return events.flatMap((event, i) => {
		if (event.kind !== "rate" || !(event.amount! > 0)) return [];
		const unit = unitOfDoses(event.what);
		const rate = forBody(scaledAmount({ value: event.amount!, unit: unitOf(event.unit) }, divideUnits(unitOf(unit), unitOf("h"))), body);
		const next = events.slice(i + 1).find(({ what, kind }) => what === event.what && (kind === "rate" || kind === "stop"));
		const lasts = (next?.time ?? times.at(-1)!) - event.time;
		return lasts > 0 ? [{ time: event.time, into: intoOf(event), unit, amount: rate * lasts, rate }] : [];
	});
}

/** A number without the noise of a sum. */
const shown = (value: number): string => String(Number(value.toPrecision(15)));

/** Whose table it is. */
export interface NonmemContext {
	readonly id: string;
	/** Facts of the patient when the run began, in the model's units. */
	readonly facts: Readonly<Record<string, number>>;
	readonly body: BodySize;
	/** The unit of the doses of a treatment. */
	readonly unitOfDoses: (treatment: string) => string;
}

/**
 * What was given in a run as a table of events: doses, and rates as doses of their length. What devices do has no place in it. A number of CMT
 * stands for the name under GIVE, in which `crsim run --events` finds it again.
 */
export function nonmemCsv(run: Run, context: NonmemContext): string {
	const { id, facts } = context;
	const doses = run.events.filter(({ kind, amount }) => kind === "dose" && amount !== null).map(ofDose);
	const given = [...doses, ...ofRates(run, context)].sort((a, b) => a.time - b.time);
	const compartments = [...new Set(given.map(({ into }) => into))];
	const own = Object.values(facts).map(shown);
	const rows = given.map(({ time, into, unit, amount, rate }) => {
		const cells = [
			id,
			shown(time),
			"1",
			shown(amount),
			`${compartments.indexOf(into) + 1}`,
			shown(rate),
			"0",
			"0",
			"0",
			...own,
			into,
			unit,
		];
		return cells.map(csvField).join(",");
	});
	return `${[[...header, ...Object.keys(facts), "GIVE", "UNIT"].map(csvField).join(","), ...rows].join("\n")}\n`;
}
