import type { ChartedColumn, Charting, ChartRound, DailyRhythm, RoundPace } from "../chart/charting.ts";
import type { Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { checkShape, type ShapeOf, shape } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { dimensionless, formatUnit, type Unit, unitOf } from "../language/units.ts";
import { about } from "../model/module-shape.ts";
import { fileOf, type ModelReading } from "../model/read-model.ts";

const number = shape.union([shape.string(), shape.number()], { error: 'a number with its unit, such as "30 min"' });
const source = shape.string().min(1).meta({ description: "Where the numbers come from; assumed: nothing stands behind them." });
const evidence = shape.enum(["measured", "fitted", "assumed"]);

const pace = {
	jitter: number.optional().meta({ description: "A round comes at most so much before or after its time.", examples: ["30 min"] }),
	missed: number.optional().meta({ description: "The share of rounds that nobody charts.", examples: [0.02] }),
};

const roundShape = shape.strictObject({
	about,
	at: shape.array(number).meta({ description: "Times of day.", examples: [["6 h", "10 h", "14 h", "18 h", "22 h"]] }),
	...pace,
	with_acts: shape.boolean().optional().meta({ description: "Made, too, whenever something is given, changed or stopped." }),
	closer: shape
		.record(shape.string(), shape.strictObject({ every: number, ...pace, source, evidence }))
		.optional()
		.meta({ description: "Places of care (stay.yaml) in which it is made so often instead." }),
	source,
	evidence,
});

const rhythmShape = shape.strictObject({
	amplitude: number.meta({ description: "From the mean of the day to its highest.", examples: ["0.25 degC"] }),
	amplitude_sd: number.optional().meta({ description: "By how much patients differ in it.", examples: ["0.06 degC"] }),
	highest: number.meta({ description: "Time of day at which it is highest.", examples: ["18 h"] }),
	highest_sd: number.optional().meta({ description: "By how much patients differ in it.", examples: ["1.5 h"] }),
	source,
	evidence,
});

const columnShape = shape.strictObject({
	round: shape.string().meta({ description: "The round in which it is measured." }),
	sd: number.optional().meta({ description: "Standard deviation of one measurement.", examples: ["4 mmHg"] }),
	log_sd: number.optional().meta({ description: "Standard deviation of the natural logarithm of one measurement.", examples: [0.05] }),
	rhythm: rhythmShape.optional().meta({ description: "How it goes up and down with the time of day, whatever the illness does." }),
	step: number.optional().meta({ description: "It is written in steps of this size.", examples: ["0.1 degC"] }),
	least: number.optional().meta({ description: "The least that is shown." }),
	most: number.optional().meta({ description: "The most that is shown.", examples: ["100 percent"] }),
	below: number.optional().meta({ description: "What lies below is written as a bound, such as <5.", examples: ["5 pg/mL"] }),
	above: number.optional().meta({ description: "What lies above is written as a bound, such as >5000." }),
	called: shape
		.array(shape.string())
		.optional()
		.meta({ description: "What else charts call it.", examples: [["HR", "pulse"]] }),
	source,
	evidence,
});

/** `charting.yaml`: what is charted of a course, how often and how well. */
export const chartingShape = shape.strictObject({
	about,
	infused: number.meta({ description: "Time of day at which the cells are infused: rounds go by the clock.", examples: ["10 h"] }),
	bolus: shape
		.string()
		.optional()
		.meta({ description: "The treatment that a charted bolus for pressure is, whatever the fluid was.", examples: ["crystalloid"] }),
	rounds: shape.record(shape.string(), roundShape),
	columns: shape.record(shape.string(), columnShape),
});

type Body = ShapeOf<typeof chartingShape>;
const hour = unitOf("h");

/** What the file may name. */
export interface ChartingNames {
	/** Columns of a run with their units. */
	readonly columns: ReadonlyMap<string, Unit>;
	/** What they are, in words. */
	readonly abouts: ReadonlyMap<string, string>;
	/** Places of care. */
	readonly stays: ReadonlyMap<string, unknown>;
	readonly treatments: ReadonlyMap<string, unknown>;
}

/** A number of the file within bounds; the given one where nothing is written. */
function within(
	read: PartReader,
	path: Path,
	{ unit, example, from, to, missing }: { unit: Unit; example: string; from: number; to: number; missing: number },
) {
	if (read.written(path) === undefined) return missing;
	const value = read.quantityIn(path, unit, example);
	if (value < from || value > to) {
		const allowed = to === Number.POSITIVE_INFINITY ? `at least ${from}` : `${from} to ${to}`;
		read.wrong(path, `expected ${allowed}${unit === dimensionless ? "" : ` ${formatUnit(unit)}`}, found "${read.written(path)}"`);
	}
	return value;
}

const paceOf = (read: PartReader, path: Path): RoundPace => ({
	jitter: within(read, [...path, "jitter"], { unit: hour, example: "30 min", from: 0, to: 12, missing: 0 }),
	missed: within(read, [...path, "missed"], { unit: dimensionless, example: "0.02", from: 0, to: 1, missing: 0 }),
});

/** The shortest time between rounds: what is charted more often is a recording. */
const closest = 0.1;

function roundOf(read: PartReader, name: string, body: Body["rounds"][string], { stays }: ChartingNames): ChartRound {
	const path = ["rounds", name];
	read.name(path);
	const closer = Object.keys(body.closer ?? {}).map((stay) => {
		const inner = [...path, "closer", stay];
		if (!stays.has(stay)) read.wrongKey(inner, `unknown place of care "${stay}"`, allowedHint(stay, stays.keys()));
		const every = within(read, [...inner, "every"], { unit: hour, example: "1 h", from: closest, to: 24, missing: 1 });
		return { stay, every, ...paceOf(read, inner) };
	});
	const at = body.at.map((_, i) => within(read, [...path, "at", i], { unit: hour, example: "6 h", from: 0, to: 24, missing: 0 }));
	return { name, about: body.about, at, withActs: body.with_acts === true, closer, ...paceOf(read, path) };
}

function rhythmOf(read: PartReader, path: Path, unit: Unit): DailyRhythm | null {
	if (read.written(path) === undefined) return null;
	const size = (key: string) =>
		within(read, [...path, key], { unit, example: `1 ${formatUnit(unit)}`, from: 0, to: Number.POSITIVE_INFINITY, missing: 0 });
	const time = (key: string) => within(read, [...path, key], { unit: hour, example: "18 h", from: 0, to: 24, missing: 0 });
	return { amplitude: size("amplitude"), amplitudeSd: size("amplitude_sd"), highest: time("highest"), highestSd: time("highest_sd") };
}

function columnOf(read: PartReader, name: string, body: Body, { columns, abouts }: ChartingNames): ChartedColumn[] {
	const path = ["columns", name];
	const written = body.columns[name]!;
	const unit = columns.get(name);
	if (unit === undefined) {
		read.wrongKey(path, `unknown column "${name}"`, allowedHint(name, columns.keys()));
		return [];
	}
	if (!Object.hasOwn(body.rounds, written.round))
		read.wrong([...path, "round"], `unknown round "${written.round}"`, allowedHint(written.round, Object.keys(body.rounds)));
	if (written.sd !== undefined && written.log_sd !== undefined)
		read.wrong(
			path,
			"expected sd: or log_sd:, found both",
			"keep one: an error in the unit of the column, or one that grows with the value",
		);
	const example = `1 ${formatUnit(unit)}`;
	const inUnit = (key: "sd" | "step" | "least" | "most" | "below" | "above") =>
		written[key] === undefined ? null : read.quantityIn([...path, key], unit, example);
	const [sd, step, below, above] = [inUnit("sd"), inUnit("step"), inUnit("below"), inUnit("above")];
	const [least, most] = [inUnit("least") ?? Number.NEGATIVE_INFINITY, inUnit("most") ?? Number.POSITIVE_INFINITY];
	for (const [key, value] of Object.entries({ sd, step }))
		if (value !== null && value < 0) read.wrong([...path, key], `expected a number above 0, found "${read.written([...path, key])}"`);
	if (step === 0) read.wrong([...path, "step"], "expected a number above 0, found 0", "leave step out: then every digit is written");
	if (least > most) read.wrong([...path, "most"], "the most that is shown lies below the least");
	if (below !== null && above !== null && below > above) read.wrong([...path, "above"], "the upper limit lies below the lower one");
	const logSd = within(read, [...path, "log_sd"], {
		unit: dimensionless,
		example: "0.05",
		from: 0,
		to: Number.POSITIVE_INFINITY,
		missing: 0,
	});
	const noise = sd ? ({ kind: "plain", sd } as const) : logSd > 0 ? ({ kind: "logarithmic", sd: logSd } as const) : null;
	const { round, called = [], source: from, evidence: known } = written;
	return [
		{
			name,
			unit: formatUnit(unit),
			round,
			noise,
			rhythm: rhythmOf(read, [...path, "rhythm"], unit),
			step,
			least,
			most,
			below,
			above,
			called,
			about: abouts.get(name) ?? "",
			source: from,
			evidence: known,
		},
	];
}

/** What is charted of a model's courses; null when its folder has no `charting.yaml`. Faults go to the problems of the reading. */
export function readCharting(reading: ModelReading, names: ChartingNames): Charting | null {
	const yaml = fileOf(reading, "charting.yaml");
	const body = yaml && checkShape(yaml, chartingShape, reading.problems);
	if (!yaml || !body) return null;
	const read = partReader(yaml, reading.problems);
	const { bolus = null } = body;
	if (bolus !== null && !names.treatments.has(bolus))
		read.wrong(["bolus"], `unknown treatment "${bolus}"`, allowedHint(bolus, names.treatments.keys()));
	return {
		bolus,
		infused: within(read, ["infused"], { unit: hour, example: "10 h", from: 0, to: 24, missing: 0 }),
		rounds: Object.entries(body.rounds).map(([name, round]) => roundOf(read, name, round, names)),
		columns: Object.keys(body.columns).flatMap((name) => columnOf(read, name, body, names)),
	};
}
