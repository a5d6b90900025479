import type { GradeCourse } from "../grading/course.ts";
import { courseIn, gradeIn, newMonitor, watched, worstIn } from "../grading/monitor.ts";
import { otherCrsScales } from "../grading/other-crs-scales.ts";
import type { Toxicity } from "../model/model.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type DoseBook, doseBook } from "../treatment/dose-log.ts";
import { type Answering, answeringOf, type Grades } from "./answering.ts";
import type { Asked } from "./asked.ts";
import { seizureWatch } from "./neurologic-signs.ts";
import type { Patient } from "./patient.ts";
import type { Change, Run } from "./run.ts";
import { bloodOf, signsOf } from "./signs.ts";
import type { Supplies } from "./supplies.ts";
import { type Charted, chartingLog, supportsOf } from "./supports.ts";

/** Ids of the scales by the names that conditions use. */
const scaleOf: ReadonlyMap<string, string> = new Map([
	["crs", "ASTCT_CRS"],
	["icans", "ASTCT_ICANS"],
	["iec_hs", "IECHS_GRADE"],
	["icaht", "ICAHT"],
	...otherCrsScales.map(({ id }) => [id.toLowerCase(), id] as const),
]);

/** The grades that conditions may read, by the names they use. */
export const gradeNames: readonly string[] = [...scaleOf.keys()];

/** What the ward remembers: the patient's chart so far. Grows look by look. */
export interface Ward {
	/** The courses so far, as a run hands them on. */
	readonly courses: () => Pick<Run, "grades" | "crsByScale">;
	readonly log: DoseBook;
	/** Acts of the care team, by the names of its rules. */
	readonly acts: DoseBook;
	/** Looks at the patient now (signals are up to date): grades, and remembers what conditions ask about the past. */
	readonly look: (time: number, more?: LookWishes) => void;
	readonly answering: Omit<Answering, "look">;
	/** The latest grade; NaN when unknown or before the first look. */
	readonly grade: (name: "crs" | "icans") => number;
}

export interface LookWishes {
	/** The patient has just died of it. */
	readonly diedOf?: Toxicity;
	/** Another act at the same instant: this look stands in place of the one before it, as only the last of them is saved. */
	readonly again?: boolean;
}

/** Opens the chart of a patient. */
export function wardOf(
	scenario: Scenario,
	patient: Patient,
	{ supplies, changes, asked }: { supplies: Supplies; changes: readonly Change[]; asked: Asked },
): Ward {
	const charted: Charted = { boluses: [], maskedBy: [], products: [], antibiotics: [], againstHyperinflammation: [] };
	const log = chartingLog(scenario, charted);
	const acts = doseBook();
	const seizures = seizureWatch(changes);
	const signs = signsOf(patient);
	const supports = supportsOf(scenario, supplies, charted);
	const blood = bloodOf(patient);
	let before = newMonitor;
	let monitor = newMonitor;
	const gradesOf = (name: string): Grades | undefined => {
		const scale = scaleOf.get(name);
		return scale === undefined ? undefined : { grade: () => gradeIn(monitor, scale), worst: (from) => worstIn(monitor, scale, from) };
	};
	const answering = answeringOf(asked, { scenario, patient, supplies, log, acts, grades: gradesOf });
	const course = (scale: string): GradeCourse => courseIn(monitor, scale);
	return {
		courses: () => {
			const crs = course("ASTCT_CRS");
			return {
				grades: { crs, icans: course("ASTCT_ICANS"), iec_hs: course("IECHS_GRADE"), icaht: course("ICAHT") },
				crsByScale: { ASTCT_CRS: crs, ...Object.fromEntries(otherCrsScales.map(({ id }) => [id, course(id)])) },
			};
		},
		log,
		acts,
		grade: (name) => gradeIn(monitor, scaleOf.get(name)!),
		answering,
		look: (time, { diedOf, again = false } = {}) => {
			if (!again) before = monitor;
			const sight = { time, signs: signs(seizures(time)), supports: supports(time), diedOf };
			monitor = watched(before, { sight, blood: blood(), against: charted.againstHyperinflammation });
			answering.look(time);
		},
	};
}
