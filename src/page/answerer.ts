import { holdsIn } from "../lesson/answer.ts";
import type { FunctionMaker } from "../model/function-from-text.ts";
import { sha256Of } from "../model/plain-data.ts";
import { type Engine, loader } from "../simulate/engine.ts";
import { defaultOptions, type RunOptions } from "../simulate/options.ts";
import { retracer } from "../simulate/retrace.ts";
import type { Run } from "../simulate/run.ts";
import { simulate } from "../simulate/simulate.ts";
import type { Answer } from "./answer.ts";
import { answerOfRun } from "./answer-of-run.ts";
import type { Parts } from "./parts.ts";
import { type WishedProgram, wishCompiler } from "./program-of-wish.ts";
import type { Wish } from "./wish.ts";
import { savedName, wishText } from "./wish-text.ts";

/**
 * Relative tolerance of a draft: most columns lie within 1e-4 of their largest value of the exact run, and where a toxicity feeds itself for a week
 * within 1e-3, a tenth of a pixel of a panel. Ten times as much would save a quarter of the steps, but then the care team begins to act at other hours.
 */
const draftTolerance = 1e-4;

/** A wish that was run: for the page, and whole for what is saved of it. */
export interface AnsweredWish {
	readonly answer: Answer;
	readonly run: Run;
}

/** What answers wishes: one at a time, with functions and memory that stay. */
export interface Answerer {
	/** `columns`: those that a draft is to hold beside the grades; all when left out. */
	readonly ask: (wish: Wish, quality: Answer["quality"], columns?: readonly string[]) => AnsweredWish;
	/** What would be run. */
	readonly make: (wish: Wish) => WishedProgram & { readonly engine: Engine };
	/** The same for more parts of the same page: the functions and the memory stay. */
	readonly widened: (parts: Parts) => Answerer;
}

/** What an answerer works with. */
export interface AnswererTools {
	/** Finds the functions that the keys of the parts stand for. */
	readonly functions: FunctionMaker;
	/** Milliseconds from any start. */
	readonly clock: () => number;
	readonly version: string;
}

/**
 * Answers wishes by the parts of a page, wherever it runs: in a worker, or in a test.
 *
 *     const { answer } = answerer(parts, { functions, clock: () => performance.now(), version }).ask(wish, "exact");
 */
export const answerer = (parts: Parts, { functions, ...tools }: AnswererTools): Answerer =>
	answererWith(parts, { ...tools, load: loader({ functions }) });

/** How a draft is run. What a step of a lesson asks for may be told by any column. */
const draftOptions = ({ lesson }: Wish, columns: readonly string[] | undefined): Partial<RunOptions> => ({
	relativeTolerance: draftTolerance,
	...(columns === undefined || lesson !== null ? {} : { columns }),
});

/** An answerer with engines that are made, or may be. */
function answererWith(parts: Parts, tools: Omit<AnswererTools, "functions"> & { readonly load: ReturnType<typeof loader> }): Answerer {
	const { load, clock, version } = tools;
	const compile = wishCompiler(parts);
	// While something is dragged only what lies behind it is computed anew.
	const draft = retracer();
	let before: { readonly key: string; readonly run: Run } | undefined;
	/** Whether a run brings about what a step of a lesson asks for; null where it asks for nothing, or nobody can know. */
	const foundIn = ({ name, step }: NonNullable<Wish["lesson"]>, own: Run): boolean | null => {
		const task = parts.tasks[name]?.[step];
		if (!task) return null;
		const key = `${name}/${step}`;
		if (before?.key !== key) {
			const { engine, patient } = make(task.before);
			before = { key, run: simulate(engine, patient) };
		}
		return holdsIn(task.is, { own, before: before.run }, "interpreted");
	};
	const make: Answerer["make"] = (wish) => {
		const made = compile(wish);
		return { ...made, engine: load(made.program) };
	};
	return {
		make,
		widened: (more) => answererWith(more, tools),
		ask: (wish, quality, columns) => {
			const begun = clock();
			const { engine, patient, program } = make(wish);
			const options = quality === "draft" ? draftOptions(wish, columns) : {};
			const run = (quality === "draft" ? draft : simulate)(engine, patient, options);
			const places = new Map(parts.model.parameters.map(({ name }, i) => [name, patient.values[i]!]));
			const answer = answerOfRun(run, {
				wish,
				quality,
				program,
				patient: Object.fromEntries(parts.numbers.covariates.map(({ name }) => [name, places.get(name)!])),
				facts:
					quality === "draft"
						? null
						: {
								scenario: { file: savedName(wish, "yaml"), title: run.title, sha256: sha256Of(wishText(wish, parts)) },
								model: { name: parts.modelName, sha256: parts.modelSum },
								version,
								seed: wish.individual?.seed ?? null,
								options: { ...defaultOptions, ...options },
							},
				lesson: wish.lesson && { found: foundIn(wish.lesson, run) },
			});
			return { answer: { ...answer, work: clock() - begun }, run };
		},
	};
}
