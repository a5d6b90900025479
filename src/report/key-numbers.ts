import { allGradeColumns } from "../grading/toxicities.ts";
import type { Run } from "../simulate/run.ts";
import { type Look, lookOf, type Side } from "../trajectory/display.ts";
import type { NumberColumn, Trajectory } from "../trajectory/trajectory.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";
import { type Extreme, nadirOf, peakOf } from "./extremes.ts";

/** A number that tells a course: the highest or lowest of a sign. */
export interface KeyNumber {
	readonly column: string;
	readonly sign: string;
	readonly side: Side;
	readonly value: number;
	/** The value as a chart would print it. */
	readonly text: string;
	readonly unit: string;
	readonly day: number;
	/** Usual adult range, with the unit of the row. */
	readonly usual: string;
	/** Stands among the cards on top of a report. */
	readonly isCard: boolean;
}

interface ToldColumn {
	readonly column: NumberColumn;
	readonly side: Side;
}

/**
 * The numbers that tell a run's course, in the order of its columns: those that the model names in `display: { summary }`. Of a model that
 * names none, every column that moves, with the extreme that lies farther from where it began.
 */
export const keyNumbers = ({ trajectory, toxicities }: Pick<Run, "trajectory" | "toxicities">): readonly KeyNumber[] => {
	const grades = allGradeColumns(toxicities);
	const columns = [...trajectory.columns.values()].filter(
		(column): column is NumberColumn => column.kind === "number" && !grades.includes(column.name),
	);
	const named = columns.flatMap((column): ToldColumn[] => (column.display?.summary ? [{ column, side: column.display.summary }] : []));
	const told = named.length > 0 ? named : columns.flatMap((column) => movingSide(trajectory, column));
	return told.flatMap(({ column, side }) => {
		const extreme = side === "highest" ? peakOf(trajectory, column.name) : nadirOf(trajectory, column.name);
		return extreme === undefined ? [] : [keyNumber({ column, side }, extreme)];
	});
};

const keyNumber = ({ column, side }: ToldColumn, extreme: Extreme): KeyNumber => {
	const look = lookOf(column);
	return {
		column: column.name,
		sign: look.label,
		side,
		usual: usualText(look),
		value: extreme.value,
		text: clinicalNumber(extreme.value, look.fineness),
		unit: unitText(extreme.unit),
		day: extreme.day,
		isCard: look.card ?? false,
	};
};

/** `< 7`, `36–38`, `10`; empty when no range is known. */
const usualText = ({ usual }: Look): string => {
	if (usual === undefined) return "";
	const [least, most] = usual.map((value) => String(Number(value.toPrecision(6))));
	if (usual[0] === 0) return `< ${most}`;
	return least === most ? `${most}` : `${least}–${most}`;
};

/** Smaller changes, as shares of a column's size, are the noise of its numbers. */
const noise = 1e-6;

/** An input is no sign; nor is what rests. */
const movingSide = (trajectory: Trajectory, column: NumberColumn): readonly ToldColumn[] => {
	const [peak, nadir] = [peakOf(trajectory, column.name), nadirOf(trajectory, column.name)];
	if (peak === undefined || nadir === undefined || column.display?.steps) return [];
	const size = Math.max(Math.abs(peak.value), Math.abs(nadir.value));
	if (peak.value - nadir.value <= noise * size) return [];
	const first = column.values[trajectory.times.findIndex((time) => time >= 0)]!;
	return [{ column, side: first - nadir.value > peak.value - first ? "lowest" : "highest" }];
};
