import { type Formulary, medicineNamed } from "../chart/formulary.ts";
import type { Pressor } from "../chart/pressor.ts";
import { type FieldFault, recordFaults } from "../grading/field-faults.ts";
import { fieldsOf } from "../grading/fields.ts";
import { scales } from "../grading/scales.ts";
import { type LocatedYaml, type Path, readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem } from "../input/problem.ts";

/** One patient at one moment, and the scale to grade by. */
export interface GradeRecord {
	readonly id: string;
	/** Id of a scale, as `crsim list scales` prints it. */
	readonly scale: string;
	/** Fields of that scale by name; null is the same as left out, unless the field says otherwise. */
	readonly inputs: Readonly<Record<string, unknown>>;
}

/** Records that are fit to be graded, and what may be worth knowing about them. */
export interface GradeRecords {
	readonly records: readonly GradeRecord[];
	/** Fields that have no effect on the scale of their record. */
	readonly notes: readonly string[];
}

/** Keys that may stand beside the three that are read: what a collection says about its records. */
const remarks: ReadonlySet<string> = new Set(["expected", "source", "about", "note"]);

/**
 * Reads `[{ id, scale, inputs }, …]` or one such record (JSON, or YAML of the same form). A record without an `id` is called by its number, from 1. Throws
 * an InputError with every problem: what is not such a list, an unknown scale or field, a wrong type, an impossible value.
 *
 * `formulary` names the drugs and says what they are; each vasoactive one carries it on. `only` names the scales that are wanted: records of other scales are passed over, and one that names no scale is graded by each.
 */
export function readGradeRecords(
	text: string,
	{ file, formulary, only = [] }: { file: string; formulary: Formulary; only?: readonly string[] },
): GradeRecords {
	const yaml = readYaml(text, file);
	const one = isBlock(yaml.value) && ("scale" in yaml.value || "inputs" in yaml.value) ? [yaml.value] : undefined;
	const list: unknown = one ?? yaml.value;
	if (!Array.isArray(list)) {
		const hint = 'such as [{ "id": "A", "scale": "ASTCT_CRS", "inputs": { "temp_c": 38.6 } }]';
		throw new InputError([{ ...yaml.place([]), key: "", message: "expected a list of records", hint }]);
	}
	const problems: Problem[] = [];
	const records = list.flatMap((item: unknown, i) => readRecord(item, { yaml, i, at: one ? [] : [i], problems, only, formulary }));
	if (problems.length > 0) throw new InputError(problems);
	return { records, notes: records.flatMap(idleFields) };
}

interface RecordReading {
	readonly yaml: LocatedYaml;
	readonly i: number;
	readonly at: Path;
	readonly problems: Problem[];
	readonly only: readonly string[];
	readonly formulary: Formulary;
}

function readRecord(item: unknown, { yaml, i, at: within, problems, only, formulary }: RecordReading): readonly GradeRecord[] {
	const add = (path: Path, { message, hint, at }: Omit<FieldFault, "path">, key: string) =>
		void problems.push({
			...(at === "key" ? yaml.keyPlace([...within, ...path]) : yaml.place([...within, ...path])),
			key,
			message,
			...(hint === "" ? {} : { hint }),
		});
	if (!isBlock(item)) {
		add([], { message: "a record is a block { id, scale, inputs }", hint: "", at: "value" }, `record ${i + 1}`);
		return [];
	}
	const { id, scale, inputs } = item;
	const name = typeof id === "string" || typeof id === "number" ? String(id) : `record ${i + 1}`;
	for (const key of Object.keys(item)) {
		if (["id", "scale", "inputs"].includes(key) || remarks.has(key)) continue;
		add([key], { message: "unknown key", hint: allowedHint(key, ["id", "scale", "inputs"]), at: "key" }, `${name} ${key}`);
	}
	const known = typeof scale === "string" && Object.hasOwn(scales, scale);
	const asked = scale === undefined ? only : known && (only.length === 0 || only.includes(scale)) ? [scale] : [];
	if (scale === undefined && only.length === 0)
		add([], { message: 'the key "scale" is missing', hint: 'such as "scale": "ASTCT_CRS"', at: "value" }, name);
	else if (scale !== undefined && !known) {
		const hint = allowedHint(typeof scale === "string" ? scale.toUpperCase() : "", Object.keys(scales));
		add(["scale"], { message: `unknown scale ${JSON.stringify(scale)}`, hint, at: "value" }, `${name} scale`);
	}
	if (!isBlock(inputs)) {
		add(
			inputs === undefined ? [] : ["inputs"],
			{ message: 'the key "inputs" is missing: a block of fields', hint: 'such as "inputs": { "temp_c": 38.6 }', at: "value" },
			name,
		);
		return [];
	}
	return asked.flatMap((one) => {
		const faults = recordFaults(one, inputs, formulary);
		for (const fault of faults) add(["inputs", ...fault.path], fault, `${name} ${pathWords(fault.path)}`.trim());
		// What its drugs mean is looked up in a record that is what it should be.
		return faults.length > 0 ? [] : [{ id: name, scale: one, inputs: withMeaning(withoutNulls(inputs, one), formulary) }];
	});
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pathWords(path: FieldFault["path"]): string {
	return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

/** In these fields null has a meaning of its own: the test cannot be done, the pressure was not measured, room air. */
const meaningful: ReadonlySet<string> = new Set(["ice", "capd", "cartox10", "sbp_low", "o2"]);

function withoutNulls(inputs: Readonly<Record<string, unknown>>, scale: string): Readonly<Record<string, unknown>> {
	const own = new Set(fieldsOf[scale]);
	return Object.fromEntries(Object.entries(inputs).filter(([name, value]) => value !== null || (meaningful.has(name) && own.has(name))));
}

/** Each vasoactive drug by the name of its file, with what it is: no table knows a drug by name. */
export function withMeaning(inputs: Readonly<Record<string, unknown>>, formulary: Formulary): Readonly<Record<string, unknown>> {
	const { pressors } = inputs;
	if (!Array.isArray(pressors)) return inputs;
	const meant = (pressors as readonly Pressor[]).map((one) => {
		const name = medicineNamed(formulary, one.drug);
		return name === undefined ? one : { ...one, drug: name, is: formulary[name]!.vasoactive ?? undefined };
	});
	return { ...inputs, pressors: meant };
}

function idleFields({ id, scale, inputs }: GradeRecord): readonly string[] {
	const idle = Object.keys(inputs).filter((name) => !fieldsOf[scale]?.includes(name));
	return idle.length === 0 ? [] : [`${id}: no effect on ${scale}: ${idle.join(", ")}`];
}
