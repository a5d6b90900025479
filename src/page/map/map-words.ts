import type { MapRange } from "../../model/model-map.ts";
import { clinicalNumber } from "../../report/clinical-number.ts";
import type { BoxMoment, Reading } from "./map-moment.ts";
import type { MapColumn, MapStrike, PageBox } from "./page-map.ts";

/** A factor that nobody need read more finely. */
const factor = (value: number): string => clinicalNumber(value, { digits: value < 10 ? 2 : value < 1000 ? 2 : 1 });

/** Nearer to zero than this share of what fills a box, or of where its axis begins, nothing is left to be seen. */
const gone = { ofSpan: 1e-3, ofAxis: 1e-2 } as const;

/** A value with its unit: `1,470 pg/mL`. What is all but gone is 0. */
export function valueWords({ look, unit }: MapColumn, value: number, span = 0): string {
	if (Number.isNaN(value)) return "unknown";
	const least = look.axis.kind === "log" ? gone.ofAxis * look.axis.from : gone.ofSpan * span;
	const shown = Math.abs(value) < Math.max(least, 1e-6) ? 0 : value;
	return `${clinicalNumber(shown, "digits" in look.fineness ? { digits: Math.min(look.fineness.digits, 3) } : look.fineness)} ${unit}`.trim();
}

/** Where a value lies beside its rest: `290 times its rest`, `at rest`, `at rest 90`; `span`: from where its box is empty to where it is full. */
export function restWords({ look }: MapColumn, { now, rest }: Reading, span: number): string {
	if (Number.isNaN(now)) return "";
	if (look.axis.kind === "log") {
		if (now <= look.axis.from && rest <= look.axis.from) return "at rest";
		if (rest <= 0) return "none at rest";
		if (now <= 0) return "none left";
		const times = now / rest;
		if (times >= 1.5) return `${factor(times)} times its rest`;
		if (times <= 1 / 1.5) return `1/${factor(1 / times)} of its rest`;
		return "at rest";
	}
	if (Math.abs(now - rest) <= 0.02 * span) return "at rest";
	return Math.abs(rest) < 1e-9 ? "none at rest" : `at rest ${clinicalNumber(rest, look.fineness)}`;
}

const spanOf = ({ empty, full }: MapRange, { rest }: Reading): number => Math.abs(full - (empty ?? rest));

/** The same where there is little room: `290 × rest`, `rest 90`. */
export const restShort = (column: MapColumn, reading: Reading, span: number): string =>
	restWords(column, reading, span)
		.replace(/ times its rest$/, " × rest")
		.replace(/ of its rest$/, " of rest")
		.replace(/^at rest (?=.)/, "rest ");

/** A treatment and what it does: `Tocilizumab: less IL-6 signal`. */
export const strikeSentence = ({ label, say }: MapStrike): string => `${label.charAt(0).toUpperCase()}${label.slice(1)}: ${say}`;

/**
 * What a box says to somebody who does not see it: `Interleukin-6: 1,470 pg/mL, 290 times its rest.`
 */
export function boxSentence({ label, shows, swells }: PageBox, { readings, strikes }: BoxMoment): string {
	const parts = shows.flatMap((column, i) => {
		const reading = readings[i];
		if (!reading) return [];
		const name = i === 0 && shows.length === 1 ? "" : nameOf(column, label);
		const span = i === 0 ? spanOf(swells, reading) : 0;
		const beside = i === 0 ? restWords(column, reading, span) : "";
		return [`${name} ${valueWords(column, reading.now, span)}${beside === "" ? "" : `, ${beside}`}`.trim()];
	});
	const struck = strikes.map(({ strike }) => `${strikeSentence(strike)}.`);
	return [`${label}: ${parts.length === 0 ? "not in this course" : parts.join("; ")}.`, ...struck].join(" ");
}

/** The name of a column within its box; empty where it would only say the name of the box again. */
const nameOf = ({ look }: MapColumn, label: string): string => (look.short === label || look.label === label ? "" : look.label);

/** The lines of text inside a box: its values, or its value and how far that lies from rest. */
export function boxLines({ label, shows, swells }: PageBox, { readings }: BoxMoment): readonly string[] {
	const known = shows.flatMap((column, i) => (readings[i] ? [{ column, reading: readings[i] }] : []));
	const first = known[0];
	if (first === undefined) return ["–"];
	const inBox = ({ short }: MapColumn) => (short === label ? "" : short);
	const span = spanOf(swells, first.reading);
	if (known.length > 1)
		return known
			.slice(0, 2)
			.map(({ column, reading }, i) => `${inBox(column)} ${valueWords(column, reading.now, i === 0 ? span : 0)}`.trim());
	const rest = restShort(first.column, first.reading, span);
	return [valueWords(first.column, first.reading.now, span), rest === "none at rest" ? "" : rest];
}
