import { type LocatedYaml, type Path, pathText } from "../input/located-yaml.ts";
import type { Problem } from "../input/problem.ts";
import { problemOf } from "./fault.ts";
import type { Formula } from "./formula.ts";
import { parseExpression } from "./parse.ts";
import { bareForPercent, inUnit, type Quantity, readQuantity, wrongDimension } from "./quantity.ts";
import { isReserved } from "./tokens.ts";
import { dimensionless, formatUnit, isUnitName, readUnit, sameDimension, type Unit } from "./units.ts";

/** Reads the small texts inside a YAML file (units, quantities, expressions, names); what is wrong goes to its list of problems. */
export interface PartReader {
	readonly yaml: LocatedYaml;
	readonly problems: Problem[];
	/** What stands there; undefined when nothing does. */
	readonly written: (path: Path) => unknown;
	readonly unit: (path: Path) => Unit;
	/** A quantity in its own unit. */
	readonly quantity: (path: Path) => Quantity | undefined;
	/** A quantity in the unit that is needed; `example` stands in the message. NaN when it is wrong. */
	readonly quantityIn: (path: Path, needed: Unit, example: string) => number;
	readonly formula: (path: Path) => Formula | undefined;
	readonly name: (path: Path) => void;
	readonly wrong: (path: Path, message: string, hint?: string) => void;
	readonly wrongKey: (path: Path, message: string, hint?: string) => void;
}

function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>((at, part) => (at as Record<string, unknown> | null | undefined)?.[part as string], value);
}

export function partReader(yaml: LocatedYaml, problems: Problem[]): PartReader {
	const wrong = (path: Path, message: string, hint?: string) => {
		problems.push({ ...yaml.place(path), key: pathText(path), message, ...(hint ? { hint } : {}) });
	};
	const wrongKey = (path: Path, message: string, hint?: string) => {
		problems.push({ ...yaml.keyPlace(path), key: pathText(path), message, ...(hint ? { hint } : {}) });
	};
	const quantity = (path: Path, example?: string): Quantity | undefined => {
		const read = readQuantity(valueAt(yaml.value, path), example);
		if ("quantity" in read) return read.quantity;
		const place = yaml.placeWithin(path, read.offset);
		problems.push({ ...place, key: pathText(path), message: read.message, ...(read.hint ? { hint: read.hint } : {}) });
		return undefined;
	};
	return {
		yaml,
		problems,
		wrong,
		wrongKey,
		written: (path) => valueAt(yaml.value, path),
		quantity,
		unit: (path) => {
			const read = readUnit(String(valueAt(yaml.value, path)));
			if ("unit" in read) return read.unit;
			problems.push({ ...yaml.placeWithin(path, read.offset), key: pathText(path), message: read.message, hint: read.hint });
			return dimensionless;
		},
		quantityIn: (path, needed, example) => {
			const read = quantity(path, example);
			if (!read) return Number.NaN;
			if (sameDimension(read.unit, needed) && !Number.isFinite(inUnit(read, needed))) {
				wrong(path, `"${valueAt(yaml.value, path)}" in ${formatUnit(needed)} is not a finite number`);
				return Number.NaN;
			}
			const bare = bareForPercent(read, needed);
			if (bare) {
				wrong(path, bare.message, bare.hint);
				return Number.NaN;
			}
			const bareZero = read.value === 0 && Object.keys(read.unit.parts).length === 0;
			if (bareZero || sameDimension(read.unit, needed)) return bareZero ? 0 : inUnit(read, needed);
			wrong(path, wrongDimension(valueAt(yaml.value, path), read.unit, needed, example));
			return Number.NaN;
		},
		formula: (path) => {
			const text = String(valueAt(yaml.value, path));
			const located = { key: pathText(path), locate: (span: { start: number }) => yaml.placeWithin(path, span.start) };
			const parsed = parseExpression(text);
			if ("expression" in parsed) return { expression: parsed.expression, text, ...located };
			problems.push(problemOf(parsed.fault, located));
			return undefined;
		},
		name: (path) => {
			const name = String(path.at(-1));
			if (!/^[a-z][a-z0-9_]*$/i.test(name)) wrongKey(path, `"${name}" is not a name`, "letters, digits and _, beginning with a letter");
			else if (isUnitName(name)) wrongKey(path, `"${name}" is a unit and cannot be a name`);
			else if (isReserved(name)) wrongKey(path, `"${name}" is a word of the expression language and cannot be a name`);
			else if (name === "t") wrongKey(path, '"t" is the time and cannot be a name');
		},
	};
}
