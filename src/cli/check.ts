import { InputError, type Problem } from "../input/problem.ts";
import { goodFile } from "../node/check-file.ts";
import { modelsAtHand } from "../node/scenario-files.ts";
import { exitCodes, result, say, sayProblems } from "./speak.ts";

export interface Arguments {
	readonly files: readonly string[];
	readonly models?: string | undefined;
	readonly model: string;
}

export function check({ files, models: folder, model }: Arguments): number {
	const models = modelsAtHand(folder);
	const problems: Problem[] = [];
	for (const file of files) {
		try {
			const { title, warnings } = goodFile(file, { models, model });
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
