import type { ChartFit } from "../fit/chart-fit.ts";
import { fanShares } from "../fit/course-fan.ts";
import { csvField } from "./csv.ts";

const cell = (value: number): string => (Number.isNaN(value) ? "" : String(Number(value.toPrecision(6))));

/** The fan as a table: a row for each care, column and time, with the lines below which so many percent of what would be charted lie. */
export function fanCsv({ arms, times }: ChartFit): string {
	const head = ["care", "column", "unit", "time_h", ...fanShares.map((share) => `p${Math.round(100 * share)}`)];
	const rows = arms.flatMap(({ care, bands }) =>
		bands.flatMap(({ column, unit, lines }) =>
			times.map((time, t) => [care, column, unit, String(time), ...fanShares.map((share) => cell(lines[`${share}`][t]!))]),
		),
	);
	return `${[head, ...rows].map((row) => row.map(csvField).join(",")).join("\n")}\n`;
}
