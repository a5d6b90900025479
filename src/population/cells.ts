import { inUnit, readQuantity } from "../expression/quantity.ts";
import type { PartReader } from "../expression/read-parts.ts";
import { formatUnit, sameDimension } from "../expression/units.ts";
import type { LocatedYaml, Path } from "../problem/located-yaml.ts";
import { allowedHint } from "../problem/nearest.ts";
import type { ShapeOf } from "../problem/shape.ts";
import { studyKeys, type studyShape } from "./study-shape.ts";
import type { Coordinate } from "./study-summary.ts";

type Body = ShapeOf<typeof studyShape>;
type Written = string | number;
type Keys = Readonly<Record<string, unknown>>;

/** Where a varied path leads inside a scenario. */
type Target =
	| { readonly kind: "key"; readonly path: Path }
	| { readonly kind: "treatment"; readonly name: string; readonly which: number; readonly key: string };

/** One varied path with its values as written. */
interface Axis {
	readonly path: string;
	readonly target: Target;
	readonly values: readonly Written[];
	readonly coordinates: readonly Coordinate[];
}

/** The text of a scenario that one cell stands for, with the places of its parts in the study's file. */
export interface CellText {
	readonly arm: string;
	readonly vary: readonly Coordinate[];
	readonly yaml: LocatedYaml;
}

/** Runs that one study may ask for. */
const mostRuns = 20_000_000;
const mostCells = 2_000;

const topKeys = ["care", "until"] as const;
const orderKeys = ["at", "when", "dose", "rate", "every", "for", "over", "route", "device", "flow", "fio2", "peep"];

/** Reads `care`, `patient.weight`, `set.il6_gain`, `tocilizumab.at`, `dexamethasone[1].dose`. */
function targetOf(path: string): Target | undefined {
	if ((topKeys as readonly string[]).includes(path)) return { kind: "key", path: [path] };
	const [, first = "", which = "0", key = ""] = /^([\w-]+)(?:\[(\d+)\])?\.(\w+)$/.exec(path) ?? [];
	if (first === "") return undefined;
	if (first === "patient" || first === "set") return { kind: "key", path: [first, key] };
	return orderKeys.includes(key) ? { kind: "treatment", name: first, which: Number(which), key } : undefined;
}

/** A grid as values written in the unit of its ends. */
function gridValues(
	read: PartReader,
	path: Path,
	grid: { from: unknown; to: unknown; steps: number; scale?: "linear" | "log" | undefined },
): Written[] {
	const [from, to] = [read.quantity([...path, "from"]), read.quantity([...path, "to"])];
	if (!from || !to) return [];
	if (formatUnit(from.unit) !== formatUnit(to.unit)) {
		read.wrong([...path, "to"], `"${grid.to}" and "${grid.from}" are in different units`, "write both ends in the same unit");
		return [];
	}
	const isLog = grid.scale === "log";
	if (isLog && !(from.value > 0 && to.value > 0)) {
		read.wrong([...path, "from"], "a log grid lies above zero", "for example { from: 0.5, to: 4, steps: 4, scale: log }");
		return [];
	}
	const unit = formatUnit(from.unit);
	return Array.from({ length: grid.steps }, (_, i) => {
		const share = i / (grid.steps - 1);
		const value = isLog ? from.value * (to.value / from.value) ** share : from.value + (to.value - from.value) * share;
		// Twelve digits: what a person would have written, not what the division left.
		const plain = Number(value.toPrecision(12));
		return unit === "1" ? plain : `${plain} ${unit.startsWith("1/") ? unit.slice(1) : unit}`;
	});
}

function coordinatesOf(path: string, values: readonly Written[]): Coordinate[] {
	const read = values.map((value) => readQuantity(value));
	const quantities = read.map((one) => ("quantity" in one ? one.quantity : undefined));
	const first = quantities[0];
	const alike = first !== undefined && quantities.every((one) => one !== undefined && sameDimension(one.unit, first.unit));
	const multiples = values.map((value) => /^\s*([\d.eE+-]+)\s*x\s*$/.exec(String(value))?.[1]);
	const areMultiples = multiples.every((one) => one !== undefined);
	return values.map((value, i) => {
		const label = String(value);
		if (areMultiples) return { path, label, value: Number(multiples[i]), unit: "x" };
		if (!alike) return { path, label, value: null, unit: "" };
		return { path, label, value: inUnit(quantities[i]!, first.unit), unit: formatUnit(first.unit) };
	});
}

/** How many values a varied path has, before any is made. */
const countOf = (values: NonNullable<Body["vary"]>[string]) => (Array.isArray(values) ? values.length : values.steps);

function readAxes(read: PartReader, vary: Body["vary"] = {}): Axis[] {
	return Object.entries(vary).flatMap(([path, written]) => {
		const target = targetOf(path);
		if (!target) {
			const hint = `allowed: care, until, patient.<covariate>, set.<parameter>, <treatment>.<${orderKeys.join("|")}>`;
			read.wrongKey(["vary", path], `"${path}" leads nowhere in a scenario`, hint);
			return [];
		}
		const values = Array.isArray(written) ? written : gridValues(read, ["vary", path], written);
		if (new Set(values).size < values.length) read.wrong(["vary", path], "a value stands twice");
		return [{ path, target, values, coordinates: coordinatesOf(path, values) }];
	});
}

/** The scenario keys of a study with those of one arm over them. */
function withArm(base: Keys, arm: Keys): Keys {
	const block = (key: string, from: Keys) => (from[key] ?? {}) as Keys;
	const merged = Object.fromEntries(
		["patient", "set"].filter((key) => key in base || key in arm).map((key) => [key, { ...block(key, base), ...block(key, arm) }]),
	);
	const { name: _name, ...own } = arm;
	return { ...base, ...own, ...merged };
}

/** The places in `treatments` that a path means; none when the arm does not give this treatment so often. */
function orderMeant(keys: Keys, { name, which }: Extract<Target, { kind: "treatment" }>): number | undefined {
	const rows = (keys["treatments"] ?? []) as readonly { readonly give?: unknown }[];
	const meant = rows.flatMap((row, i) => (row.give === name ? [i] : []));
	return meant[which];
}

const reaches = (keys: Keys, target: Target) => target.kind === "key" || orderMeant(keys, target) !== undefined;

/** One value put in its place. */
function withValue(keys: Keys, target: Target, value: Written): { readonly keys: Keys; readonly at: Path } {
	if (target.kind === "key") {
		const [first, second] = target.path as [string, string | undefined];
		const inner = second === undefined ? value : { ...((keys[first] ?? {}) as Keys), [second]: value };
		return { keys: { ...keys, [first]: inner }, at: target.path };
	}
	const i = orderMeant(keys, target)!;
	const rows = [...(keys["treatments"] as readonly Keys[])];
	// A time takes the place of a condition, and a condition that of a time.
	const { at, when, ...rest } = rows[i]!;
	const other =
		target.key === "at" || target.key === "when" ? {} : { ...(at === undefined ? {} : { at }), ...(when === undefined ? {} : { when }) };
	rows[i] = { ...rest, ...other, [target.key]: value };
	return { keys: { ...keys, treatments: rows }, at: ["treatments", i, target.key] };
}

const startsWith = (path: Path, prefix: Path) => prefix.every((part, i) => path[i] === part);

/** Where a part of a cell's scenario stands in the study's file: under `vary`, in its arm, or in the scenario itself. */
function placed(
	arm: { readonly keys: Keys; readonly index: number } | undefined,
	set: readonly { readonly at: Path; readonly from: Path }[],
) {
	return (path: Path): Path => {
		const varied = set.findLast(({ at }) => startsWith(path, at));
		if (varied) return [...varied.from, ...path.slice(varied.at.length)];
		const [first, second] = path as [string, string | undefined];
		if (!arm || !(first in arm.keys)) return path;
		const merges = (first === "patient" || first === "set") && second !== undefined;
		return merges && !(second in (arm.keys[first] as object)) ? path : ["arms", arm.index, ...path];
	};
}

/** Every combination of the places in lists of these lengths, the last turning fastest. */
const combinations = (lengths: readonly number[]): number[][] =>
	lengths.reduce<number[][]>((all, length) => all.flatMap((one) => Array.from({ length }, (_, i) => [...one, i])), [[]]);

/**
 * The cells of a study: each arm at every combination of what is varied in it. A path that does not concern an arm (a drug that it does not
 * give) leaves that arm as it is. What is wrong goes to the reader's problems; too many are refused with their count before any is made.
 */
export function cellTexts(read: PartReader, body: Body): CellText[] {
	const { yaml } = read;
	const whole = Object.values(body.vary ?? {}).reduce((product, values) => product * countOf(values), body.arms?.length ?? 1);
	const runs = whole * body.patients;
	if (whole > mostCells || runs > mostRuns) {
		const place = whole > mostCells ? ["vary"] : ["patients"];
		read.wrong(
			place,
			`${whole} cells of ${body.patients} patients are ${runs} runs`,
			`at most ${mostCells} cells and ${mostRuns} runs in one study`,
		);
		return [];
	}
	const base = Object.fromEntries(Object.entries(yaml.value as Keys).filter(([key]) => !studyKeys.includes(key)));
	const axes = readAxes(read, body.vary);
	const arms = body.arms?.map((keys, index) => ({ keys: keys as Keys, index })) ?? [undefined];
	const armKeys = arms.map((arm) => (arm ? withArm(base, arm.keys) : base));
	for (const { path, target } of axes) {
		if (armKeys.some((keys) => reaches(keys, target))) continue;
		const given = armKeys.flatMap((keys) => ((keys["treatments"] ?? []) as readonly { give?: unknown }[]).map((row) => String(row.give)));
		read.wrongKey(["vary", path], `no arm gives what "${path}" varies`, allowedHint(path.replace(/[.[].*$/, ""), new Set(given)));
	}
	const names = body.arms?.map(({ name }) => name) ?? [];
	for (const [i, name] of names.entries()) if (names.indexOf(name) < i) read.wrong(["arms", i, "name"], `two arms are called "${name}"`);
	return arms.flatMap((arm, a) => {
		const own = axes.filter(({ target }) => reaches(armKeys[a]!, target));
		return combinations(own.map(({ values }) => values.length)).map((picks): CellText => {
			const set: { at: Path; from: Path }[] = [];
			let keys = armKeys[a]!;
			for (const [x, { path, target, values }] of own.entries()) {
				const pick = picks[x]!;
				const put = withValue(keys, target, values[pick]!);
				keys = put.keys;
				set.push({ at: put.at, from: Array.isArray(body.vary![path]) ? ["vary", path, pick] : ["vary", path] });
			}
			const where = placed(arm, set);
			return {
				arm: arm ? String(arm.keys["name"]) : "",
				vary: own.map(({ coordinates }, x) => coordinates[picks[x]!]!),
				yaml: {
					file: yaml.file,
					text: yaml.text,
					value: keys,
					place: (path) => yaml.place(where(path)),
					keyPlace: (path) => yaml.keyPlace(where(path)),
					placeWithin: (path, offset) => yaml.placeWithin(where(path), offset),
				},
			};
		});
	});
}
