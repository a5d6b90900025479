import type { MapRange } from "../../model/model-map.ts";
import type { Answer } from "../answer.ts";
import { rowAt } from "../elements/time-axis.ts";
import type { MapStrike, PageArrow, PageBox, PageMap } from "./page-map.ts";

/** What of an answer the map reads. */
export type MapCourse = Pick<Answer, "times" | "columns">;

/** A column now and at the start of the run. */
export interface Reading {
	readonly now: number;
	readonly rest: number;
}

export interface BoxMoment {
	/** 0 at rest to 1 full; somewhat more where the course leaves the map. */
	readonly level: number;
	/** In the order of the box's columns; null: the course has no such column. */
	readonly readings: readonly (Reading | null)[];
	readonly strikes: readonly ActiveStrike[];
}

export interface ArrowMoment {
	/** 0 to 1. */
	readonly strength: number;
	readonly strikes: readonly ActiveStrike[];
}

/** A treatment that acts now, and how strongly: 0 to 1. */
export interface ActiveStrike {
	readonly strike: MapStrike;
	readonly strength: number;
}

/** The map at one hour, in the order of its boxes and arrows. */
export interface MapMoment {
	readonly boxes: readonly BoxMoment[];
	readonly arrows: readonly ArrowMoment[];
}

/** A box that is more than full swells no further than this. */
const fullest = 1.1;

/** Below this share of its effect a treatment is no longer drawn. */
const leastStrength = 0.04;

const kept = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** How far a value lies from empty to full: 0 to 1, and beyond; 0 where it is unknown. */
export function levelOf({ empty, full, logFrom }: MapRange, { now, rest }: Reading): number {
	const from = empty ?? rest;
	const level =
		logFrom === null
			? (now - from) / (full - from)
			: Math.log(Math.max(now, logFrom) / Math.max(from, logFrom)) / Math.log(full / Math.max(from, logFrom));
	return Number.isFinite(level) ? kept(level, fullest) : 0;
}

/** A column at an hour, on the straight line between two rows. */
function readingAt({ times, columns }: MapCourse, name: string, hour: number): Reading | null {
	const values = columns[name];
	if (values === undefined || values.length === 0) return null;
	const row = Math.max(rowAt(times, hour), 0);
	const [now, next] = [values[row]!, values[row + 1] ?? values[row]!];
	const span = (times[row + 1] ?? times[row]!) - times[row]!;
	const share = span > 1e-9 ? kept((hour - times[row]!) / span, 1) : 0;
	return { now: Number.isNaN(next) ? now : now + share * (next - now), rest: values[0]! };
}

/** The largest distance from rest that a column reaches in the course. */
const reach = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value - values[0]!) || 0), 0);

/** How strongly one carrier acts: the share that it takes of what it acts on, or of the most that it does in this course. */
function carried(course: MapCourse, { column, join }: MapStrike["carriers"][number], hour: number): number {
	const reading = readingAt(course, column, hour);
	if (reading === null) return 1;
	const away = Math.abs(reading.now - reading.rest);
	if (join === "any") return kept(away, 1);
	const most = reach(course.columns[column]!);
	return most > 0 ? away / most : 0;
}

/** Whether a treatment is in the body or running: its own column lies above its start. One that the course knows nothing of is not. */
function isPresent(course: MapCourse, { column }: MapStrike, hour: number): boolean {
	const values = column === null ? undefined : course.columns[column];
	const reading = column === null ? null : readingAt(course, column, hour);
	return values !== undefined && reading !== null && Math.abs(reading.now - reading.rest) > 0.01 * reach(values);
}

function activeStrikes(course: MapCourse, strikes: readonly MapStrike[], hour: number): readonly ActiveStrike[] {
	return strikes.flatMap((strike) => {
		if (!isPresent(course, strike, hour)) return [];
		const strength = Math.max(...strike.carriers.map((one) => carried(course, one, hour)));
		return strength >= leastStrength ? [{ strike, strength }] : [];
	});
}

function boxAt(course: MapCourse, box: PageBox, hour: number): BoxMoment {
	const readings = box.shows.map(({ name }) => readingAt(course, name, hour));
	const first = readings[0];
	return { level: first ? levelOf(box.swells, first) : 0, readings, strikes: activeStrikes(course, box.strikes, hour) };
}

function arrowAt(course: MapCourse, { through, strikes, from }: PageArrow, hour: number, levels: ReadonlyMap<string, number>): ArrowMoment {
	const reading = through && readingAt(course, through.column, hour);
	const strength = through && reading ? levelOf(through.range, reading) : (levels.get(from) ?? 0);
	return { strength: kept(strength, 1), strikes: activeStrikes(course, strikes, hour) };
}

/**
 * The map at an hour of a course.
 *
 *     momentAt(kit.map, answer, 102).boxes[6].level   // 0.9: interleukin-6 stands high
 */
export function momentAt({ boxes, arrows }: PageMap, course: MapCourse, hour: number): MapMoment {
	const now = boxes.map((box) => boxAt(course, box, hour));
	const levels = new Map(boxes.map(({ name }, i) => [name, now[i]!.level]));
	return { boxes: now, arrows: arrows.map((arrow) => arrowAt(course, arrow, hour, levels)) };
}
