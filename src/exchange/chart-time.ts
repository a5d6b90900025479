import type { Problem } from "../input/problem.ts";
import type { CsvCell } from "../input/read-csv.ts";
import { type CellReading, isMissingMark, valueIn } from "./chart-cell.ts";
import type { HeaderCell } from "./chart-header.ts";
import { type Moment, readMoment } from "./typed-moment.ts";

const DAY = 24 * 60;

/** Something wrong with a cell. */
export interface CellFault {
	readonly cell: CsvCell;
	/** Name of the column. */
	readonly name: string;
	readonly message: string;
	readonly hint: string;
}

/** The hour of a row since infusion, and what was taken for granted to tell it. */
export interface RowTime {
	/** NaN where it cannot be told. */
	readonly time: number;
	readonly assumed: readonly string[];
	readonly faults: readonly CellFault[];
}

/** What is taken for granted where a time is not whole. */
const assumptions = {
	midnight: "the time of day of the infusion is not given: 00:00 is assumed",
	wholeDays: "a date without a time of day counts as whole days after the infusion",
} as const;

/** A cell of the row with the column that it stands in, and its reading where that is a number. */
export interface TimedCell {
	readonly cell: CsvCell;
	readonly header: HeaderCell;
	readonly reading: CellReading | undefined;
}

/**
 * When a row was charted, hours since infusion: from the column of hours or days, or from dates and times of day and those of the infusion. A day
 * has 24 hours; zones count only where every time has one.
 */
export function timeOfRow(cells: readonly TimedCell[], infusion: Moment | undefined): RowTime {
	const faults: CellFault[] = [];
	const say = ({ cell, header }: Pick<TimedCell, "cell" | "header">, message: string, hint: string): RowTime => ({
		time: Number.NaN,
		assumed: [],
		faults: [...faults, { cell, name: header.text, message, hint }],
	});
	const own = readOwnInfusion(cells, faults);
	const moments = cells.flatMap((one) => {
		if (one.header.means?.use.kind !== "moment" || isMissingMark(one.cell.text)) return [];
		const typed = readMoment(one.cell.text);
		if ("moment" in typed) return [{ ...one, moment: typed.moment }];
		const { message, hint } = momentFault(one, typed, cells);
		faults.push({ cell: one.cell, name: one.header.text, message, hint });
		return [];
	});
	const numbered = cells.find(({ header }) => header.means?.use.kind === "time");
	if (faults.length > 0) return { time: Number.NaN, assumed: [], faults };
	const hours = numbered?.reading && (valueIn(numbered.reading) as number | undefined);
	const [date, otherDate] = moments.filter(({ moment }) => moment.date !== undefined);
	const [clock, otherClock] = moments.filter(({ moment }) => moment.clock !== undefined);
	const second = otherDate ?? otherClock ?? (numbered && date);
	if (second !== undefined) return say(second, `"${second.cell.text}" is a second time for this row`, "give one time in a row");
	const start = own ?? infusion;
	if (date !== undefined && numbered === undefined) return ofDates({ date, clock, start }, say);
	if (numbered?.header.means?.use.kind !== "time" || hours === undefined) return ofNothing({ cells, clock, numbered }, say);
	const per = numbered.header.means.use.hours;
	if (clock === undefined) return { time: hours * per, assumed: [], faults };
	if (!Number.isInteger(hours))
		return say(clock, "a day beside a time of day must be a whole number", "write a whole day, or leave the time of day out");
	const time = hours * per + (clock.moment.clock! - (start?.clock ?? 0)) / 60;
	return { time, assumed: start?.clock === undefined ? [assumptions.midnight] : [], faults };
}

type Say = (at: Pick<TimedCell, "cell" | "header">, message: string, hint: string) => RowTime;
type Dated = TimedCell & { readonly moment: Moment };

function ofDates({ date, clock, start }: { date: Dated; clock: Dated | undefined; start: Moment | undefined }, say: Say): RowTime {
	if (start?.date === undefined) return say(date, "a date needs the date of the infusion", infusionHint);
	const zone = clock?.moment.zone;
	if ((zone === undefined) !== (start.zone === undefined) && clock !== undefined && start.clock !== undefined)
		return say(clock, "only one of this time and the time of the infusion has a time zone", "write both with a time zone, or both without");
	const days = date.moment.date! - start.date;
	if (clock === undefined) return { time: days * 24, assumed: [assumptions.wholeDays], faults: [] };
	const minutes = days * DAY + clock.moment.clock! - (start.clock ?? 0) - ((zone ?? 0) - (start.zone ?? 0));
	return { time: minutes / 60, assumed: start.clock === undefined ? [assumptions.midnight] : [], faults: [] };
}

const infusionHint = 'give it with --infusion "2026-03-01 10:00", in a column infusion, or in a first line "# infusion: 2026-03-01 10:00"';

function ofNothing(
	{ cells, clock, numbered }: { cells: readonly TimedCell[]; clock: Dated | undefined; numbered: TimedCell | undefined },
	say: Say,
): RowTime {
	if (clock !== undefined) return say(clock, "a time of day without its day", "add a column day, or write the date too");
	// What stands in the column of numbers was told of already.
	if (numbered !== undefined && !isMissingMark(numbered.cell.text)) return { time: Number.NaN, assumed: [], faults: [] };
	// Where the chart has no column of times, that is told of its header.
	const at = numbered ?? cells.find(({ header }) => header.means?.use.kind === "moment");
	return at === undefined ? { time: Number.NaN, assumed: [], faults: [] } : say(at, "the time is missing", "give every row its time");
}

/** A number where a date was expected: hours or days since infusion, most likely. */
function momentFault({ cell }: TimedCell, typed: { readonly message: string; readonly hint: string }, cells: readonly TimedCell[]) {
	const isNumber = /^[+-]?\d{1,4}([.,]\d+)?$/.test(cell.text) && !cells.some(({ header }) => header.means?.use.kind === "time");
	return isNumber
		? {
				message: `${cell.text} is not a date or time of day`,
				hint: "call the column time_h if it counts hours since infusion, day if it counts days",
			}
		: typed;
}

function readOwnInfusion(cells: readonly TimedCell[], faults: CellFault[]): Moment | undefined {
	const found = cells.find(({ header, cell }) => header.means?.use.kind === "infusion" && !isMissingMark(cell.text));
	if (found === undefined) return undefined;
	const typed = readMoment(found.cell.text);
	if ("moment" in typed) return typed.moment;
	faults.push({ cell: found.cell, name: found.header.text, message: typed.message, hint: typed.hint });
	return undefined;
}

/** The infusion as it was said once for the whole chart: by `--infusion`, or in a remark above the header. */
export function infusionOf(
	wish: { readonly text: string; readonly place: Omit<Problem, "message" | "hint"> } | undefined,
	problems: Problem[],
): Moment | undefined {
	if (wish === undefined) return undefined;
	const typed = readMoment(wish.text);
	if ("moment" in typed) return typed.moment;
	problems.push({ ...wish.place, message: typed.message, hint: typed.hint });
	return undefined;
}
