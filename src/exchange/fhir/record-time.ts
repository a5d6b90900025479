/** When the patients of records are infused: a stated date, since no clock is read. */
const infusion = Date.parse("2000-01-01T10:00:00Z");

const anHour = 3_600_000;
const aDay = 24 * anHour;

const padded = (value: number, digits = 2): string => String(value).padStart(digits, "0");

/** Year, month and day of a number of days since 1970-01-01, counted from the first of March of year 0 (Hinnant, "chrono-compatible low-level date algorithms"). */
function dateOf(days: number): string {
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const month = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
	const year = yearOfEra + era * 400 + (month > 9 ? 1 : 0);
	return `${padded(year, 4)}-${padded(month > 9 ? month - 9 : month + 3)}-${padded(day)}`;
}

/** An instant as FHIR writes it, in UTC: milliseconds since 1970. */
export function instantText(at: number): string {
	const days = Math.floor(at / aDay);
	const rest = at - days * aDay;
	const part = (size: number, of: number) => Math.floor(rest / size) % of;
	return `${dateOf(days)}T${padded(part(anHour, 24))}:${padded(part(60_000, 60))}:${padded(part(1000, 60))}.${padded(rest % 1000, 3)}Z`;
}

/** The instant of an hour since infusion. */
export const instantOf = (hours: number): string => instantText(infusion + Math.round(hours * anHour));

/** Hours since infusion, of an instant. */
export const hoursSince = (begin: string, instant: string): number => (Date.parse(instant) - Date.parse(begin)) / anHour;
