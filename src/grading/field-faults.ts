import { allowedHint, didYouMean } from "../problem/nearest.ts";
import { type Field, fields, fieldsOf, mostFlow, type NumberField, rateFields } from "./fields.ts";
import { isKnown } from "./verdict.ts";

/** Something wrong with a value: where inside it, what was read, what to do. */
export interface Fault {
	/** From the record inward: `["o2", "fio2"]`. */
	readonly path: readonly (string | number)[];
	readonly message: string;
	readonly hint: string;
	/** The name itself is wrong, not what stands behind it. */
	readonly at: "key" | "value";
}

/**
 * Everything wrong with the fields of one record for a scale: unknown names (a name that another scale reads is let pass and has no
 * effect), wrong types, impossible values with the likely mistake. Null is the same as left out.
 *
 *     recordFaults("PENN_CRS", { temp_c: 101 })[0]?.hint   // "degC; 101 looks like Fahrenheit: 38.3"
 */
export function recordFaults(scale: string, inputs: Readonly<Record<string, unknown>>): readonly Fault[] {
	const own = fieldsOf[scale] ?? [];
	return Object.entries(inputs).flatMap(([name, value]) => {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (field === undefined) return [unknownField(name, { scale, own })];
		return fieldFaults(field, value).map((fault) => ({ ...fault, path: [name, ...fault.path] }));
	});
}

function unknownField(name: string, { scale, own }: { scale: string; own: readonly string[] }): Fault {
	const near = didYouMean(name, own) || didYouMean(name, Object.keys(fields));
	return { path: [name], message: `unknown field of ${scale}`, hint: `${near} allowed: ${own.join(", ")}`.trim(), at: "key" };
}

/** What is wrong with a value in a field. */
export function fieldFaults(field: Field, value: unknown): readonly Fault[] {
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
export function numberFaults(field: NumberField, value: number): readonly Fault[] {
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

function wordFaults({ words, synonyms = {} }: Extract<Field, { kind: "word" }>, value: unknown): readonly Fault[] {
	if (typeof value !== "string") return [wrongType(value, `one of ${words.join(", ")}`)];
	if (words.includes(value)) return [];
	const plain = value.toLowerCase().replaceAll(/[\s-]+/g, "_");
	const meant = synonyms[value.toLowerCase()] ?? words.find((word) => word.toLowerCase() === plain);
	const hint = meant === undefined ? allowedHint(value, words) : `Did you mean "${meant}"?`;
	return [fault(`"${value}" is not one of the allowed words`, hint)];
}

function listFaults({ of, gaps }: Extract<Field, { kind: "list" }>, value: unknown): readonly Fault[] {
	if (!Array.isArray(value)) return [wrongType(value, "a list")];
	return value.flatMap((item: unknown, i) => {
		if (!isPresent(item)) return gaps ? [] : [{ ...fault("nothing stands here", "leave the item out"), path: [i] }];
		return fieldFaults(of, item).map((one) => ({ ...one, path: [i, ...one.path] }));
	});
}

function blockFaults({ fields: inner, needs }: Extract<Field, { kind: "block" }>, value: unknown): readonly Fault[] {
	if (typeof value !== "object" || value === null || Array.isArray(value))
		return [wrongType(value, `{ ${Object.keys(inner).join(", ")} }`)];
	const block = value as Readonly<Record<string, unknown>>;
	const missing = needs.filter((name) => !isPresent(block[name])).map((name) => fault(`"${name}" is missing`, `${name} is needed here`));
	const parts = Object.entries(block).flatMap(([name, part]): readonly Fault[] => {
		const field = Object.hasOwn(inner, name) ? inner[name] : undefined;
		if (field === undefined) return [{ ...fault("unknown field", allowedHint(name, Object.keys(inner))), path: [name], at: "key" }];
		return fieldFaults(field, part).map((one) => ({ ...one, path: [name, ...one.path] }));
	});
	return [...missing, ...parts, ...rateFaults(block), ...oxygenFaults(block)];
}

/** A rate is judged by the unit that stands beside it. */
function rateFaults({ drug, rate, unit }: Readonly<Record<string, unknown>>): readonly Fault[] {
	if (typeof drug !== "string" || typeof rate !== "number" || !isKnown(rate)) return [];
	if (unit === undefined || unit === null) return [fault("the rate has no unit", "ug/min, ug/kg/min or U/min")];
	const field = typeof unit === "string" ? rateFields[unit] : undefined;
	if (field === undefined) return [];
	if ((unit === "U/min") !== (drug === "vasopressin")) {
		const hint = drug === "vasopressin" ? "vasopressin runs in U/min" : `${drug} runs in ug/min or ug/kg/min`;
		return [{ ...fault(`${drug} in ${unit}`, hint), path: ["unit"] }];
	}
	return numberFaults(field, rate).map((one) => ({ ...one, path: ["rate"] }));
}

/**
 * Flow and fraction are judged by the device that stands beside them.
 *
 *     oxygenFaults({ device: "nasal_cannula", lpm: 60 })[0]?.hint   // "… high-flow cannula (hfnc) meant?"
 */
export function oxygenFaults({ device, lpm, fio2 }: Readonly<Record<string, unknown>>): readonly Fault[] {
	const most = typeof device === "string" && Object.hasOwn(mostFlow, device) ? mostFlow[device]! : Number.POSITIVE_INFINITY;
	if (typeof lpm === "number" && lpm > most) {
		const hint =
			device === "none" ? "name the device" : `a ${String(device)} takes at most ${most} L/min; was a high-flow cannula (hfnc) meant?`;
		return [{ ...fault(`${lpm} L/min with the device ${String(device)}`, hint), path: ["lpm"] }];
	}
	if (device === "none" && typeof fio2 === "number" && fio2 > 0.21)
		return [{ ...fault(`fraction ${fio2} with the device none`, "room air is 0.21; name the device"), path: ["fio2"] }];
	return [];
}

function isPresent(value: unknown): boolean {
	return value !== null && value !== undefined;
}

function wrongType(value: unknown, needed: string): Fault {
	const quoted = typeof value === "string" && /^(true|false|yes|no|[-+.\d]+)$/i.test(value);
	return fault(`${wordsFor(value)} was read; ${needed} is needed`, quoted ? "numbers, true and false stand without quotes" : "");
}

function wordsFor(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	return typeof value === "object" ? "a block" : JSON.stringify(value);
}

function fault(message: string, hint: string): Fault {
	return { path: [], message, hint, at: "value" };
}
