import type { RunEvent } from "../simulate/run.ts";
import type { Column, Trajectory } from "../trajectory/trajectory.ts";

/** A field in quotes where a comma, a quote or a line end asks for it. */
function field(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The shortest text that reads back to the same double; empty when unknown. */
function cell(value: number): string {
	return Number.isNaN(value) ? "" : String(value);
}

function cellOf(column: Column, row: number): string {
	return column.kind === "number" ? cell(column.values[row]!) : field(column.values[row]!);
}

/** `trajectory.csv`: a header, then a row a saved time; first column `time_h`. */
export function trajectoryCsv({ times, columns }: Trajectory): string {
	const all = [...columns.values()];
	const header = ["time_h", ...all.map((column) => field(column.name))].join(",");
	const rows = Array.from(times, (time, i) => [cell(time), ...all.map((column) => cellOf(column, i))].join(","));
	return `${[header, ...rows].join("\n")}\n`;
}

/** `events.csv`: every dose, rate and device change, and hazard. */
export function eventsCsv(events: readonly RunEvent[]): string {
	const rows = events.map(({ time, what, amount, unit, route, why }) =>
		[cell(time), field(what), amount === null ? "" : cell(amount), field(unit), field(route), field(why)].join(","),
	);
	return `${["time_h,what,amount,unit,route,why", ...rows].join("\n")}\n`;
}
