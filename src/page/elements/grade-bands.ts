import type { Answer, GradeStrip, GradeTurn, LaidCourse } from "../answer.ts";
import { differs } from "../words/grade-words.ts";

/** A course with what it is called beside others. */
export interface NamedCourse {
	readonly label: string;
	readonly answer: Answer;
}

/** One strip of a toxicity, in pixels from the top of its picture. */
export interface GradeBand {
	readonly of: "simulated" | "chart" | "attributed" | "pinned" | "other";
	/** What stands beside it where there are several. */
	readonly label: string;
	readonly turns: readonly GradeTurn[];
	/** Hour to which its last turn holds. */
	readonly until: number;
	readonly top: number;
	readonly height: number;
}

const heights: Readonly<Record<GradeBand["of"], number>> = { simulated: 22, chart: 18, attributed: 13, pinned: 13, other: 22 };

/** Pixels between two strips. */
const gap = 3;

/** What stands beside the course that is shown. */
export interface Beside {
	readonly pinned: Answer | undefined;
	readonly laid: LaidCourse | undefined;
	/** Whole courses of the same patient, and what the one that is shown is called beside them. */
	readonly others?: readonly NamedCourse[];
	readonly label?: string | undefined;
}

/** The strips of a toxicity from the top down: simulated, charted, as attributed where that is another, the pinned course, other courses. */
export function gradeBands(strip: GradeStrip, answer: Answer, { pinned, laid, others = [], label }: Beside): readonly GradeBand[] {
	const ends = (of: Answer) => of.times.at(-1) ?? of.wish.until;
	const chart = laid?.grades.find(({ toxicity }) => toxicity === strip.toxicity);
	const before = pinned?.grades.find(({ toxicity }) => toxicity === strip.toxicity);
	const all: readonly ((Omit<GradeBand, "top" | "height" | "label"> & { readonly label?: string | undefined }) | undefined)[] = [
		{ of: "simulated", label, turns: strip.charted, until: ends(answer) },
		chart && { of: "chart", turns: chart.charted, until: laid!.to },
		differs(strip) ? { of: "attributed", turns: strip.attributed, until: ends(answer) } : undefined,
		before && { of: "pinned", turns: before.charted, until: ends(pinned!) },
		...others.map((other) => {
			const turns = other.answer.grades.find(({ toxicity }) => toxicity === strip.toxicity)?.charted;
			return turns && { of: "other" as const, label: other.label, turns, until: ends(other.answer) };
		}),
	];
	let top = 0;
	return all.flatMap((one) => {
		if (one === undefined) return [];
		const band = { ...one, label: one.label ?? one.of, top, height: heights[one.of] };
		top += band.height + gap;
		return [band];
	});
}

/** Pixels that all of them take. */
export const heightOf = (bands: readonly GradeBand[]): number => Math.max(0, ...bands.map(({ top, height }) => top + height));
