import { type Bind, plausibleRanges } from "../chart/signs.ts";
import { didYouMean } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import type { CsvCell } from "../input/read-csv.ts";
import type { Sheet } from "../input/read-sheet.ts";
import { formatUnit, readUnit, sameDimension, type Unit, unitOf } from "../language/units.ts";
import type { Covariate } from "../model/model.ts";
import { plausibleRange } from "../treatment/plausible-facts.ts";

/** The columns of a table of events that are read, as NONMEM names them; `GIVE` beside `CMT` names what is given. */
const eventNames = ["ID", "TIME", "EVID", "AMT", "CMT", "GIVE", "RATE", "II", "ADDL", "SS"] as const;
export type EventName = (typeof eventNames)[number];

/** Those that every table has. */
const needed = ["ID", "TIME", "EVID", "AMT"] as const satisfies readonly EventName[];

/** Columns of times: their unit is that of TIME, hours where nothing else is said. */
const hour = unitOf("h");

/** A column and the unit that its name carries; null: none. */
export interface EventColumn {
	readonly at: number;
	readonly cell: CsvCell;
	readonly unit: Unit | null;
}

/** A column of a fact of the patient. */
export interface FactColumn extends EventColumn {
	readonly covariate: Covariate;
	/** What it can be, in its own unit; null: anything. */
	readonly range: readonly [number, number] | null;
}

/** Which column is what. */
export interface EventColumns {
	readonly of: (name: EventName) => EventColumn | undefined;
	/** The unit of TIME and II. */
	readonly time: Unit;
	readonly facts: readonly FactColumn[];
	/** Names of columns that nobody reads. */
	readonly unread: readonly string[];
}

interface Known {
	readonly file: string;
	readonly covariates: readonly Covariate[];
	readonly bind: Bind;
	readonly problems: Problem[];
}

/** `AMT (mg)`, `TIME [day]`: the name and what stands in brackets. */
function partsOf({ text }: CsvCell): { readonly name: string; readonly unit: string | undefined } {
	const [, name = text, unit] = /^(.*?)\s*[([]\s*(.*?)\s*[)\]]$/.exec(text) ?? [];
	return { name: name.trim(), unit };
}

/** The unit that a column's name carries; null, and a problem, when it cannot be read. */
function unitIn(cell: CsvCell, { file, problems }: Known): Unit | null {
	const { unit: written } = partsOf(cell);
	if (written === undefined || written === "") return null;
	const read = readUnit(written);
	if ("unit" in read) return read.unit;
	problems.push({ file, line: cell.line, column: cell.column, key: cell.text, message: read.message, hint: read.hint });
	return null;
}

/** The fact of the patient that a column is of: by its name, or WT for the weight. */
function factOf(name: string, { covariates, bind }: Known): Covariate | undefined {
	const meant = name.toLowerCase() === "wt" ? bind.weight?.column : name.toLowerCase();
	return covariates.find((covariate) => covariate.name.toLowerCase() === meant);
}

/** A unit of another kind than the column's is told, and left out. */
function fitting<C extends EventColumn>(column: C, wanted: Unit, { file, problems }: Known): C {
	const { unit, cell } = column;
	if (unit === null || sameDimension(unit, wanted)) return column;
	const place = { file, line: cell.line, column: cell.column, key: cell.text };
	const example = formatUnit(wanted);
	problems.push({
		...place,
		message: `${formatUnit(unit)} does not measure ${partsOf(cell).name}`,
		hint: `for example ${partsOf(cell).name} (${example})`,
	});
	return { ...column, unit: null };
}

/** Understands the header of a table of events; what is wrong or missing goes to the problems. */
export function eventColumns({ header }: Sheet, known: Known): EventColumns {
	const { file, problems } = known;
	const found = new Map<EventName, EventColumn>();
	const facts: FactColumn[] = [];
	const unread: string[] = [];
	const plausible = plausibleRanges(known.bind);
	for (const [at, cell] of header.entries()) {
		const { name } = partsOf(cell);
		const event = eventNames.find((one) => one === name.toUpperCase());
		const covariate = event === undefined ? factOf(name, known) : undefined;
		if (found.has(event as EventName) || facts.some((fact) => fact.covariate === covariate)) {
			problems.push({
				file,
				line: cell.line,
				column: cell.column,
				key: cell.text,
				message: `the column ${name} stands twice`,
				hint: "keep one of the two",
			});
			continue;
		}
		const column = { at, cell, unit: event || covariate ? unitIn(cell, known) : null };
		if (event !== undefined) found.set(event, event === "TIME" || event === "II" ? fitting(column, hour, known) : column);
		else if (covariate !== undefined)
			facts.push({ ...fitting(column, covariate.unit, known), covariate, range: plausibleRange(covariate, plausible) });
		else unread.push(cell.text);
	}
	const missing: string[] = needed.filter((name) => !found.has(name));
	if (!found.has("CMT") && !found.has("GIVE")) missing.push("CMT");
	for (const name of missing) {
		const near = didYouMean(name, unread);
		const hint = near === "" ? "a table of events has ID, TIME, EVID, AMT and CMT" : near;
		const [first] = header;
		problems.push({ file, line: first?.line ?? 1, column: first?.column ?? 1, key: name, message: `the column ${name} is missing`, hint });
	}
	return { of: (name) => found.get(name), time: found.get("TIME")?.unit ?? hour, facts, unread };
}
