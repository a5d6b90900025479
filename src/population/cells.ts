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
interface VariedPath {
	readonly path: string;
	/** Where it is written. */
	readonly place: Path;
	readonly target: Target;
	readonly values: readonly WrittenValue[];
	readonly coordinates: readonly Coordinate[];
	/** A grid is written as one, a list value by value. */
	readonly isGrid: boolean;
}

/** Paths that move together; most move alone. */
type Axis = readonly VariedPath[];

/** The text of a scenario that one cell stands for, with the places of its parts in the study's file. */
export interface CellText {
	readonly arm: string;
	readonly vary: readonly Coordinate[];
	/** The set of an ensemble, from 1; left out: the parameters in use. */
	readonly set?: number;
	readonly yaml: LocatedYaml;
}

/** Patients of one study: their numbers are 32-bit whole numbers in its tables. */
export const mostPatients = 1_000_000_000;
/** Cells of one study, those of each set of parameters counted. */
export const mostCells = 2_000;
/** Letters of an arm's name: tables and figures have to find room for it. */
const longestName = 60;

const topKeys = ["care", "until", "population"] as const;
const orderKeys = ["at", "when", "dose", "rate", "every", "for", "doses", "over", "route", "device", "flow", "fio2", "peep"];

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
		read.wrong([...path, "from"], "a log grid must be above zero", "for example { from: 0.5, to: 4, steps: 4, scale: log }");
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

type WrittenValues = readonly WrittenValue[] | { from: unknown; to: unknown; steps: number; scale?: "linear" | "log" | undefined };
type WrittenPaths = Readonly<Record<string, WrittenValues>>;

/** The blocks of paths that move together, each with its place, and the paths that move alone. */
function groupsOf({ together, ...alone }: NonNullable<Body["vary"]>): readonly { readonly paths: WrittenPaths; readonly place: Path }[] {
	const at = ["vary", "together"];
	const linked = Array.isArray(together)
		? together.map((paths, i) => ({ paths, place: [...at, i] }))
		: together === undefined
			? []
			: [{ paths: together, place: at }];
	return [...Object.entries(alone as WrittenPaths).map(([path, values]) => ({ paths: { [path]: values }, place: ["vary"] })), ...linked];
}

/** How many values a varied path has, before any is made. */
const countOf = (values: WrittenValues) => ("steps" in values ? values.steps : values.length);

/** The paths that a study varies, as it writes them. */
export const variedPaths = (vary: Body["vary"] = {}): readonly string[] => groupsOf(vary).flatMap(({ paths }) => Object.keys(paths));

function readPath(read: PartReader, path: string, written: WrittenValues, place: Path): VariedPath[] {
	const target = targetOf(path);
	if (!target) {
		const hint = `allowed: care, until, population, patient.<covariate>, set.<parameter or state>, <treatment>.<${orderKeys.join("|")}>, together`;
		const parameter = /^[a-z]\w*$/i.test(path)
			? `. A parameter is varied as "set.${path}", a fact of the patient as "patient.${path}".`
			: "";
		read.wrongKey(place, `"${path}" is not something that a study can vary`, `${hint}${parameter}`);
		return [];
	}
	const isGrid = "steps" in written;
	const values = isGrid ? gridValues(read, place, written) : written;
	return [{ path, place, target, values, coordinates: coordinatesOf(path, values), isGrid }];
}

function readAxes(read: PartReader, vary: Body["vary"] = {}): Axis[] {
	return groupsOf(vary).flatMap(({ paths, place }) => {
		const axis = Object.entries(paths).flatMap(([path, written]) => readPath(read, path, written, [...place, path]));
		if (place.length > 1) checkTogether(read, axis, place);
		const [first, ...others] = axis;
		if (!first) return [];
		const twice = first.values.findIndex((_, i) => first.values.slice(0, i).some((__, before) => isSamePoint(axis, i, before)));
		const labels = axis.map(({ coordinates }) => `"${coordinates[twice]?.label}"`).join(" with ");
		if (twice >= 0) read.wrong(first.place, `the value ${labels} appears twice`, "list each value once");
		const follow = (coordinates: readonly Coordinate[]) => coordinates.map((one) => ({ ...one, follows: first.path }));
		return [[first, ...others.map((one) => ({ ...one, coordinates: follow(one.coordinates) }))]];
	});
}

/** What moves together are two paths or more, each with as many values. */
function checkTogether(read: PartReader, axis: Axis, place: Path): void {
	const [first, ...others] = axis;
	if (others.length === 0) read.wrong(place, "together: needs two paths or more", "write a single path beside together:");
	for (const { path, place: at, values } of others)
		if (values.length !== first!.values.length)
			read.wrongKey(
				at,
				`"${path}" has ${values.length} values and "${first!.path}" has ${first!.values.length}: paths that vary together need equally many`,
				"write the same number of values for each",
			);
}

/** Whether two points of an axis are one. */
const isSamePoint = (axis: Axis, one: number, other: number): boolean =>
	axis.every(({ coordinates }) => {
		const [a, b] = [coordinates[one], coordinates[other]];
		return a !== undefined && b !== undefined && (a.value === null ? a.label === b.label : a.value === b.value);
	});

/** What two paths must not both put a value to: the same key of the same order, or its time and its condition. */
function seatOf(target: Target): string {
	if (target.kind === "key") return target.path.join(".");
	const key = target.key === "when" ? "at" : target.key;
	return `${target.name}[${target.which}].${key}`;
}

/** Two paths to one place are refused: the second would overwrite the first. */
function checkSeats(read: PartReader, paths: readonly VariedPath[]): void {
	const taken = new Map<string, string>();
	for (const { path, place, target } of paths) {
		const before = taken.get(seatOf(target));
		if (before !== undefined) read.wrongKey(place, `"${path}" would overwrite what "${before}" varies`, "keep one of the two");
		taken.set(seatOf(target), path);
	}
}

/** A path that concerns no arm is refused, and a key that an arm sets itself: both would vary nothing there, in silence. */
function checkReach(read: PartReader, paths: readonly VariedPath[], arms: readonly Arm[]): void {
	const givenBy = ({ keys }: Arm) => ((keys["treatments"] ?? []) as readonly { readonly give?: unknown }[]).map(({ give }) => String(give));
	const given = new Set(arms.flatMap(givenBy));
	const drugs = (path: string) =>
		given.size === 0
			? "only what is under treatments: can be varied, and there is nothing"
			: allowedHint(path.replace(/[.[].*$/, ""), given);
	for (const { path, place: at, target } of paths) {
		if (!arms.some(({ keys }) => reaches(keys, target))) read.wrongKey(at, `no arm gives what "${path}" varies`, drugs(path));
		if (target.kind !== "key") continue;
		for (const { own, place } of arms)
			if (says(own, target.path))
				read.wrong([...place, ...target.path], `"${path}" is varied too`, "keep it in the arm or under vary:, not in both");
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
	const others = target.key === "at" || target.key === "when" ? ["at", "when", "times"] : [];
	const rest = Object.fromEntries(Object.entries(rows[i]!).filter(([key]) => !others.includes(key)));
	rows[i] = { ...rest, [target.key]: value };
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
			read.wrong(["arms", i, "name"], "the name of an arm must be one short line", `at most ${longestName} characters`);
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

/** Every combination of one of each list, the last turning fastest. */
const combinations = (lists: readonly (readonly number[])[]): number[][] =>
	lists.reduce<number[][]>((all, list) => all.flatMap((one) => list.map((i) => [...one, i])), [[]]);

/** The places of the values of an axis, each point once: an arm that gives only one of two drugs may have fewer. */
const pointsOf = (axis: Axis): number[] =>
	axis[0]!.values.flatMap((_, i) => (axis[0]!.values.slice(0, i).some((__, before) => isSamePoint(axis, i, before)) ? [] : [i]));

/** What of an axis concerns an arm; what follows a path that does not moves by itself. */
function axisIn({ keys }: Arm, axis: Axis): Axis {
	const own = axis.filter(({ target }) => reaches(keys, target));
	const [first] = own;
	if (!first || first === axis[0]) return own;
	const led = (one: Coordinate): Coordinate => (first.path === one.path ? withoutLead(one) : { ...one, follows: first.path });
	return own.map((path) => ({ ...path, coordinates: path.coordinates.map(led) }));
}

const withoutLead = ({ follows: _, ...coordinate }: Coordinate): Coordinate => coordinate;

/** One arm at one point: `picks[i]` is the place of the values among those of axis i. */
function cellText(yaml: LocatedYaml, arm: Arm, axes: readonly Axis[], picks: readonly number[]): CellText {
	const puts: Put[] = [];
	let { keys } = arm;
	const points = axes.flatMap((axis, i) => axis.map((path) => ({ ...path, pick: picks[i]! })));
	for (const { place, target, values, isGrid, pick } of points) {
		const put = withValue(keys, target, values[pick]!);
		keys = put.keys;
		puts.push({ at: put.at, from: isGrid ? place : [...place, pick] });
	}
	const vary = points.map(({ coordinates, pick }) => coordinates[pick]!);
	return { arm: arm.name, vary, yaml: withKeys(yaml, keys, placed(arm, puts)) };
}

/** Whether a study has a size that can be run; told with its count before anything of it is made. */
function isOfBearableSize(read: PartReader, { vary, arms, patients }: Body): boolean {
	const lengths = groupsOf(vary ?? {}).map(({ paths }) => Math.max(1, ...Object.values(paths).map(countOf)));
	const cells = lengths.reduce((product, length) => product * length, arms?.length ?? 1);
	const runs = cells * patients;
	if (cells <= mostCells && patients <= mostPatients) return true;
	const place = cells <= mostCells ? "patients" : vary ? "vary" : "arms";
	const most = `at most ${mostCells} cells of ${mostPatients} patients in one study`;
	read.wrong([place], `${cells} ${cells === 1 ? "cell" : "cells"} of ${patients} patients are ${runs} runs`, most);
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
	checkSeats(read, axes.flat());
	checkReach(read, axes.flat(), arms);
	// Paths of unlike lengths make no cells.
	if (axes.some((axis) => axis.some(({ values }) => values.length !== axis[0]!.values.length))) return [];
	return arms.flatMap((arm) => {
		const own = axes.map((axis) => axisIn(arm, axis)).filter((axis) => axis.length > 0);
		return combinations(own.map(pointsOf)).map((picks) => cellText(yaml, arm, own, picks));
	});
}
