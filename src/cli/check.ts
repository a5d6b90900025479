import { readYaml } from "../problem/located-yaml.ts";
import { InputError, type Problem } from "../problem/problem.ts";
import { exitCodes, guarded, result, say, sayProblems } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly files: readonly string[];
	readonly models?: string | undefined;
	readonly model: string;
}

/** Whether a file is a protocol: rules, or parts of others, and no patient. */
function isProtocol(text: string, file: string): boolean {
	const { value } = readYaml(text, file);
	const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
	const ofScenarios = ["model", "patient", "until", "care", "treatments", "set"];
	return (
		keys.some((key) => ["rules", "look", "without"].includes(key)) ||
		(Array.isArray((value as { extends?: unknown } | null)?.extends) && !keys.some((key) => ofScenarios.includes(key)))
	);
}

async function check({ files, models: folder, model }: Arguments): Promise<number> {
	const [{ checkProtocol, loadScenario, modelsAtHand }, { findScenario }, { readText }] = await Promise.all([
		import("../node/scenario-files.ts"),
		import("../node/scenario-texts.ts"),
		import("../node/read-text.ts"),
	]);
	const models = modelsAtHand(folder);
	const problems: Problem[] = [];
	for (const file of files) {
		try {
			const path = findScenario(file);
			const scenario = isProtocol(readText(path), path) ? checkProtocol(path, models, model) : loadScenario(path, models).scenario;
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
	describe: "Find everything wrong in scenario and protocol files without running them",
	builder: (yargs) =>
		yargs
			.positional("files", { type: "string", array: true, demandOption: true, describe: "Scenario files, or protocol files" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("model", { type: "string", requiresArg: true, default: "cart-crs", describe: "The model that a protocol is read with" })
			.example("$0 check scenarios/untreated.yaml", "read a scenario and say what is wrong with it"),
	handler: (args) => guarded(() => check(args)),
};
