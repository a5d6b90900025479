import type { Column, Trajectory } from "../trajectory/trajectory.ts";
import type { Patient } from "./patient.ts";

/** Gathers the rows of a trajectory. */
export interface Recorder {
	/** Saves the patient as last observed. */
	readonly save: (time: number, words: { readonly device: string; readonly crs: number; readonly icans: number }) => void;
	readonly trajectory: () => Trajectory;
}

const gradeTitles = { crs_grade: "CRS grade (ASTCT)", icans_grade: "ICANS grade (ASTCT)" } as const;

/** Rows of numbers in one array that grows. */
function table(width: number) {
	let cells = new Float64Array(1024 * width);
	let rows = 0;
	return {
		/** The array, with room for one more row, and where that row begins. */
		nextRow: (): readonly [Float64Array, number] => {
			const from = rows++ * width;
			if (from + width > cells.length) {
				const wider = new Float64Array(2 * cells.length);
				wider.set(cells);
				cells = wider;
			}
			return [cells, from];
		},
		column: (index: number): Float64Array => {
			const values = new Float64Array(rows);
			for (let row = 0; row < rows; row++) values[row] = cells[row * width + index]!;
			return values;
		},
	};
}

export function recorderOf(patient: Patient): Recorder {
	const { flat } = patient;
	const sources = flat.columns.map((name) => patient.source(name)!);
	const [arrays, places] = [sources.map(([array]) => array), sources.map(([, place]) => place)];
	const width = sources.length;
	// Time and the grades stand behind the columns.
	const numbers = table(width + 3);
	const devices: string[] = [];
	const described = new Map<string, { unit: string; title: string }>([
		...flat.inputs.map(({ name, unit }) => [name, { unit, title: "" }] as const),
		...flat.parameters.map(({ name, unit }) => [name, { unit, title: "" }] as const),
		...[...flat.flows, ...flat.observables, ...flat.states].map(({ name, unit, title }) => [name, { unit, title }] as const),
	]);
	const grade = (name: keyof typeof gradeTitles, index: number): Column => ({
		kind: "number",
		name,
		unit: "1",
		title: gradeTitles[name],
		values: numbers.column(index),
	});
	return {
		save: (time, { device, crs, icans }) => {
			const [cells, from] = numbers.nextRow();
			for (let i = 0; i < width; i++) cells[from + i] = arrays[i]![places[i]!]!;
			[cells[from + width], cells[from + width + 1], cells[from + width + 2]] = [time, crs, icans];
			devices.push(device);
		},
		trajectory: () => {
			const all: Column[] = [
				...flat.columns.map((name, i): Column => ({ kind: "number", name, ...described.get(name)!, values: numbers.column(i) })),
				{ kind: "word", name: "oxygen_device", title: "Oxygen device", values: devices },
				grade("crs_grade", width + 1),
				grade("icans_grade", width + 2),
			];
			return { times: numbers.column(width), columns: new Map(all.map((column) => [column.name, column])) };
		},
	};
}
