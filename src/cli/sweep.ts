import { availableParallelism } from "node:os";
import { phase } from "../node/times.ts";
import { refuse } from "./run-options.ts";
import { exitCodes, guarded, say } from "./speak.ts";
import { printStudy, writeStudyPages } from "./study-output.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly study: string;
	readonly out?: string | undefined;
	readonly workers?: string | undefined;
	readonly shard?: string | undefined;
	readonly patients?: string | undefined;
	readonly seed?: string | undefined;
	readonly format: string;
	readonly models?: string | undefined;
}

const mostWorkers = 256;
const mostPatients = 10_000_000;
/** What a shell expects of a program that was interrupted. */
const interrupted = 130;

function wholeNumber(option: string, written: string | undefined, least: number, most: number): number | undefined {
	if (written === undefined) return undefined;
	const value = /^\d+$/.test(written.trim()) ? Number(written) : Number.NaN;
	if (value >= least && value <= most) return value;
	return refuse(option, `"${written}" is not a whole number from ${least} to ${most}`, `for example --${option} ${Math.max(least, 2)}`);
}

function shardOf(written: string | undefined): { index: number; of: number } {
	if (written === undefined) return { index: 1, of: 1 };
	const [, index, of] = /^(\d+)\/(\d+)$/.exec(written.trim()) ?? [];
	if (index !== undefined && Number(index) >= 1 && Number(index) <= Number(of)) return { index: Number(index), of: Number(of) };
	return refuse("shard", `"${written}" is not a share such as 2/8`, "the second of eight parts: --shard 2/8");
}

/** Ctrl-C stops at once; what a folder holds by then is whole. */
function onInterrupt(out: string | undefined, progress: { readonly stop: () => void }): () => void {
	const stop = () => {
		progress.stop();
		const kept = `finished blocks of patients are kept in ${out}: the same command goes on from there`;
		say(`\nstopped; ${out === undefined ? "nothing was kept" : kept}`);
		process.exit(interrupted);
	};
	process.once("SIGINT", stop);
	return () => void process.off("SIGINT", stop);
}

/** What a person asked for, checked. */
function wishesOf(args: Arguments) {
	const workers = wholeNumber("workers", args.workers, 1, mostWorkers) ?? availableParallelism();
	const shard = shardOf(args.shard);
	const patients = wholeNumber("patients", args.patients, 1, mostPatients);
	const seed = wholeNumber("seed", args.seed, 0, Number.MAX_SAFE_INTEGER);
	if (args.out === undefined && shard.of > 1)
		refuse("shard", "a part of a study is of use only where it is kept", "give a folder: --out parts/1");
	return { workers, shard, study: { ...(patients === undefined ? {} : { patients }), ...(seed === undefined ? {} : { seed }) } };
}

async function sweep(args: Arguments): Promise<number> {
	const { workers, shard, study: wishes } = wishesOf(args);
	const [
		{ cardFor, prepareStudy },
		{ findStudy },
		{ blocksOfShard, sweepInMemory, sweepInto },
		{ runSensitivity },
		{ progressTeller },
		{ giveBack, tuneForThreads },
	] = await Promise.all([
		import("../node/prepare-study.ts"),
		import("../node/study-texts.ts"),
		import("../node/run-study.ts"),
		import("../node/run-sensitivity.ts"),
		import("./progress.ts"),
		import("./memory.ts"),
	]);
	phase("program loaded");
	tuneForThreads(workers);
	const loaded = await prepareStudy(findStudy(args.study), { ...wishes, models: args.models });
	const { study, work } = loaded;
	for (const warning of study.warnings) say(`warning: ${warning}`);
	const progress = progressTeller();
	const calm = onInterrupt(args.out, progress);
	const options = { workers, shard, onProgress: progress.tell, onOpened: giveBack };
	const decided = async () => {
		if (!study.sensitivity) return null;
		const second = progressTeller();
		say("what decides:");
		const found = await runSensitivity(loaded, { workers, onProgress: second.tell });
		second.stop();
		return found;
	};
	try {
		if (args.out === undefined) {
			const summary = await sweepInMemory(work, options);
			progress.stop();
			await printStudy({ summary, sensitivity: await decided() }, args.format);
			return exitCodes.done;
		}
		const card = cardFor(loaded);
		await sweepInto(args.out, work, card, options);
		progress.stop();
		if (shard.of > 1) {
			if (blocksOfShard(card.head, shard).length === 0)
				say(`part ${shard.index} of ${shard.of} has no patients: parts are whole blocks of ${card.head.blockSize}`);
			if (study.sensitivity) say("what decides is found in one piece only: sweep without --shard for it");
			say(`part ${shard.index} of ${shard.of} is in ${args.out}; when all are there: crsim merge ${args.out} … --out DIR`);
			return exitCodes.done;
		}
		const { writeResults } = await import("../node/study-results.ts");
		const summary = writeResults([args.out], args.out, card);
		phase("tables written");
		const found = { summary, sensitivity: await decided() };
		await writeStudyPages(args.out, found, card);
		await printStudy(found, args.format);
		return exitCodes.done;
	} finally {
		progress.stop();
		calm();
	}
}

/** `crsim sweep STUDY`: many virtual patients through the arms of a study. */
export const sweepCommand: CommandModule<unknown, Arguments> = {
	command: "sweep <study>",
	describe: "Run a study: many virtual patients through each of its arms",
	builder: (yargs) =>
		yargs
			.positional("study", { type: "string", demandOption: true, describe: "Study file, or the name of a shipped study" })
			.option("out", {
				type: "string",
				requiresArg: true,
				describe: "Folder for outcomes, summary, figures and report; work that was interrupted goes on there",
			})
			.option("workers", {
				type: "string",
				requiresArg: true,
				describe: "Threads (as many as the machine has); results are the same for any number",
			})
			.option("shard", { type: "string", requiresArg: true, describe: "Run one part alone, such as 2/8; crsim merge joins the parts" })
			.option("patients", { type: "string", requiresArg: true, describe: "Virtual patients, in place of what the study says" })
			.option("seed", { type: "string", requiresArg: true, describe: "Seed, in place of what the study says" })
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 sweep tocilizumab-timing --patients 20", "a small taste of a shipped study"),
	handler: (args) => guarded(() => sweep(args)),
};
