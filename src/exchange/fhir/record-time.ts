/** When the patients of records are infused: a stated date, since no clock is read. */
export const infusion = "2000-01-01T10:00:00.000Z";

const anHour = 3_600_000;

/** The instant of an hour since infusion. */
export const instantOf = (hours: number): string => new Date(Date.parse(infusion) + Math.round(hours * anHour)).toISOString();

/** Hours since infusion, of an instant. */
export const hoursSince = (begin: string, instant: string): number => (Date.parse(instant) - Date.parse(begin)) / anHour;
