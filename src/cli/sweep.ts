import { onCommandLine, refuse } from "../node/asked.ts";
import { cardFor, type PreparedStudy, prepareStudy } from "../node/prepare-study.ts";
import { runSensitivity } from "../node/run-sensitivity.ts";
import { findStudy } from "../node/study-texts.ts";
import { blocksOfShard, type Shard, sweepInto } from "../node/sweep.ts";
import { phase } from "../node/times.ts";
import { checkStudyNumbers, sweepWhole } from "../node/whole-study.ts";
import { writeStudyPages } from "../node/write-study.ts";
import { blockSizes } from "../population/study-head.ts";
import type { SensitivitySummary } from "../population/study-summary.ts";
import { figureSize } from "./figure-size.ts";
import { giveBack, tuneForThreads } from "./memory.ts";
import { progressTeller } from "./progress.ts";
import { exitCodes, say } from "./speak.ts";
import { printStudy, sayStudyWritten } from "./study-output.ts";

export interface Arguments {
	readonly study: string;
	readonly out?: string | undefined;
	readonly workers?: string | undefined;
	readonly shard?: string | undefined;
	readonly patients?: string | undefined;
	readonly seed?: string | undefined;
	readonly rtol?: string | undefined;
	readonly ensemble?: string | undefined;
	readonly format: string;
	readonly models?: string | undefined;
	readonly force?: boolean | undefined;
	readonly size?: string | undefined;
}

/** What a shell expects of a program that was interrupted. */
const interrupted = 130;

function shardOf(written: string | undefined): { index: number; of: number } {
	if (written === undefined) return { index: 1, of: 1 };
	const [, index, of] = /^(\d+)\/(\d+)$/.exec(written.trim()) ?? [];
	if (index !== undefined && Number(index) >= 1 && Number(index) <= Number(of)) return { index: Number(index), of: Number(of) };
	return refuse(onCommandLine, "shard", `"${written}" is not a share such as 2/8`, "the second of eight parts: --shard 2/8");
}

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
function sayPart({ work: { head }, study }: PreparedStudy, out: string, shard: Shard): void {
	if (blocksOfShard(head, shard).length === 0)
		say(`part ${shard.index} of ${shard.of} has no patients: parts are whole blocks of ${blockSizes.first}`);
	if (study.sensitivity) say("what decides is found in one piece only: sweep without --shard for it");
	say(`part ${shard.index} of ${shard.of} is in ${out}; when all are there: crsim merge ${out} … --out DIR`);
}

export async function sweep(args: Arguments): Promise<number> {
	const { out, format, models } = args;
	const { workers, shard, wishes } = wishesOf(args);
	const size = figureSize(args);
	phase("program loaded");
	tuneForThreads(workers);
	const loaded = await prepareStudy(findStudy(args.study), { ...wishes, models });
	for (const warning of loaded.study.warnings) say(`warning: ${warning}`);
	const progress = progressTeller();
	const calm = onInterrupt(out, progress);
	const options = { workers, shard, force: args.force, onProgress: progress.tell, onOpened: giveBack };
	try {
		if (out !== undefined && shard.of > 1) {
			await sweepInto(out, loaded.work, cardFor(loaded), options);
			progress.stop();
			sayPart(loaded, out, shard);
			return exitCodes.done;
		}
		const summary = await sweepWhole(loaded, out, options);
		progress.stop();
		const found = { summary, sensitivity: await whatDecides(loaded, workers) };
		if (out !== undefined) sayStudyWritten(out, await writeStudyPages(out, found, cardFor(loaded), { size, afterFigure: giveBack }));
		printStudy(found, format);
		return exitCodes.done;
	} finally {
		progress.stop();
		calm();
	}
}
