import { InputError, type Problem } from "../problem/problem.ts";
import { exitCodes, guarded, result, say, sayProblems } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly files: readonly string[];
	readonly models?: string | undefined;
}

async function check({ files, models: folder }: Arguments): Promise<number> {
	const { findScenario, loadScenario, modelsAtHand } = await import("../node/scenario-files.ts");
	const models = modelsAtHand(folder);
	const problems: Problem[] = [];
	for (const file of files) {
		try {
			const { scenario } = loadScenario(findScenario(file), models);
			for (const warning of [...scenario.warnings, ...scenario.foreseen]) say(`${file}: warning: ${warning}`);
			result(`${file}: good (${scenario.title})`);
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			problems.push(...error.problems);
		}
	}
	if (problems.length === 0) return exitCodes.done;
	sayProblems(problems);
	return exitCodes.input;
}

/** `crsim check FILES`: find all that can be known without running. */
export const checkCommand: CommandModule<unknown, Arguments> = {
	command: "check <files..>",
	describe: "Find everything wrong in scenario files without running them",
	builder: (yargs) =>
		yargs
			.positional("files", { type: "string", array: true, demandOption: true, describe: "Scenario files" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 check scenarios/untreated.yaml", "read a scenario and say what is wrong with it"),
	handler: (args) => guarded(() => check(args)),
};
