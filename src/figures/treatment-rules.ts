import type { Run, RunEvent } from "../simulate/run.ts";
import { drugLook } from "./drug-looks.ts";
import { type DayAxis, dayEncoding, type Frame, type TreatmentRule } from "./frame.ts";
import { textWidth } from "./halo-text.ts";
import { significant } from "./significant.ts";
import type { Layer } from "./spec-types.ts";
import { ink } from "./theme.ts";
import { pixelsPerDay, type TimeWindow } from "./time-window.ts";
import { namesOf } from "./treatment-lanes.ts";

/** A dose this many days after the one before opens a new course. */
const newCourse = 2;

/** Where rules stand. Fluids, oxygen and comfort drugs have none: their lanes tell enough, and the panels stay readable. */
export const treatmentRules = ({ events, formulary }: Pick<Run, "events" | "formulary">, window: TimeWindow): readonly TreatmentRule[] => {
	const begins = events.filter(
		(e) => e.kind !== "stop" && e.kind !== "hazard" && e.amount !== 0 && e.time / 24 >= window.from && e.time / 24 <= window.to,
	);
	return begins
		.filter((e, i) => isMarked(e, begins.slice(0, i)))
		.map((e) => {
			return {
				day: significant(e.time / 24, 6) ?? 0,
				what: e.what,
				color: drugLook(e.role).color,
				names: namesOf(formulary, e.what),
			};
		});
};

const isMarked = (event: RunEvent, earlier: readonly RunEvent[]): boolean => {
	const { rule } = drugLook(event.role);
	const before = earlier.filter((e) => e.what === event.what).at(-1);
	return rule === "each" || (rule === "course" && (before === undefined || (event.time - before.time) / 24 > newCourse));
};

/** The rules as a layer of a panel, with the day of infusion. Carries the axis of days for the panel. */
export const ruleLayer = (frame: Frame, axis: DayAxis): Layer => ({
	data: { values: [{ day: 0, color: ink.faint }, ...frame.rules.map(({ day, color }) => ({ day, color }))] },
	mark: { type: "rule", strokeWidth: 1, opacity: 0.8, strokeDash: [4, 2] },
	encoding: { x: dayEncoding(frame, axis), color: { field: "color", type: "nominal", scale: null, legend: null } },
});

/** A rule's short name, and the row where it collides with no other. */
export interface RuleTag extends TreatmentRule {
	readonly text: string;
	readonly row: number;
}

/** Whether rules carry short names (their lanes stand above them) or full ones. */
export type TagWish = "short" | "full";

/** Names beside the rules, each in the first row where it has room. Doses of one drug in quick succession share one: `Toci ×3`. */
export const ruleTags = ({ rules, window, width }: Pick<Frame, "rules" | "window" | "width">, wish: TagWish): readonly RuleTag[] => {
	const perDay = pixelsPerDay(window, width);
	const rowEnds: number[] = [];
	return courses(rules).map(({ first, count }) => {
		const name = first.names[wish];
		const text = count > 1 ? `${name} ×${count}` : name;
		const left = first.day * perDay;
		const free = rowEnds.findIndex((end) => end < left);
		const row = free < 0 ? rowEnds.length : free;
		rowEnds[row] = left + tagWidth(text);
		return { ...first, text, row };
	});
};

interface RuleCourse {
	readonly first: TreatmentRule;
	readonly last: number;
	readonly count: number;
}

/** Rules of one drug that follow each other within days, in the order of their begin. */
const courses = (rules: readonly TreatmentRule[]): readonly RuleCourse[] => {
	const found: RuleCourse[] = [];
	for (const rule of [...rules].sort((a, b) => a.day - b.day)) {
		const open = found.findLastIndex((c) => c.first.what === rule.what && rule.day - c.last < newCourse);
		const course = found[open];
		if (course === undefined) found.push({ first: rule, last: rule.day, count: 1 });
		else found[open] = { ...course, last: rule.day, count: course.count + 1 };
	}
	return found;
};

/** Pixels, with the gap to the next one. */
const tagWidth = (text: string): number => textWidth(text) + 10;
