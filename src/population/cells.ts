import { pow } from "../elementary/power.ts";
import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import type { ShapeOf } from "../input/shape.ts";
import { inUnit, readQuantity } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { formatUnit, sameDimension } from "../language/units.ts";
import { studyKeys, type studyShape } from "./study-shape.ts";
import type { Coordinate } from "./study-summary.ts";

type Body = ShapeOf<typeof studyShape>;
type WrittenValue = string | number;
type Keys = Readonly<Record<string, unknown>>;

/** Where a varied path leads inside a scenario. */
type Target =
	| { readonly kind: "key"; readonly path: Path }
	| { readonly kind: "treatment"; readonly name: string; readonly which: number; readonly key: string };

/** One varied path with its values as written. */
interface Axis {
	readonly path: string;
	readonly target: Target;
	readonly values: readonly WrittenValue[];
	readonly coordinates: readonly Coordinate[];
	/** A grid is written as one, a list value by value. */
	readonly isGrid: boolean;
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
/** Letters of an arm's name: tables and figures have to find room for it. */
const longestName = 60;

const topKeys = ["care", "until", "population"] as const;
const orderKeys = ["at", "when", "dose", "rate", "every", "for", "over", "route", "device", "flow", "fio2", "peep"];

/** Reads `care`, `population`, `patient.weight`, `set.il6_gain`, `tocilizumab.at`, `dexamethasone[1].dose`. */
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
): WrittenValue[] {
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
		const value = isLog ? from.value * pow(to.value / from.value, share) : from.value + (to.value - from.value) * share;
		// Twelve digits: what a person would have written, not what the division left.
		const plain = Number(value.toPrecision(12));
		return unit === "1" ? plain : `${plain} ${unit.startsWith("1/") ? unit.slice(1) : unit}`;
	});
}

function coordinatesOf(path: string, values: readonly WrittenValue[]): Coordinate[] {
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
			const hint = `allowed: care, until, population, patient.<covariate>, set.<parameter>, <treatment>.<${orderKeys.join("|")}>`;
			read.wrongKey(["vary", path], `"${path}" is not something that a study can vary`, hint);
			return [];
		}
		const values = Array.isArray(written) ? written : gridValues(read, ["vary", path], written);
		const coordinates = coordinatesOf(path, values);
		const twice = coordinates.findIndex((one, i) => coordinates.slice(0, i).some((before) => isSamePoint(one, before)));
		if (twice >= 0) read.wrong(["vary", path], `the value "${coordinates[twice]!.label}" appears twice`, "each cell once");
		return [{ path, target, values, coordinates, isGrid: !Array.isArray(written) }];
	});
}

const isSamePoint = (a: Coordinate, b: Coordinate) => (a.value === null ? a.label === b.label : a.value === b.value);

/** What two paths must not both put a value to: the same key of the same order, or its time and its condition. */
function seatOf(target: Target): string {
	if (target.kind === "key") return target.path.join(".");
	const key = target.key === "when" ? "at" : target.key;
	return `${target.name}[${target.which}].${key}`;
}

/** Two paths to one place are refused: the second would overwrite the first. */
function checkSeats(read: PartReader, axes: readonly Axis[]): void {
	const taken = new Map<string, string>();
	for (const { path, target } of axes) {
		const before = taken.get(seatOf(target));
		if (before !== undefined) read.wrongKey(["vary", path], `"${path}" would overwrite what "${before}" varies`, "keep one of the two");
		taken.set(seatOf(target), path);
	}
}

/** A path that concerns no arm is refused, and a key that an arm sets itself: both would vary nothing there, in silence. */
function checkReach(read: PartReader, axes: readonly Axis[], arms: readonly Arm[]): void {
	const givenBy = ({ keys }: Arm) => ((keys["treatments"] ?? []) as readonly { readonly give?: unknown }[]).map(({ give }) => String(give));
	const given = new Set(arms.flatMap(givenBy));
	const drugs = (path: string) =>
		given.size === 0 ? "what stands under treatments can be varied; here is nothing" : allowedHint(path.replace(/[.[].*$/, ""), given);
	for (const { path, target } of axes) {
		if (!arms.some(({ keys }) => reaches(keys, target))) read.wrongKey(["vary", path], `no arm gives what "${path}" varies`, drugs(path));
		if (target.kind !== "key") continue;
		for (const { own, place } of arms)
			if (says(own, target.path)) read.wrong([...place, ...target.path], `"${path}" is varied too`, "leave it to the arm, or to vary");
	}
}

/** Whether keys have something at a path of one or two names. */
function says(keys: Keys, [first, second]: Path): boolean {
	const found = Object.hasOwn(keys, first!) ? keys[first!] : undefined;
	return second === undefined ? found !== undefined : typeof found === "object" && found !== null && Object.hasOwn(found, second);
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
function withValue(keys: Keys, target: Target, value: WrittenValue): { readonly keys: Keys; readonly at: Path } {
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

/** An arm of a study: what it says itself, and with the scenario under it. A study without arms has one without a name. */
interface Arm {
	readonly name: string;
	readonly own: Keys;
	readonly keys: Keys;
	/** Where it stands in the file. */
	readonly place: Path;
}

function armsOf(read: PartReader, base: Keys, arms: Body["arms"]): Arm[] {
	if (!arms) return [{ name: "", own: {}, keys: base, place: [] }];
	const names = arms.map(({ name }) => name.trim());
	for (const [i, name] of names.entries()) {
		if (name === "") read.wrong(["arms", i, "name"], "an arm needs a name", 'for example "tocilizumab"');
		else if (name.length > longestName || /\p{Cc}/u.test(name))
			read.wrong(["arms", i, "name"], "the name of an arm is one short line", `at most ${longestName} characters`);
		else if (names.indexOf(name) < i) read.wrong(["arms", i, "name"], `two arms are called "${name}"`);
	}
	return arms.map((own, i) => ({ name: names[i]!, own, keys: withArm(base, own), place: ["arms", i] }));
}

const startsWith = (path: Path, prefix: Path) => prefix.every((part, i) => path[i] === part);

/** A value that was put somewhere, and where it is written. */
interface Put {
	readonly at: Path;
	readonly from: Path;
}

/** Where a part of a cell's scenario stands in the study's file: under `vary`, in its arm, or in the scenario itself. */
function placed({ own, place }: Arm, puts: readonly Put[]) {
	return (path: Path): Path => {
		const varied = puts.findLast(({ at }) => startsWith(path, at));
		if (varied) return [...varied.from, ...path.slice(varied.at.length)];
		const [first, second] = path as [string, string | undefined];
		if (!(first in own)) return path;
		const merges = (first === "patient" || first === "set") && second !== undefined;
		return merges && !says(own, [first, second]) ? path : [...place, ...path];
	};
}

/** The same text with other keys in it, whose places are found in its own. */
const withKeys = (yaml: LocatedYaml, value: Keys, where: (path: Path) => Path): LocatedYaml => ({
	file: yaml.file,
	text: yaml.text,
	value,
	place: (path) => yaml.place(where(path)),
	keyPlace: (path) => yaml.keyPlace(where(path)),
	placeWithin: (path, offset) => yaml.placeWithin(where(path), offset),
});

/** Every combination of the places in lists of these lengths, the last turning fastest. */
const combinations = (lengths: readonly number[]): number[][] =>
	lengths.reduce<number[][]>((all, length) => all.flatMap((one) => Array.from({ length }, (_, i) => [...one, i])), [[]]);

/** One arm at one point: `picks[i]` is the place of the value among those of axis i. */
function cellText(yaml: LocatedYaml, arm: Arm, axes: readonly Axis[], picks: readonly number[]): CellText {
	const puts: Put[] = [];
	let { keys } = arm;
	for (const [i, { path, target, values, isGrid }] of axes.entries()) {
		const put = withValue(keys, target, values[picks[i]!]!);
		keys = put.keys;
		puts.push({ at: put.at, from: isGrid ? ["vary", path] : ["vary", path, picks[i]!] });
	}
	const vary = axes.map(({ coordinates }, i) => coordinates[picks[i]!]!);
	return { arm: arm.name, vary, yaml: withKeys(yaml, keys, placed(arm, puts)) };
}

/** Whether a study has a size that can be run; told with its count before anything of it is made. */
function isOfBearableSize(read: PartReader, { vary, arms, patients }: Body): boolean {
	const cells = Object.values(vary ?? {}).reduce((product, values) => product * countOf(values), arms?.length ?? 1);
	const runs = cells * patients;
	if (cells <= mostCells && runs <= mostRuns) return true;
	const place = cells <= mostCells ? "patients" : vary ? "vary" : "arms";
	const most = `at most ${mostCells} cells and ${mostRuns} runs in one study`;
	read.wrong([place], `${cells} cells of ${patients} patients are ${runs} runs`, most);
	return false;
}

/**
 * The cells of a study: each arm at every combination of what is varied in it. A path that does not concern an arm (a drug that it does not
 * give) leaves that arm as it is. What is wrong goes to the reader's problems; too many are refused with their count before any is made.
 */
export function cellTexts(read: PartReader, body: Body): CellText[] {
	if (!isOfBearableSize(read, body)) return [];
	const { yaml } = read;
	const base = Object.fromEntries(Object.entries(yaml.value as Keys).filter(([key]) => !studyKeys.includes(key)));
	const axes = readAxes(read, body.vary);
	const arms = armsOf(read, base, body.arms);
	checkSeats(read, axes);
	checkReach(read, axes, arms);
	return arms.flatMap((arm) => {
		const own = axes.filter(({ target }) => reaches(arm.keys, target));
		return combinations(own.map(({ values }) => values.length)).map((picks) => cellText(yaml, arm, own, picks));
	});
}
