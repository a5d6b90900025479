import { onCommandLine, refuse } from "../node/asked.ts";
import { cardFor, type PreparedStudy, prepareStudy } from "../node/prepare-study.ts";
import { runSensitivity } from "../node/run-sensitivity.ts";
import type { Shard } from "../node/scheduler-part.ts";
import { withInput } from "../node/standard-input.ts";
import { findStudy } from "../node/study-texts.ts";
import { sweepInto } from "../node/sweep.ts";
import { phase } from "../node/times.ts";
import { checkStudyNumbers, type StudyFound, sweepWhole } from "../node/whole-study.ts";
import { writeStudyPages } from "../node/write-study.ts";
import type { SensitivitySummary } from "../population/study-summary.ts";
import { answerDocuments, refuseFolder } from "./answer-documents.ts";
import { giveBack, tuneForThreads } from "./memory.ts";
import { progressTeller } from "./progress.ts";
import { checkParts, shardOf } from "./shard-option.ts";
import { exitCodes, say } from "./speak.ts";
import { printStudy, sayStudyWritten, studyAnswer } from "./study-output.ts";

export interface Arguments {
	readonly study: string;
	readonly out?: string | undefined;
	readonly workers?: string | undefined;
	readonly shard?: string | undefined;
	readonly status?: boolean | undefined;
	readonly patients?: string | undefined;
	readonly seed?: string | undefined;
	readonly rtol?: string | undefined;
	readonly ensemble?: string | undefined;
	readonly format: string;
	readonly models?: string | undefined;
	readonly force?: boolean | undefined;
}

/** What a shell expects of a program that was interrupted. */
const interrupted = 130;

function sayStopped(out: string | undefined): void {
	const kept = `finished blocks of patients are kept in ${out}: run the same command again to go on from there`;
	say(`\nstopped; ${out === undefined ? "nothing was kept" : kept}`);
}

/** Ctrl-C stops at once; what a folder holds by then is whole. */
function onInterrupt(out: string | undefined, progress: { readonly stop: () => void }): () => void {
	const stop = () => {
		progress.stop();
		sayStopped(out);
		process.exit(interrupted);
	};
	process.once("SIGINT", stop);
	return () => void process.off("SIGINT", stop);
}

/** What a person asked for, checked. */
function wishesOf(args: Arguments) {
	const numbers = checkStudyNumbers(args, onCommandLine);
	const shard = shardOf(args.shard);
	if (args.out === undefined && shard.of > 1)
		refuse(onCommandLine, "shard", "a part of a study must be kept in a folder", "give a folder: --out parts/1");
	const { ensemble } = args;
	return { ...numbers, wishes: { ...numbers.wishes, ...(ensemble === undefined ? {} : { ensemble }) }, shard };
}

/** Finds what decides an outcome, where the study asks. */
async function whatDecides(loaded: PreparedStudy, workers: number): Promise<SensitivitySummary | null> {
	if (loaded.study.sensitivity === null) return null;
	const progress = progressTeller();
	say("what decides:");
	const found = await runSensitivity(loaded, { workers, onProgress: progress.tell });
	progress.stop();
	return found;
}

/** Says where a part of a study is, and what it is for. */
function sayPart({ study }: PreparedStudy, out: string, shard: Shard): void {
	if (study.sensitivity) say("what decides is found in one piece only: sweep without --shard for it");
	say(`part ${shard.index} of ${shard.of} is in ${out}; when all are there: crsim merge ${out} … --out DIR`);
}

/** Runs a study, and writes it where there is a folder; nothing is known yet after a part of one. */
async function sweepOne(study: string, args: Arguments): Promise<StudyFound | undefined> {
	const { out, models } = args;
	const { workers, shard, wishes } = wishesOf(args);
	phase("program loaded");
	tuneForThreads(workers);
	const loaded = await prepareStudy(findStudy(study), { ...wishes, models });
	checkParts(loaded.work.head, shard);
	for (const warning of loaded.study.warnings) say(`warning: ${warning}`);
	const progress = progressTeller();
	const calm = onInterrupt(out, progress);
	const options = { workers, shard, force: args.force, onProgress: progress.tell, onOpened: giveBack };
	try {
		if (out !== undefined && shard.of > 1) {
			await sweepInto(out, loaded.work, cardFor(loaded), options);
			progress.stop();
			sayPart(loaded, out, shard);
			return undefined;
		}
		const summary = await sweepWhole(loaded, out, options);
		progress.stop();
		const found = { summary, sensitivity: await whatDecides(loaded, workers) };
		if (out !== undefined) sayStudyWritten(out, await writeStudyPages(out, found, cardFor(loaded), giveBack));
		return found;
	} finally {
		progress.stop();
		calm();
	}
}

export async function sweep(args: Arguments): Promise<number> {
	const { study, out, format } = args;
	if (format === "ndjson") {
		refuseFolder(out);
		return answerDocuments(study, async function* (one) {
			yield { answer: studyAnswer((await sweepOne(one, args))!), code: exitCodes.done };
		});
	}
	const found = await withInput(study, (one) => sweepOne(one, args));
	if (found !== undefined) printStudy(found, format);
	return exitCodes.done;
}
