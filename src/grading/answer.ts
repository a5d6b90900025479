import type { Spans } from "./astct-episode.ts";
import type { Measured } from "./scales.ts";

/** What a scale returns, bare: a grade, a yes or no, a score, a score with its risk, or the spans of an episode; null when unknown. */
export type ScaleAnswer = number | boolean | null | { readonly score: number | null; readonly risk: string | null } | Spans;

/** Scales whose answer is the score together with its risk. */
const withRisk: ReadonlySet<string> = new Set(["CAR_HEMATOTOX"]);

/** The answer without its words. Scores are rounded to 12 digits, so that 0.1 x 3 reads 0.3. */
export function answerOf(measured: Measured): ScaleAnswer {
	if ("grade" in measured) return measured.grade;
	if ("present" in measured) return measured.present;
	if ("episode" in measured) return measured.episode;
	const score = measured.score === null ? null : Number(measured.score.toPrecision(12));
	return withRisk.has(measured.scale) ? { score, risk: measured.risk ?? null } : score;
}
