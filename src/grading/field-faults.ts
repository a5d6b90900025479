import type { Field, NumberField, WordField } from "../chart/field.ts";
import { type Formulary, type Medicine, medicineNamed, nearestMedicine } from "../chart/formulary.ts";
import { LEAST_FLOW } from "../chart/oxygen.ts";
import { asRateUnit } from "../chart/rate.ts";
import { rateField, unitsOf } from "../chart/rate-field.ts";
import { runsAtRate } from "../chart/role.ts";
import { entryOf } from "../input/entry-of.ts";
import { allowedHint, didYouMean } from "../input/nearest.ts";
import { fields, fieldsOf } from "./fields.ts";
import { isKnown } from "./verdict.ts";

/** Something wrong with a value: where inside it, what was read, what to do. */
export interface FieldFault {
	/** From the record inward: `["o2", "fio2"]`. */
	readonly path: readonly (string | number)[];
	readonly message: string;
	readonly hint: string;
	/** The name itself is wrong, not what stands behind it. */
	readonly at: "key" | "value";
}

/**
 * Everything wrong with the fields of one record for a scale: unknown names (a name that another scale reads is let pass and has no
 * effect), wrong types, impossible values with the likely mistake. Null is the same as left out. `formulary` says which drugs there are,
 * what a device may be set to, and how high a rate may be.
 *
 *     recordFaults("PENN_CRS", { temp_c: 101 }, formulary)[0]?.hint   // "degC; 101 looks like Fahrenheit: 38.3"
 */
export function recordFaults(scale: string, inputs: Readonly<Record<string, unknown>>, formulary: Formulary): readonly FieldFault[] {
	const own = fieldsOf[scale] ?? [];
	const weight = typeof inputs["weight_kg"] === "number" ? inputs["weight_kg"] : undefined;
	const within = (name: string, value: unknown): readonly FieldFault[] => {
		if (name === "o2") return isBlock(value) ? oxygenFaults(value, formulary) : [];
		if (name !== "pressors" || !Array.isArray(value)) return [];
		return value.flatMap((item: unknown, i) =>
			isBlock(item) ? pressorFaults(item, { formulary, weight }).map((one) => ({ ...one, path: [i, ...one.path] })) : [],
		);
	};
	return Object.entries(inputs).flatMap(([name, value]) => {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (field === undefined) return [unknownField(name, { scale, own })];
		const faults = fieldFaults(field, value);
		return [...faults, ...(faults.length > 0 ? [] : within(name, value))].map((fault) => ({ ...fault, path: [name, ...fault.path] }));
	});
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownField(name: string, { scale, own }: { scale: string; own: readonly string[] }): FieldFault {
	const near = didYouMean(name, own) || didYouMean(name, Object.keys(fields));
	return { path: [name], message: `unknown field of ${scale}`, hint: `${near} allowed: ${own.join(", ")}`.trim(), at: "key" };
}

/** What is wrong with a value in a field. */
export function fieldFaults(field: Field, value: unknown): readonly FieldFault[] {
	if (value === null || value === undefined) return [];
	switch (field.kind) {
		case "number":
			return typeof value === "number" ? numberFaults(field, value) : [wrongType(value, `a number (${field.unit})`)];
		case "yes-no":
			return typeof value === "boolean" ? [] : [wrongType(value, "true or false")];
		case "text":
			return typeof value === "string" ? [] : [wrongType(value, "a text")];
		case "word":
			return wordFaults(field, value);
		case "list":
			return listFaults(field, value);
		case "block":
			return blockFaults(field, value);
		default:
			return field satisfies never;
	}
}

/** Is the number possible? The hint names the unit and, where there is one, the likely mistake. */
export function numberFaults(field: NumberField, value: number): readonly FieldFault[] {
	if (Math.abs(value) === Number.POSITIVE_INFINITY) return [fault("the number is too large", field.unit)];
	const likely = (field.mistakes ?? []).find((m) => m.when?.(value) ?? (outside(field, value) && !outside(field, m.meant(value))));
	if (likely !== undefined) {
		const meant = likely.meant(value).toFixed(likely.decimals);
		const asked = field.unit === "a fraction" ? `did you mean ${meant}? (${value} looks like ${likely.looks})` : "";
		return [fault(`${value} cannot be right here`, `${field.unit}; ${asked || `${value} looks like ${likely.looks}: ${meant}`}`)];
	}
	if (Number.isNaN(value) || outside(field, value)) {
		const negative = value < 0 && field.from >= 0 ? "a negative value" : "this value";
		return [fault(`${value} is not between ${field.from} and ${field.to}`, `${field.unit}; ${negative} is impossible here`)];
	}
	if (field.whole === true && !Number.isInteger(value)) return [fault(`${value} is not a whole number`, field.unit)];
	return [];
}

function outside({ from, to }: NumberField, value: number): boolean {
	return !(value >= from && value <= to);
}

/**
 * The allowed word that people mean by this one: in another case, with gaps or dashes, or by a usual other name; undefined where none is.
 *
 *     meantWord(field, "Nasal Cannula")   // "nasal_cannula"
 */
export function meantWord({ words, synonyms = {} }: WordField, value: string): string | undefined {
	const plain = value
		.trim()
		.toLowerCase()
		.replaceAll(/[\s-]+/g, "_");
	return (
		words.find((word) => word === value) ??
		entryOf(synonyms, value.toLowerCase()) ??
		entryOf(synonyms, plain) ??
		words.find((word) => word.toLowerCase() === plain)
	);
}

function wordFaults(field: WordField, value: unknown): readonly FieldFault[] {
	const { words } = field;
	if (typeof value !== "string") return [wrongType(value, `one of ${words.join(", ")}`)];
	if (words.includes(value)) return [];
	const meant = meantWord(field, value);
	const hint = meant === undefined ? allowedHint(value, words) : `Did you mean "${meant}"?`;
	return [fault(`"${value}" is not one of the allowed words`, hint)];
}

function listFaults({ of, gaps }: Extract<Field, { kind: "list" }>, value: unknown): readonly FieldFault[] {
	if (!Array.isArray(value)) return [wrongType(value, "a list")];
	return value.flatMap((item: unknown, i) => {
		if (!isPresent(item)) return gaps ? [] : [{ ...fault("expected a value, found nothing", "leave the item out"), path: [i] }];
		return fieldFaults(of, item).map((one) => ({ ...one, path: [i, ...one.path] }));
	});
}

function blockFaults({ fields: inner, needs }: Extract<Field, { kind: "block" }>, value: unknown): readonly FieldFault[] {
	if (typeof value !== "object" || value === null || Array.isArray(value))
		return [wrongType(value, `{ ${Object.keys(inner).join(", ")} }`)];
	const block = value as Readonly<Record<string, unknown>>;
	const missing = needs
		.filter((name) => !isPresent(block[name]))
		.map((name) => fault(`the field "${name}" is missing`, `allowed: ${Object.keys(inner).join(", ")}`));
	const parts = Object.entries(block).flatMap(([name, part]): readonly FieldFault[] => {
		const field = Object.hasOwn(inner, name) ? inner[name] : undefined;
		if (field === undefined) return [{ ...fault("unknown field", allowedHint(name, Object.keys(inner))), path: [name], at: "key" }];
		return fieldFaults(field, part).map((one) => ({ ...one, path: [name, ...one.path] }));
	});
	return [...missing, ...parts];
}

/** A drug that runs at a rate, by its name or another of its names; what is wrong with the word otherwise. */
export function pressorNamed(word: string, formulary: Formulary): { readonly name: string; readonly medicine: Medicine } | FieldFault {
	const name = medicineNamed(formulary, word);
	const running = Object.entries(formulary).filter(([, { role }]) => runsAtRate(role));
	if (name === undefined) {
		const near = nearestMedicine(Object.fromEntries(running), word);
		return fault(`no drug is called "${word}"`, `${near} Known: ${running.map(([one]) => one).join(", ")}`.trim());
	}
	const medicine = formulary[name]!;
	if (runsAtRate(medicine.role)) return { name, medicine };
	return fault(`${name} is not a vasopressor or inotrope`, `its role is ${medicine.role}`);
}

/** A rate is judged by its drug and the unit that stands beside it. */
function pressorFaults(
	{ drug, rate, unit }: Readonly<Record<string, unknown>>,
	{ formulary, weight }: { formulary: Formulary; weight: number | undefined },
): readonly FieldFault[] {
	if (typeof drug !== "string") return [];
	const found = pressorNamed(drug, formulary);
	if ("message" in found) return [{ ...found, path: ["drug"] }];
	if (typeof rate !== "number" || !isKnown(rate)) return [];
	if (unit === undefined || unit === null) return [fault("the rate has no unit", "ug/min, ug/kg/min or U/min")];
	const { name, medicine } = found;
	const read = typeof unit === "string" ? asRateUnit(unit) : undefined;
	const allowed = unitsOf(medicine);
	if (read === undefined || !allowed.includes(read))
		return [{ ...fault(`${name} in ${String(unit)}`, `${name} runs in ${allowed.join(" or ")}`), path: ["unit"] }];
	return numberFaults(rateField(medicine, read, weight), rate).map((one) => ({ ...one, path: ["rate"] }));
}

/** Least and most that a device can be set to, as the files of oxygen say it. */
function rangeOf(device: string, formulary: Formulary) {
	for (const { devices } of Object.values(formulary)) if (Object.hasOwn(devices, device)) return devices[device];
	return undefined;
}

/**
 * Flow and fraction are judged by the device that stands beside them. A flow of 0 is a device that gives nothing.
 *
 *     oxygenFaults({ device: "nasal_cannula", lpm: 60 }, formulary)[0]?.hint   // "… high-flow cannula (hfnc) meant?"
 */
export function oxygenFaults({ device, lpm, fio2 }: Readonly<Record<string, unknown>>, formulary: Formulary): readonly FieldFault[] {
	if (typeof device !== "string") return [];
	if (device === "none") return noneFaults({ lpm, fio2 });
	const { flow = null, fio2: fraction = null } = rangeOf(device, formulary) ?? {};
	const at = (path: "lpm" | "fio2", message: string, hint: string) => [{ ...fault(message, hint), path: [path] }];
	const flows = typeof lpm === "number" && lpm > 0 ? flowFaults(device, lpm, flow) : [];
	if (typeof fio2 !== "number" || fraction === null || (fio2 >= fraction[0] && fio2 <= fraction[1])) return flows;
	return [...flows, ...at("fio2", `fraction ${fio2} with the device ${device}`, `a ${device} gives ${fraction[0]} to ${fraction[1]}`)];
}

function flowFaults(device: string, lpm: number, range: readonly [number, number] | null): readonly FieldFault[] {
	const [least, most] = range ?? [LEAST_FLOW, Number.POSITIVE_INFINITY];
	const at = (hint: string) => [{ ...fault(`${lpm} L/min with the device ${device}`, hint), path: ["lpm"] }];
	if (lpm > most) return at(`${device} takes at most ${most} L/min; was a high-flow cannula (hfnc) meant?`);
	if (lpm < least) return at(`${device} takes at least ${least} L/min; write 0 where nothing flows`);
	return [];
}

function noneFaults({ lpm, fio2 }: { readonly lpm: unknown; readonly fio2: unknown }): readonly FieldFault[] {
	if (typeof lpm === "number" && lpm > 0) return [{ ...fault(`${lpm} L/min with the device none`, "name the device"), path: ["lpm"] }];
	if (typeof fio2 === "number" && fio2 > 0.21)
		return [{ ...fault(`fraction ${fio2} with the device none`, "room air is 0.21; name the device"), path: ["fio2"] }];
	return [];
}

function isPresent(value: unknown): boolean {
	return value !== null && value !== undefined;
}

function wrongType(value: unknown, needed: string): FieldFault {
	const quoted = typeof value === "string" && /^(true|false|yes|no|[-+.\d]+)$/i.test(value);
	return fault(`expected ${needed}, found ${wordsFor(value)}`, quoted ? "write numbers, true and false without quotes" : "");
}

function wordsFor(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	return typeof value === "object" ? "a block" : JSON.stringify(value);
}

function fault(message: string, hint: string): FieldFault {
	return { path: [], message, hint, at: "value" };
}
