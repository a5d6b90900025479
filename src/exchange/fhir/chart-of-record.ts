import { InputError } from "../../input/problem.ts";
import { csvField } from "../csv.ts";
import { type Codes, systems } from "./codes.ts";
import { type Concept, type Measured, type ReadResource, resourceShape } from "./record-shape.ts";
import { hoursSince, instantText } from "./record-time.ts";

/** A record as a chart, and what of it was passed over. */
export interface ChartOfRecord {
	readonly text: string;
	readonly notes: readonly string[];
}

/** Whether a text is a record of FHIR: a bundle, or resources line by line. */
export const isRecord = (text: string): boolean => /^\s*\{/.test(text) && /"resourceType"\s*:/.test(text.slice(0, 10_000));

function refuse(file: string, message: string, hint: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
}

function parsed(text: string, file: string): readonly unknown[] {
	const values = (texts: readonly string[]) => texts.map((one) => JSON.parse(one) as unknown);
	const lines = text.split("\n").filter((line) => line.trim() !== "");
	const isLines = lines.length > 1 && lines.every((line) => line.startsWith("{"));
	try {
		return values(isLines ? lines : [text]);
	} catch (error) {
		return refuse(file, `not JSON: ${(error as Error).message}`, "write the record again: crsim export SCENARIO --format fhir");
	}
}

/** A resource as far as it is read. Throws an InputError that names its place. */
function checked(value: unknown, at: string, file: string): ReadResource {
	const result = resourceShape.safeParse(value);
	if (result.success) return result.data;
	const { path, message } = result.error.issues[0]!;
	const place = [at, ...path].filter((part) => part !== "").join(".");
	return refuse(file, `this is no resource of FHIR R4: ${place === "" ? "" : `${place}: `}${message}`, "see hl7.org/fhir/R4");
}

/** All resources of a record, those of bundles among them. */
const resourcesIn = (text: string, file: string): readonly ReadResource[] =>
	parsed(text, file).flatMap((value, i, all) => {
		const one = checked(value, all.length === 1 ? "" : String(i + 1), file);
		if (one.resourceType !== "Bundle") return [one];
		return (one.entry ?? []).flatMap(({ resource }, j) => (resource === undefined ? [] : [checked(resource, `entry.${j}.resource`, file)]));
	});

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

const patientOf = ({ subject }: ReadResource): string => subject?.reference?.split("/").at(-1) ?? "";

/** What is measured of an observation, or of its components, by the column that it stands in. */
function cellsOf(
	one: ReadResource,
	codes: Codes,
	column: (concept: Concept | undefined) => string | undefined,
): readonly (readonly [string, string])[] {
	if (one.resourceType !== "Observation" || one.status === "entered-in-error") return [];
	return [one, ...(one.component ?? [])].flatMap((measured) => {
		const name = column(measured.code);
		const text = name === undefined ? undefined : cellOf(measured, codes.columns[name]?.unit);
		return name === undefined || text === undefined ? [] : [[name, text] as const];
	});
}

/** The observations of each patient at each instant, in order of time. What is observed again at one instant begins another row there. */
function rowsOf(all: readonly ReadResource[], codes: Codes): readonly Row[] {
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

const wordsOf = (concept: Concept | undefined): string => concept?.text ?? concept?.coding?.[0]?.code ?? "without a name";

/** What was given stands in the next row, where no flow sheet says it. Gives what is not read of it. */
function addGiven(all: readonly ReadResource[], rows: readonly Row[], codes: Codes): string[] {
	if (rows.some(({ cells }) => cells.has("given"))) return [];
	const { treatment } = namesOf(codes);
	const [unknown, late, dosed] = [new Set<string>(), new Set<string>(), new Set<string>()];
	for (const one of all) {
		const { resourceType, status, medicationCodeableConcept, effectiveDateTime, effectivePeriod, dosage } = one;
		if (resourceType !== "MedicationAdministration" || ["entered-in-error", "not-done"].includes(status ?? "")) continue;
		const at = effectiveDateTime ?? effectivePeriod?.start;
		const name = treatment(medicationCodeableConcept);
		if (name === undefined) unknown.add(wordsOf(medicationCodeableConcept));
		if (name === undefined || at === undefined) continue;
		const id = patientOf(one);
		const cells = rows.find((row) => row.id === id && Date.parse(row.at) >= Date.parse(at))?.cells;
		if (cells === undefined) late.add(name);
		if (dosage !== undefined) dosed.add(name);
		const before = cells?.get("given");
		cells?.set("given", before === undefined ? name : `${before}+${name}`);
	}
	const told = (names: ReadonlySet<string>, what: string) => (names.size === 0 ? [] : [`${what}: ${[...names].join(", ")}`]);
	return [
		...told(unknown, "drugs whose code is not known were passed over, and a grade may be too low"),
		...told(late, "drugs after the last observation were passed over"),
		...told(dosed, "doses and rates of a record are not read, so that these count as given in the usual way"),
	];
}

/** When each patient was infused, where the record is one of ours. */
function infusions(all: readonly ReadResource[]): ReadonlyMap<string, string> {
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
 * those of our own; what has none is passed over, and drugs among it are noted. Times count from the infusion where the record is one of ours; else they
 * are instants in UTC. Throws an InputError for what is no record.
 *
 *     const { text } = chartOfRecord(bundle, { file: "bundle.json", codes });
 *     readCharts(text, { file: "bundle.json", formulary })
 */
export function chartOfRecord(text: string, { file, codes }: { readonly file: string; readonly codes: Codes }): ChartOfRecord {
	const all = resourcesIn(text, file);
	const rows = rowsOf(all, codes);
	if (rows.length === 0) refuse(file, "no observation of this record is known", "observations need a code of LOINC and effectiveDateTime");
	const notes = addGiven(all, rows, codes);
	const begin = infusions(all);
	const isOurs = rows.every(({ id }) => begin.has(id));
	const time = ({ id, at }: Row) =>
		isOurs ? String(hoursSince(begin.get(id)!, at)) : instantText(Date.parse(at)).slice(0, 16).replace("T", " ");
	const columns = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
	const lines = rows.map((row) => [row.id, time(row), ...columns.map((name) => row.cells.get(name) ?? "")].map(csvField).join(","));
	return { text: `${[["id", isOurs ? "time_h" : "time", ...columns].join(","), ...lines].join("\n")}\n`, notes };
}
