/** A date, a time of day, or both, as people type them. */
export interface Moment {
	/** Days since 1970-01-01. */
	readonly date: number | undefined;
	/** Minutes since midnight. */
	readonly clock: number | undefined;
	/** Minutes ahead of UTC, where that was written. */
	readonly zone: number | undefined;
}

export type TypedMoment = { readonly moment: Moment } | { readonly message: string; readonly hint: string };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Dates that can only be one day: the year first, points (the day first), the month as a word. */
const dateForms: readonly { readonly form: RegExp; readonly parts: (groups: readonly string[]) => readonly [number, number, number] }[] = [
	{ form: /^(\d{4})-(\d{1,2})-(\d{1,2})/, parts: ([y, m, d]) => [Number(y), Number(m), Number(d)] },
	{ form: /^(\d{4})\/(\d{1,2})\/(\d{1,2})/, parts: ([y, m, d]) => [Number(y), Number(m), Number(d)] },
	{ form: /^(\d{1,2})\.(\d{1,2})\.(\d{4})/, parts: ([d, m, y]) => [Number(y), Number(m), Number(d)] },
	{ form: /^(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ -](\d{4})/i, parts: ([d, m, y]) => [Number(y), monthNamed(m!), Number(d)] },
	{ form: /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})/i, parts: ([m, d, y]) => [Number(y), monthNamed(m!), Number(d)] },
];

const clockForm = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(z|[+-]\d{2}(?::?\d{2})?)?$/i;

const monthNamed = (word: string): number => months.indexOf(word.toLowerCase()) + 1;

const suchAs = "write it as 2026-03-01, with a time of day as 2026-03-01 10:00";

/**
 * Reads a date, a time of day, or both. Dates whose day and month could be exchanged, and years of two digits, are asked back; nothing is guessed
 * of time zones.
 *
 *     readMoment("2026-03-01T10:00")   // { moment: { date: 20513, clock: 600, zone: undefined } }
 */
export function readMoment(typed: string): TypedMoment {
	const text = typed.trim();
	if (/^\d{1,2}\/\d{1,2}\/\d{2,4}/.test(text))
		return { message: `"${text}" can be read as two dates: day first or month first`, hint: suchAs };
	if (/^\d{5}(\.\d+)?$/.test(text))
		return {
			message: `${text} looks like a spreadsheet's number for a date`,
			hint: `format the column as a date, or ${suchAs}`,
		};
	const found = dateForms.flatMap(({ form, parts }) => {
		const match = form.exec(text);
		return match === null ? [] : [{ parts: parts(match.slice(1)), rest: text.slice(match[0].length) }];
	})[0];
	const date = found && dayNumber(...found.parts);
	if (found && date === undefined) return { message: `there is no day "${text}"`, hint: suchAs };
	const rest = (found?.rest ?? text).replace(/^(T|,? +)/, "");
	if (rest === "" && date !== undefined) return { moment: { date, clock: undefined, zone: undefined } };
	const clock = readClock(rest);
	if (clock === undefined) return { message: `"${text}" is not a date or time of day`, hint: suchAs };
	return { moment: { date, ...clock } };
}

function readClock(text: string): Omit<Moment, "date"> | undefined {
	const [match, hours = "", minutes = "", seconds = "0", half, zone] = clockForm.exec(text) ?? [];
	if (match === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
	const [from, to] = half === undefined ? [0, 24] : [1, 12];
	if (Number(hours) < from || Number(hours) > to) return undefined;
	const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
	const clock = hour * 60 + Number(minutes) + Number(seconds) / 60;
	return clock > 1440 ? undefined : { clock, zone: zone === undefined ? undefined : minutesAhead(zone) };
}

function minutesAhead(zone: string): number {
	if (zone.toLowerCase() === "z") return 0;
	const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
	return (zone.startsWith("-") ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/** Days since 1970-01-01 in the calendar of today; undefined when there is no such day. */
function dayNumber(year: number, month: number, day: number): number | undefined {
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1]!) return undefined;
	const before = year - 1;
	const years = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
	return years + lengths.slice(0, month - 1).reduce((sum, one) => sum + one, 0) + day - 719_163;
}
