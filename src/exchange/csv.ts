import { visible } from "../input/control-characters.ts";
import type { RunEvent } from "../simulate/run.ts";
import type { Column, Trajectory } from "../trajectory/trajectory.ts";

/** What a spreadsheet takes for the begin of a formula (OWASP, CSV injection), behind apostrophes of our own or of the text. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * A field in quotes where a comma, a quote or a line end asks for it. A text that a spreadsheet would run as a formula stands behind an
 * apostrophe, as one writes it there oneself; numbers stay as they are.
 *
 *     csvField("=1+1")   // "'=1+1"
 */
export function csvField(text: string): string {
	const safe = formula.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
	const shown = visible(safe);
	return /[",\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** The text that `csvField` was given, from a cell that was read. */
export const withoutGuard = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);

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
