import type { TeachingFigure } from "../lesson/teaching-figure.ts";
import type { Run } from "../simulate/run.ts";
import type { TrialsResult } from "../trial/result.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { wrapped } from "./figure-title.ts";
import { figuresOf } from "./figures.ts";
import { stepFigure } from "./step-figure.ts";
import { trialsBeside } from "./trials-beside.ts";

/** What was found for a teaching figure: the runs of its courses, or the trials that it names. */
export type TeachingFound =
	| { readonly kind: "runs"; readonly runs: readonly Run[] }
	| { readonly kind: "trials"; readonly found: TrialsResult };

/** Letters that stand in a line of the title, and of the words below it. */
const letters = { title: 84, words: 128 } as const;

interface TitleBlock {
	readonly text?: string | readonly string[];
	readonly subtitle?: string | readonly string[];
}

/** A figure under the title of its file: the sentence first, then how to read it. */
function titled(spec: FigureSpec, { title, sentence }: TeachingFigure): FigureSpec {
	const { subtitle = [] } = (spec.title ?? {}) as TitleBlock;
	const reading = typeof subtitle === "string" ? [subtitle] : subtitle;
	return { ...spec, title: { text: wrapped(title, letters.title), subtitle: [...wrapped(sentence, letters.words), ...reading] } };
}

function ofRuns({ subject }: TeachingFigure, runs: readonly Run[]): FigureSpec {
	if (subject.kind !== "runs") throw new Error("a figure of trials has no runs");
	const { draws } = subject;
	const [first, ...others] = runs;
	if (first === undefined) throw new RangeError("a figure of runs has one at least");
	if (draws.kind === "columns") return stepFigure([first, ...others], draws);
	return figuresOf([first])
		.find(({ name }) => name === draws.name)!
		.spec();
}

/**
 * A teaching figure as a Vega-Lite specification with its data inside.
 *
 *     const spec = teachingFigureSpec(figure, { kind: "runs", runs });
 */
export const teachingFigureSpec = (figure: TeachingFigure, found: TeachingFound): FigureSpec => {
	if (found.kind === "runs") return titled(ofRuns(figure, found.runs), figure);
	if (figure.subject.kind !== "trials") throw new Error("a figure of runs has no trials");
	return titled(trialsBeside(found.found, figure.subject), figure);
};
