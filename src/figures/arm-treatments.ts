import type { Run } from "../simulate/run.ts";
import { drugLook } from "./drug-looks.ts";
import type { TreatmentRule } from "./frame.ts";
import type { TimeWindow } from "./time-window.ts";
import { type Lane, treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

/** What is drawn of the treatments of courses that are compared. */
export interface ArmTreatments {
	/** Of each course. */
	readonly lanes: readonly (readonly Lane[])[];
	/** Treatments that all courses have alike, and those for which there was no room, by their names. */
	readonly alike: readonly string[];
	readonly left: readonly string[];
}

/** The treatments that differ between courses, of each course as far as there is room: those stay that not every course has, and then those that act on the immune system. */
export const armTreatments = (runs: readonly Run[], { window, most }: { window: TimeWindow; most: number }): ArmTreatments => {
	const all = runs.map((run) => treatmentLanes(run, window));
	const names = new Map(all.flat().map(({ what, name }) => [what, name]));
	const same = [...names.keys()].filter((what) => new Set(all.map((lanes) => givenOf(lanes, what))).size === 1);
	const differing = [...names.keys()].filter((what) => !same.includes(what));
	const kept = new Set<string>();
	let count = 0;
	for (const what of differing.toSorted((a, b) => weight(all, a) - weight(all, b))) {
		const more = all.filter((lanes) => lanes.some((lane) => lane.what === what)).length;
		if (count + more > most && count > 0) continue;
		kept.add(what);
		count += more;
	}
	const named = (some: readonly string[]) => some.map((what) => names.get(what) as string);
	return {
		lanes: all.map((lanes) => lanes.filter(({ what }) => kept.has(what))),
		alike: named(same),
		left: named(differing.filter((what) => !kept.has(what))),
	};
};

/** All that a course had of a treatment, as a text. */
const givenOf = (lanes: readonly Lane[], what: string): string => {
	const lane = lanes.find((one) => one.what === what);
	return lane === undefined ? "" : JSON.stringify([lane.doses, lane.supports]);
};

/** Supports that every course needs tell the least. */
const weight = (all: readonly (readonly Lane[])[], what: string): number => {
	const having = all.flatMap((lanes) => lanes.filter((lane) => lane.what === what));
	const { family } = drugLook(having[0]?.role ?? "");
	const isSupport = ["vasopressor", "fluid", "oxygen"].includes(family);
	return (having.length === all.length ? 1 : 0) + (isSupport ? 2 : 0) + (family === "fluid" || family === "oxygen" ? 1 : 0);
};

/** Rules through the panels, for what has a lane: in the color of the course, since a treatment is told by its lane. */
export const armRules = (
	run: Run,
	{ lanes, color, window }: { lanes: readonly Lane[]; color: string; window: TimeWindow },
): readonly TreatmentRule[] =>
	treatmentRules(run, window)
		.filter(({ what }) => lanes.some((lane) => lane.what === what))
		.map((rule) => ({ ...rule, color }));
