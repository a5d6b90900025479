import { fileName } from "../input/file-name.ts";
import type { Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { formatUnit, type Unit } from "../language/units.ts";
import { figureShape } from "./figure-shape.ts";
import type { FigureStrip, ModelFigure, ModelPanel } from "./model-figure.ts";
import { fileOf, type ModelReading, namesIn } from "./read-model.ts";
import { usualReading } from "./usual-reading.ts";

/** What the files of figures may name. */
export interface FigureNames {
	/** The columns of a trajectory with their units. */
	readonly columns: ReadonlyMap<string, Unit>;
	readonly grades: readonly string[];
	readonly roles: readonly string[];
}

type Body = ShapeOf<typeof figureShape>;

interface FigureReading {
	readonly read: PartReader;
	readonly names: FigureNames;
}

function knownColumn({ read, names: { columns } }: FigureReading, path: Path, name: string): Unit | undefined {
	const unit = columns.get(name);
	if (unit === undefined)
		read.wrong(
			path,
			`unknown column "${name}"`,
			`${allowedHint(name, columns.keys())} A column that is drawn must be listed in outputs: of model.yaml. See: crsim list columns`,
		);
	return unit;
}

/** Columns of one axis: each known, all in one dimension, since they share its numbers. */
function readColumns(reading: FigureReading, path: Path, written: string | readonly string[] | undefined): readonly string[] {
	if (written === undefined) return [];
	const names = typeof written === "string" ? [written] : written;
	const placeOf = (i: number) => (typeof written === "string" ? path : [...path, i]);
	const units = names.map((name, i) => knownColumn(reading, placeOf(i), name));
	const first = units[0];
	for (const [i, unit] of units.entries()) {
		if (first === undefined || unit === undefined || formatUnit(unit) === formatUnit(first)) continue;
		const message = `"${names[i]}" is in ${formatUnit(unit)}, "${names[0]}" in ${formatUnit(first)}: one axis has one unit`;
		reading.read.wrong(placeOf(i), message, "put it on the right axis, or into a panel of its own");
	}
	return names.filter((_, i) => units[i] !== undefined);
}

function readPanel(reading: FigureReading, path: Path, row: NonNullable<Body["panels"]>[number], height: number | undefined): ModelPanel {
	const { read, names } = reading;
	const left = readColumns(reading, [...path, "left"], row.left);
	const right = readColumns(reading, [...path, "right"], row.right);
	const columns = [row.left].flat().length;
	if (row.labels !== undefined && row.labels.length !== columns)
		read.wrong([...path, "labels"], `labels: ${row.labels.length}, left columns: ${columns}`, "each left column needs one label");
	if (row.role !== undefined && !names.roles.includes(row.role))
		read.wrong([...path, "role"], `unknown role "${row.role}"`, allowedHint(row.role, names.roles));
	const unit = names.columns.get(left[0] ?? "");
	const lines = (row.lines ?? []).map(({ say }, i) => {
		const at = unit === undefined ? 0 : read.quantityIn([...path, "lines", i, "at"], unit, `1 ${formatUnit(unit)}`);
		return { at, say };
	});
	const tall = row.height ?? height;
	return {
		...(row.name === undefined ? {} : { name: row.name }),
		left,
		right,
		...(row.labels === undefined ? {} : { labels: row.labels }),
		...(tall === undefined ? {} : { height: tall }),
		lines,
		...(row.role === undefined ? {} : { role: row.role }),
	};
}

function readStrip({ read, names: { grades } }: FigureReading, path: Path, row: NonNullable<Body["grades"]>[number]): FigureStrip {
	const [grade, at] = typeof row === "string" ? [row, path] : [row.grade, [...path, "grade"]];
	if (!grades.includes(grade)) read.wrong(at, `unknown grade "${grade}"`, allowedHint(grade, grades));
	return { grade, onlyGraded: typeof row !== "string" };
}

/** The figure of a file `figures/<name>.yaml`; undefined, with problems, when it cannot be read. */
export function readFigureFile(files: ModelReading, name: string, names: FigureNames): ModelFigure | undefined {
	const yaml = fileOf(files, `figures/${name}.yaml`);
	const body = yaml && checkShape(yaml, figureShape, files.problems);
	if (!yaml || !body) return undefined;
	const read = partReader(yaml, files.problems);
	if (fileName(name) !== name)
		read.wrong([], `"${name}" cannot name the files of a figure`, `call this file figures/${fileName(name)}.yaml`);
	const form = body.form ?? "panels";
	const panels = body.panels ?? [];
	if (panels.length === 0 && form !== "drugs" && form !== "scales") read.wrong([], `a figure of the form ${form} needs panels:`);
	return {
		name,
		title: body.title,
		about: body.about,
		form,
		reading: body.reading ?? usualReading,
		days: body.days ?? "story",
		grades: (body.grades ?? []).map((row, i) => readStrip({ read, names }, ["grades", i], row)),
		treatments: body.treatments ?? "above",
		withoutQuiet: body.quiet === "left out",
		panels: panels.map((row, i) => readPanel({ read, names }, ["panels", i], row, body.height)),
		notes: body.notes ?? [],
	};
}

/** The figures of a model's folder, those that `order` names first; faults go to the problems of the reading. */
export function readFigures(files: ModelReading, names: FigureNames, order: readonly string[]): readonly ModelFigure[] {
	const all = namesIn(files.files, "figures");
	const ordered = [...order.filter((name) => all.includes(name)), ...all.filter((name) => !order.includes(name))];
	return ordered.flatMap((name) => readFigureFile(files, name, names) ?? []);
}
