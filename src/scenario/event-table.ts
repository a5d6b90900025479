import { snapped } from "../chart/instant.ts";
import type { LocatedYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import type { CsvCell } from "../input/read-csv.ts";
import { readSheet } from "../input/read-sheet.ts";
import { formatQuantity } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { formatUnit } from "../language/units.ts";
import type { Library } from "../treatment/library.ts";
import type { Order } from "../treatment/order.ts";
import { eventColumns, type FactColumn } from "./event-columns.ts";
import { eventOrders } from "./event-orders.ts";
import { type EventRecord, eventRecords, isWashout } from "./event-records.ts";
import { type FactCarry, type FactPoints, factAt, factSettings, type MovingFact } from "./moving-facts.ts";
import type { PlannedSetting } from "./plan.ts";

/** A table of events, as a text. */
export interface EventTableText {
	/** What to call it in messages. */
	readonly file: string;
	readonly text: string;
}

/** What a scenario says of its table. */
export interface EventWish {
	readonly from?: string | undefined;
	readonly id?: string | number | undefined;
	readonly cmt?: readonly string[] | undefined;
	readonly covariates?: FactCarry | undefined;
}

/** What one patient of a table of events was given, and when. */
export interface EventHistory {
	readonly file: string;
	readonly id: string;
	/** All patients of the table. */
	readonly ids: readonly string[];
	readonly orders: readonly Order[];
	readonly settings: readonly PlannedSetting[];
	/** Facts of the patient as they are when the run begins, each with its cell and as it would stand under `patient:`. */
	readonly facts: ReadonlyMap<string, { readonly cell: CsvCell; readonly written: string }>;
	readonly moving: readonly MovingFact[];
	readonly warnings: readonly string[];
}

/** What a table of events is read with. */
export interface EventTableContext {
	readonly library: Library;
	readonly from: number;
	readonly until: number;
	readonly problems: Problem[];
	/** The patient to be read; left out: the only one, or with `first` the first of several. */
	readonly id?: string | undefined;
	readonly first?: boolean | undefined;
}

/** The patient of a table that is meant; undefined, and a problem, where there is none. */
function idOf(ids: readonly string[], { file }: EventTableText, { id, first, problems }: EventTableContext): string | undefined {
	const problem = (message: string, hint: string): undefined => void problems.push({ file, line: 1, column: 1, key: "ID", message, hint });
	if (id !== undefined) return ids.includes(id) ? id : problem(`there is no patient ${id}`, allowedHint(id, ids));
	if (ids.length === 0) return problem("the table has no records", "a record for each event, below the names of the columns");
	if (ids.length === 1 || first) return ids[0];
	const some = ids.length > 12 ? `${ids.slice(0, 12).join(", ")}, …` : ids.join(", ");
	return problem(
		`the table holds ${ids.length} patients: ${some}`,
		`name one: "id: ${ids[0]}" beside from:, or --id ${ids[0]}; crsim run runs them all`,
	);
}

/** What the records of a patient say of a fact. */
const pointsOf = (records: readonly EventRecord[], { covariate: { name } }: FactColumn): FactPoints =>
	records.flatMap(({ time, facts }) => (facts.has(name) ? [{ time: snapped(time), value: facts.get(name)! }] : []));

/** Columns that nobody reads are told, but for those that every such table carries. */
function unreadWarning(unread: readonly string[], file: string): readonly string[] {
	const usual = new Set(["dv", "mdv", "c", ""]);
	const others = unread.filter((name) => !usual.has(name.toLowerCase()));
	return others.length === 0 ? [] : [`${file}: nobody reads the columns ${others.join(", ")}`];
}

interface FactsRead {
	readonly records: readonly EventRecord[];
	readonly columns: readonly FactColumn[];
	readonly carry: FactCarry;
	readonly from: number;
}

/** The facts of one patient: as they are at the start, and those of them that change. */
function factsOf({ records, columns, carry, from }: FactsRead): Pick<EventHistory, "facts" | "moving"> {
	const known = columns.map((column) => ({ column, points: pointsOf(records, column) })).filter(({ points }) => points.length > 0);
	const facts = known.map(({ column: { covariate, cell }, points }) => {
		const written = formatQuantity({ value: factAt(points, carry, from), unit: covariate.unit });
		return [covariate.name, { cell, written }] as const;
	});
	const moving = known
		.filter(({ points }) => points.some(({ value }) => value !== points[0]!.value))
		.map(({ column: { covariate }, points }) => ({ name: covariate.name, unit: formatUnit(covariate.unit), points, carry }));
	return { facts: new Map(facts), moving };
}

/** Reads a table of events for one of its patients; what is wrong, in whichever record, goes to the problems. */
export function readEventTable(table: EventTableText, wish: EventWish, context: EventTableContext): EventHistory | undefined {
	const { file } = table;
	const { library, from, until, problems } = context;
	const before = problems.length;
	const sheet = readSheet(table.text, file, problems);
	if (sheet.header.length === 0) return undefined;
	const covariates = library.model.modules.flatMap((page) => page.covariates);
	const columns = eventColumns(sheet, { file, covariates, bind: library.bind, problems });
	// Where a column is missing every record would say so again.
	if (problems.length > before) return undefined;
	const looked = { file, from, until, problems, columns, library, numbered: wish.cmt ?? [] };
	const all = eventRecords(sheet, columns, looked);
	const ids = [...new Set(all.map((record) => record.id))];
	const orders = new Map(
		ids.map((one) => [
			one,
			eventOrders(
				all.filter((record) => record.id === one),
				looked,
			),
		]),
	);
	const id = problems.length > before ? undefined : idOf(ids, table, context);
	if (id === undefined) return undefined;
	const records = all.filter((record) => record.id === id);
	const own = orders.get(id)!;
	const { facts, moving } = factsOf({ records, columns: columns.facts, carry: wish.covariates ?? "backward", from });
	const treatments = [...new Set(own.map((order) => order.treatment))];
	const washouts = records.filter(isWashout).map(({ time }): PlannedSetting => ({ kind: "washout", treatments, time }));
	const settings = [...moving.flatMap((fact) => factSettings(fact, from)), ...washouts].filter(({ time }) => time >= from && time <= until);
	return { file, id, ids, orders: own, settings, facts, moving, warnings: unreadWarning(columns.unread, file) };
}

/** What a table says of the patient, as it would stand under `patient:`. */
export const factsWritten = ({ facts }: EventHistory): Readonly<Record<string, string>> =>
	Object.fromEntries([...facts].map(([name, fact]) => [name, fact.written]));

/** A scenario whose patient is that of a table: what the table says of him goes before what the scenario says, and stands in the table. */
export function withFactsOf(read: PartReader, history: EventHistory | undefined): PartReader["yaml"] {
	const { yaml } = read;
	if (history === undefined || history.facts.size === 0) return yaml;
	const { file, facts } = history;
	const value = yaml.value as { readonly patient?: object };
	const inTable = (path: readonly (string | number)[]) => (path[0] === "patient" ? facts.get(String(path[1])) : undefined);
	const placed =
		(find: LocatedYaml["place"]): LocatedYaml["place"] =>
		(path) => {
			const fact = inTable(path);
			return fact ? { file, line: fact.cell.line, column: fact.cell.column } : find(path);
		};
	return {
		...yaml,
		value: { ...value, patient: { ...value.patient, ...factsWritten(history) } },
		place: placed((path) => yaml.place(path)),
		keyPlace: placed((path) => yaml.keyPlace(path)),
		placeWithin: (path, offset) => (inTable(path) ? placed(yaml.place)(path) : yaml.placeWithin(path, offset)),
	};
}
