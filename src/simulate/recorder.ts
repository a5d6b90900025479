import type { Column, Trajectory } from "../trajectory/trajectory.ts";
import type { Patient } from "./patient.ts";

/** Gathers the rows of a trajectory. */
export interface Recorder {
	/** Saves the patient as last observed. */
	readonly save: (time: number, words: { readonly device: string; readonly crs: number; readonly icans: number }) => void;
	readonly trajectory: () => Trajectory;
}

const gradeTitles = { crs_grade: "CRS grade (ASTCT)", icans_grade: "ICANS grade (ASTCT)" } as const;

export function recorderOf(patient: Patient): Recorder {
	const { flat } = patient;
	const times: number[] = [];
	const columns = flat.columns.map((name) => ({ name, source: patient.source(name)!, values: [] as number[] }));
	const devices: string[] = [];
	const grades = { crs_grade: [] as number[], icans_grade: [] as number[] };
	const described = new Map<string, { unit: string; title: string }>([
		...flat.inputs.map(({ name, unit }) => [name, { unit, title: "" }] as const),
		...flat.parameters.map(({ name, unit }) => [name, { unit, title: "" }] as const),
		...[...flat.flows, ...flat.observables, ...flat.states].map(({ name, unit, title }) => [name, { unit, title }] as const),
	]);
	return {
		save: (time, words) => {
			times.push(time);
			for (const column of columns) column.values.push(column.source[0][column.source[1]]!);
			devices.push(words.device);
			grades.crs_grade.push(words.crs);
			grades.icans_grade.push(words.icans);
		},
		trajectory: () => {
			const all: Column[] = columns.map(({ name, values }) => ({
				kind: "number",
				name,
				...described.get(name)!,
				values: Float64Array.from(values),
			}));
			all.push({ kind: "word", name: "oxygen_device", title: "Oxygen device", values: devices });
			for (const name of ["crs_grade", "icans_grade"] as const) {
				all.push({ kind: "number", name, unit: "1", title: gradeTitles[name], values: Float64Array.from(grades[name]) });
			}
			return { times: Float64Array.from(times), columns: new Map(all.map((column) => [column.name, column])) };
		},
	};
}
