import type { Answer, GradeStrip, GradeTurn, LaidCourse } from "../answer.ts";
import { differs } from "../words/grade-words.ts";

/** One strip of a toxicity, in pixels from the top of its picture. */
export interface GradeBand {
	readonly of: "simulated" | "chart" | "attributed" | "pinned";
	readonly turns: readonly GradeTurn[];
	/** Hour to which its last turn holds. */
	readonly until: number;
	readonly top: number;
	readonly height: number;
}

const heights: Readonly<Record<GradeBand["of"], number>> = { simulated: 22, chart: 18, attributed: 13, pinned: 13 };

/** Pixels between two strips. */
const gap = 3;

/** What stands beside the course that is shown. */
export interface Beside {
	readonly pinned: Answer | undefined;
	readonly laid: LaidCourse | undefined;
}

/** The strips of a toxicity from the top down: simulated, charted, as attributed where that is another, the pinned course. */
export function gradeBands(strip: GradeStrip, answer: Answer, { pinned, laid }: Beside): readonly GradeBand[] {
	const ends = (of: Answer) => of.times.at(-1) ?? of.wish.until;
	const chart = laid?.grades.find(({ toxicity }) => toxicity === strip.toxicity);
	const before = pinned?.grades.find(({ toxicity }) => toxicity === strip.toxicity);
	const all: readonly (Omit<GradeBand, "top" | "height"> | undefined)[] = [
		{ of: "simulated", turns: strip.charted, until: ends(answer) },
		chart && { of: "chart", turns: chart.charted, until: laid!.to },
		differs(strip) ? { of: "attributed", turns: strip.attributed, until: ends(answer) } : undefined,
		before && { of: "pinned", turns: before.charted, until: ends(pinned!) },
	];
	let top = 0;
	return all.flatMap((one) => {
		if (one === undefined) return [];
		const band = { ...one, top, height: heights[one.of] };
		top += band.height + gap;
		return [band];
	});
}

/** Pixels that all of them take. */
export const heightOf = (bands: readonly GradeBand[]): number => Math.max(0, ...bands.map(({ top, height }) => top + height));
