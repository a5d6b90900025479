import type { GradeCourse } from "../grading/course.ts";
import { isSameGrade, leastOf } from "../grading/scale.ts";
import type { Run, RunEvent } from "../simulate/run.ts";
import { labelOf, plainName } from "../trajectory/plain-name.ts";
import { amountText } from "../trajectory/unit-text.ts";
import { dayOf } from "./extremes.ts";
import { toldCourses } from "./grade-story.ts";

/** One line of the story of a stay: a turn of a grade, or something done or struck, with its reason. */
export interface StoryLine {
	readonly day: number;
	readonly kind: "grade" | "act" | "hazard";
	/** `CRS grade 2`, `tocilizumab 560 mg (iv)`, `norepinephrine 0.05 to 0.3 µg/kg/min in 6 steps`. */
	readonly what: string;
	readonly why: string;
}

interface CareLine extends StoryLine {
	/** It follows from an act of the same instant. */
	readonly after?: boolean;
}

/** What happened and what was done, in the order of time; steps of one rate for one reason, with nothing between them, share a line. */
export const careStory = (run: Run): readonly StoryLine[] =>
	[...turnLines(run), ...actGroups(run.events, turnTimes(run)).map((group) => actLine(group, run.formulary))].sort(
		(a, b) => a.day - b.day || rank(a) - rank(b),
	);

/** A grade is seen before anybody acts on it; a grade that the acts of the same instant have made stands behind them. */
const rank = ({ kind, after }: CareLine): number => (after ? 3 : { hazard: 0, grade: 1, act: 2 }[kind]);

const turnLines = (run: Run): readonly CareLine[] => toldCourses(run).flatMap(([name, course]) => turnsOf(name, course));

const turnsOf = (name: string, { points }: GradeCourse): readonly CareLine[] => {
	return points.flatMap((point, i): CareLine[] => {
		const before = points[i - 1];
		if (before !== undefined ? isSameGrade(before, point) : point.grade === 0) return [];
		const unknown = leastOf(point) > 0 ? `${name} at least grade ${leastOf(point)}` : `${name} grade unknown`;
		const what = point.grade === null ? unknown : point.grade === 0 ? `${name} over` : `${name} grade ${point.grade}`;
		return [{ day: dayOf(point.time), kind: "grade", what, why: point.because, after: point.isSecond === true }];
	});
};

const turnTimes = (run: Run): readonly number[] => turnLines(run).map((line) => line.day);

/** Steps of a rate that nothing comes between. */
const actGroups = (events: readonly RunEvent[], turns: readonly number[]): readonly (readonly RunEvent[])[] => {
	const groups: RunEvent[][] = [];
	for (const event of events) {
		const last = groups.at(-1)?.at(-1);
		const between = (turn: number) => last !== undefined && turn > dayOf(last.time) && turn <= dayOf(event.time);
		const joins =
			last?.kind === "rate" && event.kind === "rate" && last.what === event.what && last.why === event.why && !turns.some(between);
		if (joins) groups.at(-1)!.push(event);
		else groups.push([event]);
	}
	return groups;
};

const actLine = (group: readonly RunEvent[], formulary: Run["formulary"]): CareLine => {
	const [first, last] = [group[0] as RunEvent, group.at(-1) as RunEvent];
	const common = { day: dayOf(first.time), why: first.why };
	if (first.kind === "hazard") return { ...common, kind: "hazard", what: plainName(first.what) };
	const steps =
		group.length > 1 ? `${amountText(first.amount, "")} to ${amountText(last.amount, last.unit)} in ${group.length} steps` : oneAct(first);
	return { ...common, kind: "act", what: `${labelOf(formulary, first.what)} ${steps}` };
};

const oneAct = ({ kind, amount, unit, route, role }: RunEvent): string => {
	const device = plainName(route);
	const text = amountText(amount, unit);
	switch (kind) {
		case "stop":
			return route === "" || amount === 0 ? "off" : `off (${device})`;
		case "device":
			return text === "" ? device : `${device}, ${unit === "1" ? `fraction ${text}` : text}`;
		default:
			return role === "cell therapy" || route === "" ? text : `${text} (${device})`;
	}
};
