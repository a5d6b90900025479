import { atAdmission, type Bedside, look } from "../grading/bedside.ts";
import type { GradeCourse, GradedPoint } from "../grading/course.ts";
import { type CrsWatch, crsWatch } from "../grading/crs-watch.ts";
import { type GradeLog, gradeLog } from "../grading/grade-log.ts";
import { hyperinflammationWatch } from "../grading/hyperinflammation-watch.ts";
import { icahtWatch } from "../grading/icaht-watch.ts";
import { otherCrsScales } from "../grading/other-crs-scales.ts";
import { type DoseBook, doseBook } from "../treatment/dose-log.ts";
import { liveChart } from "./live-chart.ts";
import type { Program } from "./program.ts";
import type { Change, RunEvent } from "./run.ts";
import type { Variables } from "./variables.ts";

/** Ids of the further CRS scales by the names that conditions use: `penn_crs` for `PENN_CRS`. */
const otherScales: ReadonlyMap<string, string> = new Map(otherCrsScales.map(({ id }) => [id.toLowerCase(), id]));

/** The grades that conditions may read, by the names they use. */
export const gradeNames: readonly string[] = ["crs", "icans", "iec_hs", "icaht", ...otherScales.keys()];

/** What the ward remembers: the patient's chart so far. Grows look by look. */
export interface Ward {
	readonly points: { readonly crs: GradedPoint[]; readonly icans: GradedPoint[] };
	/** The same looks on the further CRS scales. */
	readonly watch: CrsWatch;
	/** What blood tells: hyperinflammation and low neutrophils. */
	readonly bloodCourses: () => { readonly iec_hs: GradeCourse; readonly icaht: GradeCourse };
	readonly log: DoseBook;
	/** The grades of a name; undefined for what is no grade. */
	readonly grades: (name: string) => Pick<GradeLog, "grade" | "worst"> | undefined;
	/** Looks at the patient now (signals are up to date) and grades. */
	readonly look: (time: number, more?: LookWishes) => void;
	/** The latest grade; NaN when unknown or before the first look. */
	readonly grade: (name: "crs" | "icans") => number;
}

export interface LookWishes {
	/** Another act at the same instant: this look stands in place of the one before it, as only the last of them is saved. */
	readonly again?: boolean;
}

/** Opens the chart of a patient. */
export function wardOf(
	program: Program,
	variables: Variables,
	{ events, changes }: { events: readonly RunEvent[]; changes: readonly Change[] },
): Ward {
	const log = doseBook();
	const points = { crs: [] as GradedPoint[], icans: [] as GradedPoint[] };
	const logs = { crs: gradeLog(), icans: gradeLog() };
	const watch = crsWatch();
	const hyperinflammation = hyperinflammationWatch();
	const neutrophils = icahtWatch();
	const chart = liveChart(program, variables, { events, changes });
	const graded: Readonly<Record<string, Pick<GradeLog, "grade" | "worst">>> = { ...logs, iec_hs: hyperinflammation, icaht: neutrophils };
	const grades = (name: string) => {
		const other = otherScales.get(name);
		return other === undefined ? graded[name] : watch.of(other);
	};
	let bedside: Bedside = atAdmission;
	let bedsideBefore = bedside;

	const takeBack = () => {
		bedside = bedsideBefore;
		points.crs.pop();
		points.icans.pop();
		for (const one of [logs.crs, logs.icans, watch, hyperinflammation, neutrophils]) one.takeBack();
	};
	return {
		points,
		watch,
		bloodCourses: () => ({ iec_hs: hyperinflammation.course(), icaht: neutrophils.course() }),
		log,
		grades,
		grade: (name) => logs[name].grade(),
		look: (time, { again = false } = {}) => {
			if (again) takeBack();
			bedsideBefore = bedside;
			const { sight, blood, against } = chart(time);
			const seen = look(bedside, sight);
			bedside = seen.bedside;
			points.crs.push(seen.crs);
			points.icans.push(seen.icans);
			logs.crs.see(time, seen.crs.grade);
			logs.icans.see(time, seen.icans.grade);
			watch.see(seen);
			hyperinflammation.see(seen, blood, against);
			neutrophils.see(time, blood.neutrophils);
		},
	};
}
