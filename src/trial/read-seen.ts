import type { Path } from "../input/located-yaml.ts";
import { inUnit, type Quantity, readQuantity, wrongDimension } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { dimensionless, formatUnit, sameDimension, type Unit } from "../language/units.ts";
import type { Seen, Statistic } from "./endpoint.ts";

/** What was seen as it is written, its numbers in their own units. */
type Written =
	| { readonly kind: "share"; readonly count: number; readonly n: number }
	| { readonly kind: "number"; readonly value: Quantity; readonly n: number }
	| { readonly kind: "band"; readonly from: Quantity; readonly to: Quantity };

/** What may stand beside a number. */
export const besides = ["range", "quartiles", "interval"] as const;

/** What is expected of a statistic; `undefined` where the model cannot state the endpoint, so that anything may be seen. */
export interface Expected {
	readonly statistic: Statistic;
	/** Null: as written. */
	readonly unit: Unit | null;
}

const example: Readonly<Record<Statistic, (unit: string) => string>> = {
	share: () => 'for example "94 of 101", a count of patients, or a band: "0.5 percent to 1.5 percent"',
	median: (unit) => `for example "7 ${unit} of 94", the number of the trial and of its patients, or a band: "5 ${unit} to 9 ${unit}"`,
	mean: (unit) => `for example "7 ${unit} of 94", the number of the trial and of its patients, or a band: "5 ${unit} to 9 ${unit}"`,
};

/** Reads `94 of 101`, `7 day of 94` or `0.5 percent to 1.5 percent`; undefined, with a problem, when it is none of them. */
function writtenAt(read: PartReader, path: Path, text: string): Written | undefined {
	const quantity = (part: string): Quantity | undefined => {
		const found = readQuantity(part.trim(), "7 day");
		if ("quantity" in found) return found.quantity;
		read.wrong(path, found.message, found.hint);
		return undefined;
	};
	const [, value = "", patients = ""] = /^(.*\S)\s+of\s+(\S+)$/.exec(text.trim()) ?? [];
	if (value !== "") {
		const n = /^[1-9]\d{0,6}$/.test(patients) ? Number(patients) : Number.NaN;
		if (Number.isNaN(n)) {
			read.wrong(path, `expected a number of patients behind "of", found "${patients}"`, 'for example "94 of 101"');
			return undefined;
		}
		if (/^\d+$/.test(value)) return { kind: "share", count: Number(value), n };
		const found = quantity(value);
		return found && { kind: "number", value: found, n };
	}
	const [, low = "", high = ""] = /^(.*\S)\s+to\s+(.*\S)$/.exec(text.trim()) ?? [];
	if (low !== "") {
		const [from, to] = [quantity(low), quantity(high)];
		return from && to && { kind: "band", from, to };
	}
	read.wrong(path, `expected what was seen, found "${text}"`, 'for example "94 of 101", "7 day of 94" or "0.5 percent to 1.5 percent"');
	return undefined;
}

/** A number in the unit that is needed; undefined, with a problem, where it is of another kind. */
function numberIn(read: PartReader, path: Path, { quantity, needed, text }: { quantity: Quantity; needed: Unit; text: string }) {
	if (sameDimension(quantity.unit, needed)) return inUnit(quantity, needed);
	read.wrong(path, wrongDimension(text, quantity.unit, needed, `7 ${formatUnit(needed)} of 94`), example.median(formatUnit(needed)));
	return undefined;
}

function shareAt(read: PartReader, path: Path, { count, n }: { readonly count: number; readonly n: number }): Seen | undefined {
	if (count <= n) return { kind: "share", count, n };
	read.wrong(path, `${count} of ${n} patients is more than all of them`, `at most "${n} of ${n}"`);
	return undefined;
}

function besideAt(read: PartReader, path: Path, unit: Unit): Extract<Seen, { kind: "number" }>["beside"] | undefined {
	const given = besides.filter((of) => read.written([...path, of]) !== undefined);
	if (given.length === 0) return null;
	if (given.length > 1) {
		read.wrongKey(
			[...path, given[1]!],
			`expected one of ${besides.join(", ")}, found ${given.join(" and ")}`,
			"keep the one that tells most",
		);
		return undefined;
	}
	const of = given[0]!;
	const [from, to] = [0, 1].map((i) => read.quantityIn([...path, of, i], unit, `7 ${formatUnit(unit)}`)) as [number, number];
	if (from <= to) return { of, from, to };
	if (from > to) read.wrong([...path, of], "expected the lower value first", "the lower value, then the upper");
	return undefined;
}

/** Whether something stands beside what is not a number. */
function refuseBeside(read: PartReader, path: Path): void {
	for (const of of besides)
		if (read.written([...path, of]) !== undefined)
			read.wrongKey([...path, of], `"${of}" stands beside a number only`, "beside a count nothing is needed: its interval follows from it");
}

/**
 * Reads what was seen of an endpoint at `path`, in the unit that the model counts in. Undefined, with problems, where it does not fit: a count above its
 * patients, a number without a unit, a range upside down.
 */
export function readSeen(
	read: PartReader,
	path: Path,
	expected: Expected | undefined,
): { readonly seen: Seen; readonly unit: Unit } | undefined {
	const at = [...path, "seen"];
	const text = String(read.written(at));
	const written = writtenAt(read, at, text);
	if (!written) return undefined;
	if (written.kind === "share" && (expected === undefined || expected.statistic === "share")) {
		// Of what could not be read nobody knows whether it is a number.
		if (expected !== undefined || read.written([...path, "is"]) === undefined) refuseBeside(read, path);
		const seen = shareAt(read, at, written);
		return seen && { seen, unit: dimensionless };
	}
	if (written.kind === "number" && expected?.statistic === "share") {
		read.wrong(at, `expected a count of patients, since "is" is a condition, found "${text}"`, example.share(""));
		return undefined;
	}
	if (written.kind === "share") {
		// A bare number beside patients is a count for whoever reads it: a number needs its unit, if it has one.
		const needed = expected!.unit ?? dimensionless;
		const value = numberIn(read, at, { quantity: { value: written.count, unit: dimensionless }, needed, text: String(written.count) });
		const beside = besideAt(read, path, needed);
		return value === undefined || beside === undefined
			? undefined
			: { seen: { kind: "number", value, n: written.n, beside }, unit: needed };
	}
	if (written.kind === "number") {
		const needed = expected?.unit ?? written.value.unit;
		const value = numberIn(read, at, { quantity: written.value, needed, text });
		const beside = besideAt(read, path, needed);
		return value === undefined || beside === undefined
			? undefined
			: { seen: { kind: "number", value, n: written.n, beside }, unit: needed };
	}
	refuseBeside(read, path);
	const isShare = expected?.statistic === "share" || (expected === undefined && sameDimension(written.from.unit, dimensionless));
	const needed = isShare ? dimensionless : (expected?.unit ?? written.from.unit);
	const from = numberIn(read, at, { quantity: written.from, needed, text });
	const to = numberIn(read, at, { quantity: written.to, needed, text });
	if (from === undefined || to === undefined) return undefined;
	if (from > to) {
		read.wrong(at, `expected the lower end of the band first, found "${text}"`, "the lower end, then the upper");
		return undefined;
	}
	return { seen: { kind: "band", from, to }, unit: needed };
}
