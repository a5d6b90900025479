import { InputError, type Problem } from "../input/problem.ts";
import type { YamlReader } from "../input/yaml-reader.ts";
import type { Models } from "../treatment/library.ts";
import { exitCodes, guarded, result, say, sayProblems } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly files: readonly string[];
	readonly models?: string | undefined;
	readonly model: string;
}

/** What a good file is about, and what is to be known of it. */
interface Checked {
	readonly title: string;
	readonly warnings: readonly string[];
}

async function checked(file: string, models: Models & { readonly yaml: YamlReader }, model: string): Promise<Checked> {
	const [{ checkProtocol, loadScenario }, { findScenario }, { readText }, { loadStudy }, { findStudy }, { kindOf }] = await Promise.all([
		import("../node/scenario-files.ts"),
		import("../node/scenario-texts.ts"),
		import("../node/read-text.ts"),
		import("../node/study-files.ts"),
		import("../node/study-texts.ts"),
		import("../node/kind-of-file.ts"),
	]);
	const path = findStudy(findScenario(file));
	const kind = kindOf(models.yaml(readText(path), path));
	if (kind === "study") {
		const { title, cells, patients, warnings } = loadStudy(path, models).study;
		return { title: `${title}; ${cells.length} ${cells.length === 1 ? "cell" : "cells"} of ${patients} patients`, warnings };
	}
	const { title, warnings, foreseen } = kind === "protocol" ? checkProtocol(path, models, model) : loadScenario(path, models).plan;
	return { title, warnings: [...warnings, ...foreseen] };
}

async function check({ files, models: folder, model }: Arguments): Promise<number> {
	const { modelsAtHand } = await import("../node/scenario-files.ts");
	const models = modelsAtHand(folder);
	const problems: Problem[] = [];
	for (const file of files) {
		try {
			const { title, warnings } = await checked(file, models, model);
			for (const warning of warnings) say(`${file}: warning: ${warning}`);
			result(`${file}: good (${title})`);
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
	describe: "Find everything wrong in scenario, protocol and study files without running them",
	builder: (yargs) =>
		yargs
			.positional("files", { type: "string", array: true, demandOption: true, describe: "Plan, protocol or study files" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("model", { type: "string", requiresArg: true, default: "cart-crs", describe: "The model that a protocol is read with" })
			.example("$0 check scenarios/untreated.yaml", "read a scenario and say what is wrong with it"),
	handler: (args) => guarded(() => check(args)),
};
