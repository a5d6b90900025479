import type { Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { formatUnit, type Unit } from "../language/units.ts";
import type { Display } from "../trajectory/display.ts";
import { mapShape } from "./map-shape.ts";
import type { Module } from "./model.ts";
import type { ActedOn, MapArrow, MapBox, MapRange, ModelMap } from "./model-map.ts";
import { fileOf, type ModelReading } from "./read-model.ts";

type Body = ShapeOf<typeof mapShape>;

/** Something that a box or an arrow may show. */
interface Known {
	readonly unit: Unit;
	readonly display: Display;
	readonly page: string;
}

interface MapNames {
	readonly columns: ReadonlyMap<string, Known>;
	readonly equations: ReadonlySet<string>;
}

function namesOf(pages: readonly Module[]): MapNames {
	const columns = pages.flatMap((page) =>
		[...page.states, ...page.flows, ...page.observables, ...page.slots, ...page.inputs].map(
			({ name, unit, display = {} }) => [name, { unit, display, page: page.name }] as const,
		),
	);
	const equations = pages.flatMap((page) => [...page.states, ...page.flows, ...page.observables, ...page.hazards].map(({ name }) => name));
	return { columns: new Map(columns), equations: new Set(equations) };
}

interface MapReading {
	readonly read: PartReader;
	readonly names: MapNames;
	readonly body: Body;
}

function knownColumn({ read, names }: MapReading, path: Path, name: string): Known | undefined {
	const known = names.columns.get(name);
	if (known === undefined) read.wrong(path, `unknown state or flow "${name}"`, allowedHint(name, names.columns.keys()));
	return known;
}

type WrittenActing = Pick<Body["boxes"][string], "stronger_with" | "weaker_with">;

function readActedOn({ read, names }: MapReading, path: Path, written: WrittenActing): readonly ActedOn[] {
	return (["stronger", "weaker"] as const).flatMap((more) =>
		(written[`${more}_with`] ?? []).map((equation, i) => {
			if (!names.equations.has(equation))
				read.wrong([...path, `${more}_with`, i], `unknown state or flow "${equation}"`, allowedHint(equation, names.equations));
			return { equation, more };
		}),
	);
}

/** The end of the axis of figures that tells a course: the lower one of what is told by its lowest value. */
function endOfAxis({ axis, summary }: Display): number | undefined {
	if (axis?.kind !== "linear" && axis?.kind !== "log") return undefined;
	return summary === "lowest" ? axis.from : axis.to;
}

type WrittenRange = Pick<Body["boxes"][string], "empty" | "full">;

function readRange({ read }: MapReading, path: Path, written: WrittenRange, { unit, display }: Known): MapRange {
	const at = (key: "empty" | "full") => read.quantityIn([...path, key], unit, `1 ${formatUnit(unit)}`);
	const empty = written.empty === undefined ? null : at("empty");
	const full = written.full === undefined ? endOfAxis(display) : at("full");
	const logFrom = display.axis?.kind === "log" ? display.axis.from : null;
	if (full === undefined)
		read.wrong(path, 'the key "full" is missing', "its column has no axis with an end, so it must be said where it is full");
	if (empty !== null && empty === full) read.wrong([...path, "full"], "it is full where it is empty");
	for (const [key, value] of [
		["empty", empty],
		["full", full],
	] as const)
		if (logFrom !== null && typeof value === "number" && value <= 0)
			read.wrong([...path, key], "only numbers above zero have a place on a scale of equal factors", "its column has such an axis");
	return { empty, full: full ?? 1, logFrom };
}

function readBox(reading: MapReading, name: string, row: Body["boxes"][string]): MapBox | undefined {
	const { read, body } = reading;
	const path = ["boxes", name];
	const known = row.shows.map((column, i) => knownColumn(reading, [...path, "shows", i], column));
	if (!Object.hasOwn(body.groups, row.group))
		read.wrong([...path, "group"], `unknown group "${row.group}"`, allowedHint(row.group, Object.keys(body.groups)));
	const before = Object.entries(body.boxes).find(([, other]) => other.at[0] === row.at[0] && other.at[1] === row.at[1])![0];
	if (before !== name) read.wrong([...path, "at"], `"${before}" stands there already`, "give each box a place of its own");
	const first = known[0];
	return (
		first && {
			name,
			label: row.label ?? null,
			group: row.group,
			shows: row.shows,
			page: first.page,
			at: row.at,
			swells: readRange(reading, path, row, first),
			actedOn: readActedOn(reading, path, row),
		}
	);
}

function readThrough(reading: MapReading, path: Path, row: Body["arrows"][number]): MapArrow["through"] {
	if (row.through === undefined) {
		for (const key of ["empty", "full"] as const)
			if (row[key] !== undefined) reading.read.wrong([...path, key], "it has no use without through:", "say what makes the arrow thick");
		return null;
	}
	const known = knownColumn(reading, [...path, "through"], row.through);
	return known ? { column: row.through, range: readRange(reading, path, row, known) } : null;
}

function readArrow(reading: MapReading, i: number, row: Body["arrows"][number]): MapArrow {
	const { read, body, names } = reading;
	const path = ["arrows", i];
	for (const key of ["from", "to"] as const)
		if (!Object.hasOwn(body.boxes, row[key]))
			read.wrong([...path, key], `unknown box "${row[key]}"`, allowedHint(row[key], Object.keys(body.boxes)));
	if (row.from === row.to) read.wrong([...path, "to"], "an arrow goes from one box to another");
	const through = readThrough(reading, path, row);
	const own: ActedOn[] = through && names.equations.has(through.column) ? [{ equation: through.column, more: "stronger" }] : [];
	return {
		from: row.from,
		to: row.to,
		say: row.say,
		brakes: row.brakes ?? false,
		through,
		via: row.via ?? [],
		struckAt: row.struck_at ?? 0.5,
		actedOn: [...own, ...readActedOn(reading, path, row)],
	};
}

/** The map of a model's folder; null when it has none. Faults go to the problems of the reading. */
export function readMap(reading: ModelReading, pages: readonly Module[]): ModelMap | null {
	const yaml = fileOf(reading, "map.yaml");
	const body = yaml && checkShape(yaml, mapShape, reading.problems);
	if (!yaml || !body) return null;
	const parts = { read: partReader(yaml, reading.problems), names: namesOf(pages), body };
	for (const kind of ["groups", "boxes"] as const) for (const name of Object.keys(body[kind])) parts.read.name([kind, name]);
	for (const [key, known] of [
		["short", new Set(parts.names.columns.keys())],
		["called", parts.names.equations],
	] as const)
		for (const name of Object.keys(body[key] ?? {}))
			if (!known.has(name)) parts.read.wrongKey([key, name], `unknown state or flow "${name}"`, allowedHint(name, known));
	return {
		about: body.about,
		short: body.short ?? {},
		called: body.called ?? {},
		groups: Object.entries(body.groups).map(([name, { label }]) => ({ name, label })),
		boxes: Object.entries(body.boxes).flatMap(([name, row]) => readBox(parts, name, row) ?? []),
		arrows: body.arrows.map((row, i) => readArrow(parts, i, row)),
	};
}
