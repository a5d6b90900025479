import { gradeColor } from "../../figures/theme.ts";
import type { Answer, GradeStrip } from "../answer.ts";
import { svg, type TemplateResult } from "../lit.ts";

/** A toxicity's grade at a moment; null: not known. */
export interface GradeNow {
	readonly toxicity: string;
	readonly grade: number | null;
	readonly because: string;
}

/** Every grade at an hour, as charted. */
export const gradesAt = (grades: readonly GradeStrip[], hour: number): readonly GradeNow[] =>
	grades.map(({ toxicity, charted }) => {
		const turn = charted.findLast(({ time }) => time <= hour + 1e-9);
		return { toxicity, grade: turn ? turn.grade : 0, because: turn?.because ?? "" };
	});

/** The toxicities of which something was graded. */
export const gradedOnes = (grades: readonly GradeStrip[]): readonly GradeStrip[] => grades.filter(({ worst }) => (worst ?? 0) > 0);

/** The hour at which the first of the toxicities that came was first at its worst; null: none came. */
export function tellingHour(grades: readonly GradeStrip[]): number | null {
	const first = gradedOnes(grades)[0];
	return first?.charted.find(({ grade, least }) => (grade ?? least) === first.worst)?.time ?? null;
}

/** Strips of grades over time, one below the other, in the colors of the grades. */
export function gradeStrips(
	{ grades }: Pick<Answer, "grades">,
	{ from, until }: { readonly from: number; readonly until: number },
): TemplateResult {
	const shown = gradedOnes(grades);
	const high = 13;
	return svg`<svg class="strips" viewBox="0 0 1000 ${Math.max(shown.length, 1) * high}" preserveAspectRatio="none" aria-hidden="true" style="height: ${Math.max(shown.length, 1) * high}px">
		<rect width="1000" height="100%" fill=${gradeColor[0]}></rect>
		${shown.map(({ charted }, row) =>
			charted.map(({ time, grade }, i) => {
				const [left, right] = [time, charted[i + 1]?.time ?? until].map((hour) => ((hour - from) / (until - from)) * 1000) as [
					number,
					number,
				];
				return svg`<rect x=${left.toFixed(1)} y=${row * high} width=${Math.max(right - left, 0).toFixed(1)} height=${high - 2} fill=${gradeColor[(grade ?? 0) as 0]}></rect>`;
			}),
		)}
	</svg>`;
}
