import { allowedHint } from "../problem/nearest.ts";
import { InputError } from "../problem/problem.ts";
import { exitCodes, guarded, result } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly name: string;
	readonly page?: string | undefined;
	readonly treatment?: string | undefined;
	readonly models?: string | undefined;
	readonly format: string;
}

function known(key: string, name: string | undefined, names: readonly string[]): void {
	if (name === undefined || names.includes(name)) return;
	throw new InputError([
		{ file: "command line", line: 1, column: 1, key, message: `"${name}" is not known`, hint: allowedHint(name, names) },
	]);
}

async function showModel(args: Arguments): Promise<number> {
	const [{ modelsAtHand }, { modelPage }, { flatten }] = await Promise.all([
		import("../node/scenario-files.ts"),
		import("../report/model-page.ts"),
		import("../model/flatten.ts"),
	]);
	const models = modelsAtHand(args.models);
	known("model", args.name, [...models.keys()]);
	const library = models.get(args.name)!;
	known(
		"--page",
		args.page,
		library.model.modules.map((page) => page.name),
	);
	known("--treatment", args.treatment, [...library.treatments.keys()]);
	// Everything together: a unit that does not fit anywhere is told before anything is shown.
	const flat = flatten(library.model, { treatments: [...library.treatments.values()].map((one) => one.equations) });
	if (args.format === "json") result(JSON.stringify(flat, null, "\t"));
	else {
		const only = {
			...(args.page === undefined ? {} : { page: args.page }),
			...(args.treatment === undefined ? {} : { treatment: args.treatment }),
		};
		result(modelPage(library, Object.keys(only).length === 0 ? undefined : only));
	}
	return exitCodes.done;
}

/** `crsim model NAME`: the equations and parameters of a model, with units, sources and evidence. */
export const modelCommand: CommandModule<unknown, Arguments> = {
	command: "model [name]",
	describe: "Show a model's equations and parameters with units, sources and evidence; checks every unit",
	builder: (yargs) =>
		yargs
			.positional("name", { type: "string", default: "cart-crs", describe: "Name of a model" })
			.option("page", { type: "string", requiresArg: true, describe: "One subsystem only, such as fever" })
			.option("treatment", { type: "string", requiresArg: true, describe: "One treatment only, such as tocilizumab" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("format", {
				type: "string",
				requiresArg: true,
				choices: ["md", "json"],
				default: "md",
				describe: "md: a page to read; json: the flat model",
			})
			.example("$0 model cart-crs --page fever", "how fever arises"),
	handler: (args) => guarded(() => showModel(args)),
};
