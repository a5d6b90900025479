import type { TeachingFigure } from "../lesson/teaching-figure.ts";
import type { Run } from "../simulate/run.ts";
import type { TrialsResult } from "../trial/result.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { wrapped } from "./figure-title.ts";
import { figuresOf } from "./figures.ts";
import { type FigureSize, type Sheet, sheetOf } from "./sheet.ts";
import { stepFigure } from "./step-figure.ts";
import { trialsBeside } from "./trials-beside.ts";

/** What was found for a teaching figure: the runs of its courses, or the trials that it names. */
export type TeachingFound =
	| { readonly kind: "runs"; readonly runs: readonly Run[] }
	| { readonly kind: "trials"; readonly found: TrialsResult };

interface TitleBlock {
	readonly subtitle?: string | readonly string[];
}

/** A figure of trials under the title of its file: the sentence first, then how to read it. */
function titled(spec: FigureSpec, { title, sentence }: TeachingFigure, { text }: Sheet): FigureSpec {
	const { subtitle = [] } = (spec.title ?? {}) as TitleBlock;
	const reading = typeof subtitle === "string" ? [subtitle] : subtitle;
	return { ...spec, title: { text: wrapped(title, text.title), subtitle: [...wrapped(sentence, text.line), ...reading] } };
}

function ofRuns({ title, sentence, subject }: TeachingFigure, runs: readonly Run[], size: FigureSize | undefined): FigureSpec {
	if (subject.kind !== "runs") throw new Error("a figure of trials has no runs");
	const { draws } = subject;
	const [first, ...others] = runs;
	if (first === undefined) throw new RangeError("a figure of runs has one at least");
	const wishes = { title, sentence, size };
	if (draws.kind === "columns") return stepFigure([first, ...others], draws, wishes);
	return figuresOf([first], wishes)
		.find(({ name }) => name === draws.name)!
		.spec();
}

/**
 * A teaching figure as a Vega-Lite specification with its data inside, laid out for a size.
 *
 *     const spec = teachingFigureSpec(figure, { kind: "runs", runs });
 */
export const teachingFigureSpec = (figure: TeachingFigure, found: TeachingFound, size?: FigureSize): FigureSpec => {
	if (found.kind === "runs") return ofRuns(figure, found.runs, size);
	if (figure.subject.kind !== "trials") throw new Error("a figure of runs has no trials");
	const sheet = sheetOf(size);
	return titled(trialsBeside(found.found, figure.subject, sheet), figure, sheet);
};
