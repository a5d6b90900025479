import { InputError } from "../../input/problem.ts";
import { csvField } from "../csv.ts";
import { type Codes, systems } from "./codes.ts";
import { hoursSince, instantText } from "./record-time.ts";

/** What is read of a resource; everything may be missing in a record of somebody else. */
interface Read {
	readonly resourceType?: string;
	readonly id?: string;
	readonly status?: string;
	readonly subject?: { readonly reference?: string };
	readonly code?: Concept;
	readonly medicationCodeableConcept?: Concept;
	readonly effectiveDateTime?: string;
	readonly effectivePeriod?: { readonly start?: string };
	readonly performedDateTime?: string;
	readonly component?: readonly Measured[];
	readonly entry?: readonly { readonly resource?: Read }[];
}

interface Concept {
	readonly coding?: readonly { readonly system?: string; readonly code?: string }[];
	readonly text?: string;
}

interface Measured {
	readonly code?: Concept;
	readonly valueQuantity?: { readonly value?: number; readonly comparator?: string; readonly unit?: string; readonly code?: string };
	readonly valueString?: string;
	readonly valueBoolean?: boolean;
	readonly valueInteger?: number;
	readonly valueCodeableConcept?: Concept;
}

/** Whether a text is a record of FHIR: a bundle, or resources line by line. */
export const isRecord = (text: string): boolean => /^\s*\{/.test(text) && /"resourceType"\s*:/.test(text.slice(0, 10_000));

function refuse(file: string, message: string, hint: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
}

function parsed(text: string, file: string): readonly Read[] {
	const values = (texts: readonly string[]) => texts.map((one) => JSON.parse(one) as Read);
	const lines = text.split("\n").filter((line) => line.trim() !== "");
	const isLines = lines.length > 1 && lines.every((line) => line.startsWith("{"));
	try {
		return values(isLines ? lines : [text]);
	} catch (error) {
		return refuse(file, `not JSON: ${(error as Error).message}`, "write the record again: crsim export SCENARIO --format fhir");
	}
}

const coded = (concept: Concept | undefined, system: string) => concept?.coding?.find((one) => one.system === system)?.code;

/** The names that a record's codes stand for. */
function namesOf({ columns, treatments }: Codes) {
	const ofLoinc = new Map(Object.entries(columns).flatMap(([name, { loinc }]) => (loinc === undefined ? [] : [[loinc, name] as const])));
	const ofRxnorm = new Map(Object.entries(treatments).map(([name, code]) => [code, name]));
	return {
		column: (concept: Concept | undefined) => coded(concept, systems.column) ?? ofLoinc.get(coded(concept, systems.loinc) ?? ""),
		treatment: (concept: Concept | undefined) => coded(concept, systems.treatment) ?? ofRxnorm.get(coded(concept, systems.rxnorm) ?? ""),
	};
}

/** A value as a cell; with its unit where that is not the one that we write. */
function cellOf(measured: Measured, unit: string | undefined): string | undefined {
	const { valueQuantity, valueString, valueBoolean, valueInteger, valueCodeableConcept } = measured;
	if (valueQuantity?.value !== undefined) {
		const { value, comparator = "", unit: written, code = written } = valueQuantity;
		const number = `${comparator.slice(0, 1)}${value}`;
		return code === undefined || unit === undefined || code === unit ? number : `${number} ${written ?? code}`;
	}
	if (valueBoolean !== undefined) return valueBoolean ? "yes" : "no";
	return valueString ?? valueInteger?.toString() ?? valueCodeableConcept?.text;
}

interface Row {
	readonly id: string;
	readonly at: string;
	readonly cells: Map<string, string>;
}

const patientOf = ({ subject }: Read): string => subject?.reference?.split("/").at(-1) ?? "";

/** What is measured of an observation, or of its components, by the column that it stands in. */
function cellsOf(
	one: Read,
	codes: Codes,
	column: (concept: Concept | undefined) => string | undefined,
): readonly (readonly [string, string])[] {
	if (one.resourceType !== "Observation" || one.status === "entered-in-error") return [];
	return [one as Measured, ...(one.component ?? [])].flatMap((measured) => {
		const name = column(measured.code);
		const text = name === undefined ? undefined : cellOf(measured, codes.columns[name]?.unit);
		return name === undefined || text === undefined ? [] : [[name, text] as const];
	});
}

/** The observations of each patient at each instant, in order of time. What is observed again at one instant begins another row there. */
function rowsOf(all: readonly Read[], codes: Codes): readonly Row[] {
	const { column } = namesOf(codes);
	const rows: Row[] = [];
	const last = new Map<string, Row>();
	for (const one of all) {
		const { effectiveDateTime: at } = one;
		if (at === undefined) continue;
		const id = patientOf(one);
		const key = `${id} ${Date.parse(at)}`;
		for (const [name, text] of cellsOf(one, codes, column)) {
			const before = last.get(key);
			const row = before === undefined || before.cells.has(name) ? { id, at, cells: new Map<string, string>() } : before;
			if (row !== before) rows.push(row);
			last.set(key, row);
			row.cells.set(name, text);
		}
	}
	return rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : Date.parse(a.at) - Date.parse(b.at)));
}

/** What was given stands in the next row, where no flow sheet says it. */
function addGiven(all: readonly Read[], rows: readonly Row[], codes: Codes): void {
	if (rows.some(({ cells }) => cells.has("given"))) return;
	const { treatment } = namesOf(codes);
	for (const one of all) {
		const { resourceType, medicationCodeableConcept, effectiveDateTime, effectivePeriod } = one;
		const at = effectiveDateTime ?? effectivePeriod?.start;
		const name = resourceType === "MedicationAdministration" ? treatment(medicationCodeableConcept) : undefined;
		if (at === undefined || name === undefined) continue;
		const id = patientOf(one);
		const cells = rows.find((row) => row.id === id && Date.parse(row.at) >= Date.parse(at))?.cells;
		const before = cells?.get("given");
		cells?.set("given", before === undefined ? name : `${before}+${name}`);
	}
}

/** When each patient was infused, where the record is one of ours. */
function infusions(all: readonly Read[]): ReadonlyMap<string, string> {
	return new Map(
		all.flatMap((one) =>
			one.resourceType === "Procedure" && one.performedDateTime !== undefined && coded(one.code, systems.treatment) !== undefined
				? [[patientOf(one), one.performedDateTime] as const]
				: [],
		),
	);
}

/**
 * A record of FHIR R4 as a chart that `readCharts` reads: a row for each instant at which something was observed. Codes of LOINC and RxNorm are read, and
 * those of our own; what has none is passed over. Times count from the infusion where the record is one of ours; else they are instants in UTC.
 *
 *     readCharts(chartOfRecord(bundle, { file: "bundle.json", codes }), { file: "bundle.json", formulary })
 */
export function chartOfRecord(text: string, { file, codes }: { readonly file: string; readonly codes: Codes }): string {
	const all = parsed(text, file).flatMap((one) =>
		one.resourceType === "Bundle" ? (one.entry ?? []).map(({ resource }) => resource ?? {}) : [one],
	);
	const rows = rowsOf(all, codes);
	if (rows.length === 0) refuse(file, "no observation of this record is known", "observations need a code of LOINC and effectiveDateTime");
	addGiven(all, rows, codes);
	const begin = infusions(all);
	const isOurs = rows.every(({ id }) => begin.has(id));
	const time = ({ id, at }: Row) =>
		isOurs ? String(hoursSince(begin.get(id)!, at)) : instantText(Date.parse(at)).slice(0, 16).replace("T", " ");
	const columns = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
	const lines = rows.map((row) => [row.id, time(row), ...columns.map((name) => row.cells.get(name) ?? "")].map(csvField).join(","));
	return `${[["id", isOurs ? "time_h" : "time", ...columns].join(","), ...lines].join("\n")}\n`;
}
