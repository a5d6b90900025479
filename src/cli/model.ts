import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import { flatten } from "../model/flatten.ts";
import { onCommandLine, refuse } from "../node/asked.ts";
import { modelsAtHand } from "../node/scenario-files.ts";
import { runLadder } from "../node/severity-ladder.ts";
import { magnitudeTable } from "../report/magnitudes.ts";
import { modelHtml } from "../report/model-html.ts";
import { modelPage } from "../report/model-page.ts";
import type { Library, Models } from "../treatment/library.ts";
import { exitCodes, result } from "./speak.ts";

export interface Arguments {
	readonly name: string;
	readonly page?: string | undefined;
	readonly treatment?: string | undefined;
	readonly models?: string | undefined;
	readonly from?: string | undefined;
	readonly out?: string | undefined;
	readonly format: string;
	readonly magnitudes: boolean;
	readonly evidence: boolean;
	readonly scenario?: string | undefined;
	readonly outcomes?: string | undefined;
}

function known(key: string, name: string | undefined, names: readonly string[]): void {
	if (name === undefined || names.includes(name)) return;
	throw new InputError([
		{
			file: "command line",
			line: 1,
			column: 1,
			key,
			message: `unknown ${key.replace(/^--/, "")} "${name}"`,
			hint: allowedHint(name, names),
		},
	]);
}

/** The models at hand, or the one that an SBML file holds. */
async function modelsOf(args: Arguments): Promise<{ readonly name: string; readonly models: Models }> {
	const { name, from, out, models } = args;
	if (out !== undefined && from === undefined) refuse(onCommandLine, "out", "--out keeps a model that --from has read", "write --from too");
	if (from === undefined) return { name, models: modelsAtHand(models) };
	const { keepModel } = await import("./model-from.ts");
	const library = keepModel(from, out);
	return { name: library.model.name, models: new Map([[library.model.name, library]]) };
}

/** Options that only what weighs parameters reads, and a form that it does not have. */
function checkEvidence({ evidence, scenario, outcomes, format }: Arguments): void {
	const without = evidence ? undefined : scenario !== undefined ? "scenario" : outcomes !== undefined ? "outcomes" : undefined;
	if (without) refuse(onCommandLine, without, `--${without} says how parameters are weighed`, "write --evidence too");
	if (evidence && format === "html") refuse(onCommandLine, "format", "the table of --evidence has no form html", "allowed: md, json");
}

export async function showModel(args: Arguments): Promise<number> {
	checkEvidence(args);
	const { name, models } = await modelsOf(args);
	known("model", name, [...models.keys()]);
	const library = models.get(name)!;
	known(
		"--page",
		args.page,
		library.model.modules.map((page) => page.name),
	);
	known("--treatment", args.treatment, [...library.treatments.keys()]);
	// Everything together: a unit that does not fit anywhere is told before anything is shown.
	const flat = flatten(library.model, { treatments: [...library.treatments.values()].map((one) => one.equations) });
	if (args.evidence) return (await import("./evidence.ts")).showEvidence({ ...args, name }, models);
	if (args.magnitudes) return showMagnitudes(name, library, models);
	if (args.format === "json") result(JSON.stringify(flat, null, "\t"));
	else {
		const only = {
			...(args.page === undefined ? {} : { page: args.page }),
			...(args.treatment === undefined ? {} : { treatment: args.treatment }),
		};
		const page = args.format === "html" ? modelHtml : modelPage;
		result(page(library, Object.keys(only).length === 0 ? undefined : only));
	}
	return exitCodes.done;
}

/** The ladder of severity is a scenario of one model, with its patient and its care. */
function showMagnitudes(name: string, { magnitudes }: Library, models: Models): number {
	const ofModel = "cart-crs";
	if (name !== ofModel) {
		const message = `there is no ladder of severity for "${name}"`;
		throw new InputError([{ file: "command line", line: 1, column: 1, key: "--magnitudes", message, hint: `allowed: ${ofModel}` }]);
	}
	result(magnitudeTable(runLadder(models), magnitudes).join("\n"));
	return exitCodes.done;
}
