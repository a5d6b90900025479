import type { RunEvent } from "../simulate/run.ts";
import type { Column, Trajectory } from "../trajectory/trajectory.ts";

/** A field in quotes where a comma, a quote or a line end asks for it. */
export function csvField(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The shortest text that reads back to the same double; empty when unknown. */
function cell(value: number): string {
	return Number.isNaN(value) ? "" : String(value);
}

function cellOf(column: Column, row: number): string {
	return column.kind === "number" ? cell(column.values[row]!) : csvField(column.values[row]!);
}

/** `trajectory.csv`: a header, then a row a saved time; first column `time_h`. */
export function trajectoryCsv({ times, columns }: Trajectory): string {
	const all = [...columns.values()];
	const header = ["time_h", ...all.map((column) => csvField(column.name))].join(",");
	const rows = Array.from(times, (time, i) => [cell(time), ...all.map((column) => cellOf(column, i))].join(","));
	return `${[header, ...rows].join("\n")}\n`;
}

const known = (value: number | null | undefined): string => (value === null || value === undefined ? "" : cell(value));

/** The columns of `events.csv`. `device`, `flow` (L/min) and `fio2`: what is connected after an event of oxygen; `died`: of what. */
const eventColumns: Readonly<Record<string, (event: RunEvent) => string>> = {
	time_h: ({ time }) => cell(time),
	what: ({ what }) => what,
	amount: ({ amount }) => known(amount),
	unit: ({ unit }) => unit,
	route: ({ route }) => route,
	why: ({ why }) => why,
	role: ({ role }) => role,
	kind: ({ kind }) => kind,
	device: ({ connected }) => (connected === undefined ? "" : (connected?.device ?? "none")),
	flow: ({ connected }) => known(connected?.lpm),
	fio2: ({ connected }) => known(connected?.fio2),
	died: ({ died }) => died ?? "",
};

/** `events.csv`: every dose, rate and device change, and hazard. */
export function eventsCsv(events: readonly RunEvent[]): string {
	const columns = Object.values(eventColumns);
	const rows = events.map((event) => columns.map((text) => csvField(text(event))).join(","));
	return `${[Object.keys(eventColumns).join(","), ...rows].join("\n")}\n`;
}
