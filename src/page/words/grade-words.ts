import type { GradeStrip, GradeTurn } from "../answer.ts";
import type { KitToxicity } from "../kit.ts";
import { dayWords } from "./say.ts";

/** The turn that holds at an hour; undefined before the first look. */
export const turnAt = (turns: readonly GradeTurn[], hours: number): GradeTurn | undefined =>
	turns.findLast(({ time }) => time <= hours + 1e-9);

/** `grade 2`, `no grade`, `at least grade 3`, `grade unknown`. */
export function gradeWords({ grade, least }: Pick<GradeTurn, "grade" | "least">): string {
	if (grade !== null) return grade === 0 ? "no grade" : `grade ${grade}`;
	return least > 0 ? `at least grade ${least}` : "grade unknown";
}

/** The reason of a grade, with its units as people print them. */
export const reasonWords = ({ because }: Pick<GradeTurn, "because">): string => because.replaceAll("/uL", "/µL");

/** What stands at an hour: `day 3.5: grade 2, hypotension, no vasopressor`. */
export function turnWords(turn: GradeTurn | undefined, hours: number): string {
	if (turn === undefined) return `${dayWords(hours)}: not looked at yet`;
	return `${dayWords(hours)}: ${gradeWords(turn)}${turn.because === "" ? "" : `, ${reasonWords(turn)}`}`;
}

/** A toxicity over the whole course, for whoever does not see its strip. */
export function stripSentence({ label }: Pick<KitToxicity, "label">, { charted, worst, onsetDay, resolvedDay }: GradeStrip): string {
	if (worst === null) return `${label}: never known.`;
	if (worst === 0) return `${label}: none.`;
	const turn = charted.find(({ grade, least }) => (grade ?? least) === worst);
	const parts = [
		`worst grade ${worst}${turn === undefined ? "" : ` on ${dayWords(turn.time)}, ${reasonWords(turn)}`}`,
		...(onsetDay === null ? [] : [`onset day ${onsetDay.toFixed(1)}`]),
		resolvedDay === null ? "not over at the end" : `over on day ${resolvedDay.toFixed(1)}`,
	];
	return `${label}: ${parts.join("; ")}.`;
}

/** Whether the bedside's view of the cause gives another grade anywhere. */
export const differs = ({ charted, attributed }: GradeStrip): boolean =>
	charted !== attributed &&
	JSON.stringify(charted.map(({ time, grade }) => [time, grade])) !== JSON.stringify(attributed.map(({ time, grade }) => [time, grade]));

/** The grade as attributed where it is another at this hour: `as attributed no grade: fever of sepsis`; else nothing. */
export function attributedWords(strip: GradeStrip, hours: number): string {
	const cause = differs(strip) ? turnAt(strip.attributed, hours) : undefined;
	if (cause === undefined || cause.grade === turnAt(strip.charted, hours)?.grade) return "";
	return `as attributed ${gradeWords(cause)}: ${reasonWords(cause)}`;
}
