import type { GradeCourse, GradedPoint } from "../grading/course.ts";
import { responseOf, responseSentence } from "../grading/response.ts";
import { leastOf, mostOf } from "../grading/scale.ts";
import { dayOf } from "../report/extremes.ts";
import { causeSentences } from "../report/grade-story.ts";
import { infectionLines } from "../report/infection-sentence.ts";
import { outcomeSentence } from "../report/outcome-sentence.ts";
import { runWarnings } from "../report/run-warnings.ts";
import { type Summary, summaryOf } from "../report/summary.ts";
import type { Program } from "../simulate/program.ts";
import type { Run, RunEvent } from "../simulate/run.ts";
import type { Answer, AnswerEvent, GradeStrip, GradeTurn } from "./answer.ts";

const turnOf = (point: GradedPoint): GradeTurn => ({
	time: point.time,
	grade: point.grade,
	least: leastOf(point),
	most: mostOf(point),
	because: point.because,
});

/** The looks at which the grade or the row that decides it changes. */
export function turnsOf({ points }: GradeCourse): GradeTurn[] {
	const isTurn = (point: GradedPoint, before: GradedPoint | undefined) =>
		before === undefined ||
		point.grade !== before.grade ||
		leastOf(point) !== leastOf(before) ||
		mostOf(point) !== mostOf(before) ||
		point.row !== before.row;
	return points.filter((point, i) => isTurn(point, points[i - 1])).map(turnOf);
}

const dayOrNull = (hours: number | null): number | null => (hours === null ? null : dayOf(hours));

/** The strips of a run, one for each toxicity that is graded. */
export function gradeStrips({ grades, attributed }: Pick<Run, "grades" | "attributed">): GradeStrip[] {
	return Object.entries(grades).map(([toxicity, course]) => {
		const charted = turnsOf(course);
		const other = attributed.grades[toxicity];
		return {
			toxicity,
			charted,
			attributed: other === undefined || other === course ? charted : turnsOf(other),
			worst: course.worst,
			onsetDay: dayOrNull(course.onset),
			resolvedDay: dayOrNull(course.resolved),
		};
	});
}

/** Who did what: a rule of the care team tells itself by its name; what ends by itself was begun by whoever began it. */
function eventsOf({ events }: Run, care: Program["care"]): AnswerEvent[] {
	const rules = new Set(care?.rules.map(({ name }) => name));
	const begunBy = new Map<string, AnswerEvent["by"]>();
	const isRule = (why: string) => rules.has(why) || rules.has(why.replace(/ \(decided .*\)$/, ""));
	const by = ({ kind, what, why }: RunEvent): AnswerEvent["by"] => {
		if (kind === "hazard") return "chance";
		if (isRule(why)) return "care";
		return kind === "stop" ? (begunBy.get(what) ?? "order") : "order";
	};
	return events.map((event) => {
		const who = by(event);
		begunBy.set(event.what, who);
		return { ...event, by: who };
	});
}

/** What must be known beside the run. */
export interface AnswerFacts extends Pick<Answer, "wish" | "quality"> {
	readonly program: Program;
	/** The patient's values by name. */
	readonly patient: Answer["patient"];
	/** Where the run came from, as `summary.json` says it; null: no summary is wanted. */
	readonly facts: Parameters<typeof summaryOf>[1] | null;
	readonly lesson: Answer["lesson"];
}

const dead = (outcome: Run["outcome"]): Summary["outcome"] => {
	if (outcome.kind === "finished") return outcome;
	const { time, ...failure } = outcome;
	return { ...failure, died: null, day: dayOf(time) };
};

/** What a terminal prints of a run beside its numbers, grades and warnings. */
const toldOf = (run: Run): readonly string[] =>
	[outcomeSentence(run), ...infectionLines([run]), responseSentence(responseOf(run)), ...causeSentences(run)].filter((line) => line !== "");

/** What a run came to, as the page draws it; how long it took is for whoever held the clock. */
export function answerOfRun(run: Run, { program, facts, ...known }: AnswerFacts): Omit<Answer, "work"> {
	const columns = [...run.trajectory.columns.values()];
	return {
		...known,
		times: run.trajectory.times,
		columns: Object.fromEntries(columns.flatMap((one) => (one.kind === "number" ? [[one.name, one.values]] : []))),
		words: Object.fromEntries(columns.flatMap((one) => (one.kind === "word" ? [[one.name, one.values]] : []))),
		grades: gradeStrips(run),
		events: eventsOf(run, program.care),
		outcome: dead(run.outcome),
		summary: facts && summaryOf(run, facts),
		warnings: runWarnings(run),
		told: facts === null ? [] : toldOf(run),
		kernel: run.solver.kernel === "webassembly" ? "webassembly" : "javascript",
	};
}
