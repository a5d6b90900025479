import { snapped } from "../chart/instant.ts";
import type { Problem } from "../input/problem.ts";
import type { CsvCell } from "../input/read-csv.ts";
import type { Sheet } from "../input/read-sheet.ts";
import { formatQuantity, inUnit } from "../language/quantity.ts";
import { unitOf } from "../language/units.ts";
import type { EventColumns, EventName } from "./event-columns.ts";

/** What a record is, by its EVID. */
const kinds = ["observation", "dose", "other", "washout", "washout and dose"] as const;
export type EventKind = (typeof kinds)[number];

/** Rates that the model says: RATE -1 and -2. */
export type EventRate = number | "usual_rate" | "usual_length";

/** A record of a table of events. Times in hours; amounts and rates in the units of their columns. */
export interface EventRecord {
	readonly id: string;
	readonly line: number;
	readonly time: number;
	readonly kind: EventKind;
	readonly amount: number;
	readonly rate: EventRate;
	/** Hours to the next dose (II); 0: none is said. */
	readonly every: number;
	/** Further doses (ADDL). */
	readonly more: number;
	readonly steady: 0 | 1 | 2;
	/** What is given, as written in GIVE or CMT; empty: not said. */
	readonly into: string;
	/** Facts of the patient that stand in it, in their own units. */
	readonly facts: ReadonlyMap<string, number>;
	readonly cell: (name: EventName) => CsvCell;
}

export const isDose = ({ kind }: EventRecord): boolean => kind === "dose" || kind === "washout and dose";
export const isWashout = ({ kind }: EventRecord): boolean => kind === "washout" || kind === "washout and dose";
/** A rate that has run for ever and ends. */
export const isEndless = ({ amount, rate, steady, every }: EventRecord): boolean =>
	steady > 0 && amount === 0 && every === 0 && typeof rate === "number" && rate > 0;

/** What a record is looked at with. */
export interface RecordContext {
	readonly file: string;
	/** Hours since infusion at which the run starts and ends. */
	readonly from: number;
	readonly until: number;
	readonly problems: Problem[];
}

const hour = unitOf("h");
const isEmpty = (text: string): boolean => text === "" || text === ".";

type Complain = (name: EventName, message: string, hint?: string) => void;

/** One record; undefined where it cannot be told what it is. */
function recordOf(row: readonly CsvCell[], columns: EventColumns, { file, problems }: RecordContext): EventRecord | undefined {
	const cell = (name: EventName): CsvCell => row[columns.of(name)?.at ?? 0]!;
	const text = (name: EventName): string => (columns.of(name) === undefined ? "" : cell(name).text);
	const before = problems.length;
	const tell = ({ line, column }: CsvCell, key: string, message: string, hint?: string) =>
		void problems.push({ file, line, column, key, message, ...(hint === undefined ? {} : { hint }) });
	const numberIn = (from: CsvCell, key: string): number | undefined => {
		if (isEmpty(from.text)) return;
		const value = Number(from.text);
		if (Number.isFinite(value)) return value;
		tell(from, key, `"${from.text}" is not a number`, "write a number with a decimal point, or . for none");
		return;
	};
	const number = (name: EventName) => (columns.of(name) === undefined ? 0 : (numberIn(cell(name), name) ?? 0));
	const evid = number("EVID");
	const kind = kinds[evid];
	if (kind === undefined)
		tell(
			cell("EVID"),
			"EVID",
			`${text("EVID")} is not a kind of event`,
			"allowed: 0 observation, 1 dose, 2 other, 3 washout, 4 washout and dose",
		);
	const ss = number("SS");
	if (ss !== 0 && ss !== 1 && ss !== 2)
		tell(cell("SS"), "SS", `${text("SS")} is not a kind of steady state`, "allowed: 0 none, 1 in place of what is there, 2 on top of it");
	const rate = number("RATE");
	if (rate < 0 && rate !== -1 && rate !== -2)
		tell(cell("RATE"), "RATE", `${text("RATE")} is below zero`, "allowed: 0 at once, a rate, -1 the usual rate, -2 the usual length");
	const facts = columns.facts.flatMap(({ at, cell: header, covariate, unit, range }) => {
		const from = row[at]!;
		const written = numberIn(from, header.text);
		if (written === undefined) return [];
		const value = inUnit({ value: written, unit: unit ?? covariate.unit }, covariate.unit);
		if (range && (value < range[0] || value > range[1])) {
			const allowed = `allowed: ${range[0]} to ${formatQuantity({ value: range[1], unit: covariate.unit })}`;
			tell(from, header.text, `"${from.text}" is outside the plausible range`, allowed);
		}
		return [[covariate.name, value] as const];
	});
	if (columns.of("ID") !== undefined && isEmpty(text("ID")))
		tell(cell("ID"), "ID", "the ID is missing", "a name or a number for each patient");
	const inTimeOf = (name: "TIME" | "II") => snapped(inUnit({ value: number(name), unit: columns.of(name)?.unit ?? columns.time }, hour));
	if (isEmpty(text("TIME"))) tell(cell("TIME"), "TIME", "the time is missing", "hours since infusion, or TIME (day) in the header");
	const given = isEmpty(text("GIVE")) ? text("CMT") : text("GIVE");
	const record: EventRecord = {
		id: columns.of("ID") === undefined ? "1" : cell("ID").text,
		line: row[0]!.line,
		time: inTimeOf("TIME"),
		kind: kind ?? "other",
		amount: number("AMT"),
		rate: rate === -1 ? "usual_rate" : rate === -2 ? "usual_length" : rate,
		every: inTimeOf("II"),
		more: number("ADDL"),
		steady: ss as EventRecord["steady"],
		into: isEmpty(given) || given === "0" ? "" : given,
		facts: new Map(facts),
		cell,
	};
	return problems.length === before ? record : undefined;
}

/** What is wrong with the numbers of a dose. */
function checkDose(record: EventRecord, wrong: Complain): void {
	const { amount, every, more, steady } = record;
	if (amount < 0) wrong("AMT", `a dose of ${amount} is below zero`, "allowed: amounts above zero");
	else if (amount === 0 && !isEndless(record))
		wrong(
			"AMT",
			"this dose is of nothing",
			"write its amount; EVID 0 for an observation; a rate that has run for ever has RATE, SS 1 and no II",
		);
	if (more < 0 || !Number.isInteger(more)) wrong("ADDL", `${more} is not a number of further doses`, "allowed: 0, 1, 2, …");
	if (every < 0) wrong("II", `${every} h between doses is below zero`, "allowed: times above zero");
	if (every !== 0) return;
	if (more > 0) wrong("ADDL", "further doses need II, the time between them", "for example II 24");
	if (steady > 0 && !isEndless(record))
		wrong(
			"SS",
			"a steady state of doses needs II, the time between them",
			"for example II 24; without II a RATE alone, AMT 0, has run for ever",
		);
}

/** What is wrong with a record by itself. */
function checkRecord(record: EventRecord, { file, from, until, problems }: RecordContext): void {
	const wrong: Complain = (name, message, hint) => {
		const { line, column } = record.cell(name);
		problems.push({ file, line, column, key: name, message, ...(hint === undefined ? {} : { hint }) });
	};
	const { time, kind, amount } = record;
	if (isDose(record)) checkDose(record, wrong);
	else if (amount !== 0)
		wrong("AMT", `the amount ${amount} stands at an event that gives nothing`, `EVID 1 for a dose; here EVID says: ${kind}`);
	if (!isDose(record) && !isWashout(record)) return;
	const allowed = `allowed: ${from} to ${until} h (${from / 24} to ${until / 24} day)`;
	if (time < from) wrong("TIME", `${time} h is before the model starts`, allowed);
	if (time > until)
		wrong("TIME", `${time} h is after the run ends`, `${allowed}; let the run last longer (until:), or leave the record out`);
}

/** Records of one patient stand together, in order of time. */
function checkOrder(records: readonly EventRecord[], { file, problems }: RecordContext): void {
	const seen = new Set<string>();
	records.forEach((record, i) => {
		const before = records[i - 1];
		const wrong = (name: EventName, message: string, hint: string) => {
			const { line, column } = record.cell(name);
			problems.push({ file, line, column, key: name, message, hint });
		};
		if (before?.id === record.id) {
			if (record.time < before.time)
				wrong(
					"TIME",
					`${record.time} h comes behind ${before.time} h`,
					"sort the records of a patient by time; a washout does not turn the clock back",
				);
			return;
		}
		if (seen.has(record.id)) wrong("ID", `the records of ${record.id} begin again`, "let all records of a patient stand together");
		seen.add(record.id);
	});
}

/** The records of a table, each checked by itself and against the one before it; what is wrong goes to the problems. */
export function eventRecords({ rows }: Sheet, columns: EventColumns, context: RecordContext): readonly EventRecord[] {
	const records = rows.flatMap((row) => recordOf(row, columns, context) ?? []);
	for (const record of records) checkRecord(record, context);
	checkOrder(records, context);
	return records;
}
