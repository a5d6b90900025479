import { exitCodes, guarded } from "./speak.ts";
import { printStudy, writeStudyPages } from "./study-output.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly folders: readonly string[];
	readonly out: string;
	readonly format: string;
}

async function merge({ folders, out, format }: Arguments): Promise<number> {
	const [{ openFolder, sharedCard }, { writeResults }] = await Promise.all([
		import("../node/study-folder.ts"),
		import("../node/study-results.ts"),
	]);
	const card = sharedCard(folders);
	openFolder(out, card);
	// What decides is found by whoever runs the study as a whole.
	const found = { summary: writeResults(folders, out, card), sensitivity: null };
	await writeStudyPages(out, found, card);
	await printStudy(found, format);
	return exitCodes.done;
}

/** `crsim merge DIR… --out DIR`: the parts of a study as one. */
export const mergeCommand: CommandModule<unknown, Arguments> = {
	command: "merge <folders..>",
	describe: "Join the parts of a study that sweep --shard wrote into what one run would have given, byte for byte",
	builder: (yargs) =>
		yargs
			.positional("folders", { type: "string", array: true, demandOption: true, describe: "Folders of the parts, in any order" })
			.option("out", { type: "string", requiresArg: true, demandOption: true, describe: "Folder for the joined results" })
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.example("$0 merge parts/1 parts/2 --out whole", "after sweep --shard 1/2 --out parts/1 and --shard 2/2 --out parts/2"),
	handler: (args) => guarded(() => merge(args)),
};
