import type { GradeColumn } from "../grading/toxicities.ts";
import type { ProgramColumn } from "../model/model-program.ts";
import type { Column, Trajectory } from "../trajectory/trajectory.ts";
import { markedLength, type Rewind, rewindAll } from "./rewind.ts";
import type { Variables } from "./variables.ts";

/** Gathers the rows of a trajectory. */
export interface Recorder {
	/** Saves the patient as last observed and graded, and the device connected now. */
	readonly save: (time: number, device: string) => void;
	readonly trajectory: () => Trajectory;
	readonly mark: () => Rewind;
}

/** A column of grades, and the grade of now. */
export interface SavedGrade {
	readonly column: GradeColumn;
	readonly now: () => number;
}

/** Columns of numbers that grow row by row; `expected`: rows that will do for most runs. */
function tableOf(width: number, expected: number) {
	// No power of two, so that the columns of a row do not fight for one place of the cache.
	let room = expected + (expected % 2 === 0 ? 1 : 2);
	let cells = new Float64Array(width * room);
	let rows = 0;
	const column = (index: number) => cells.subarray(index * room, index * room + rows);
	const grow = () => {
		const [from, wider] = [room, new Float64Array(2 * cells.length)];
		for (let i = 0; i < width; i++) wider.set(cells.subarray(i * from, i * from + rows), 2 * i * from);
		[room, cells] = [2 * from, wider];
	};
	return {
		/** Writes one more row: from its sources, the time, and the grades. */
		add: (arrays: readonly Float64Array[], places: readonly number[], time: number, grades: readonly SavedGrade[]) => {
			if (rows === room) grow();
			let at = rows++;
			for (let i = 0; i < arrays.length; i++, at += room) cells[at] = arrays[i]![places[i]!]!;
			cells[at] = time;
			for (const { now } of grades) {
				at += room;
				cells[at] = now();
			}
		},
		/** A column, in memory of its own. */
		column: (index: number): Float64Array => column(index).slice(),
		mark: (): Rewind => {
			const then = rows;
			return () => {
				rows = then;
			};
		},
	};
}

/** A recorder for a run of so many regular rows; what happens in between adds some. Keeps the wanted columns; all when none are named. */
export function recorderOf(
	variables: Variables,
	{
		columns: all,
		grades,
		rows,
		wanted,
	}: {
		readonly columns: readonly ProgramColumn[];
		/** Columns of grades, in the order in which they are saved. */
		readonly grades: readonly SavedGrade[];
		readonly rows: number;
		readonly wanted?: readonly string[] | undefined;
	},
): Recorder {
	const kept = wanted ? all.filter(({ name }) => wanted.includes(name)) : all;
	const sources = kept.map(({ name }) => variables.source(name)!);
	const [arrays, places] = [sources.map(([array]) => array), sources.map(([, place]) => place)];
	const width = sources.length;
	// Time and the grades stand behind the columns.
	const numbers = tableOf(width + 1 + grades.length, Math.ceil(1.5 * rows) + 100);
	const devices: string[] = [];
	const gradeAt = ({ column: { column: name, title } }: SavedGrade, i: number): Column => ({
		kind: "number",
		name,
		unit: "1",
		title,
		values: numbers.column(width + 1 + i),
	});
	return {
		save: (time, device) => {
			numbers.add(arrays, places, time, grades);
			devices.push(device);
		},
		trajectory: () => {
			const columns: Column[] = [
				...kept.map((described, i): Column => ({ kind: "number", ...described, values: numbers.column(i) })),
				{ kind: "word", name: "oxygen_device", title: "Oxygen device", values: [...devices] },
				...grades.map(gradeAt),
			];
			return { times: numbers.column(width), columns: new Map(columns.map((column) => [column.name, column])) };
		},
		mark: () => rewindAll([numbers.mark(), markedLength(devices)]),
	};
}
