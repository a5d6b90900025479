import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { Magnitude } from "../model/read-magnitudes.ts";
import { exitCodes, guarded, result } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly name: string;
	readonly page?: string | undefined;
	readonly treatment?: string | undefined;
	readonly models?: string | undefined;
	readonly format: string;
	readonly magnitudes: boolean;
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
	if (args.magnitudes) return showMagnitudes(args.name, library.magnitudes, models);
	if (args.format === "json") result(JSON.stringify(flat, null, "\t"));
	else {
		const { modelHtml } = await import("../report/model-html.ts");
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
async function showMagnitudes(
	name: string,
	magnitudes: readonly Magnitude[],
	models: import("../scenario/parse-scenario.ts").ParseOptions["models"],
): Promise<number> {
	const ofModel = "cart-crs";
	if (name !== ofModel) {
		const message = `there is no ladder of severity for "${name}"`;
		throw new InputError([{ file: "command line", line: 1, column: 1, key: "--magnitudes", message, hint: `allowed: ${ofModel}` }]);
	}
	const [{ runLadder }, { magnitudeTable }] = await Promise.all([import("../node/severity-ladder.ts"), import("../report/magnitudes.ts")]);
	result(magnitudeTable(runLadder(models), magnitudes).join("\n"));
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
			.option("magnitudes", {
				type: "boolean",
				default: false,
				describe: "Run patients of rising severity and compare them, by grade, with what is usual",
			})
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("format", {
				type: "string",
				requiresArg: true,
				choices: ["md", "html", "json"],
				default: "md",
				describe: "md, html: a page to read; json: the flat model",
			})
			.example("$0 model cart-crs --page fever", "how fever arises")
			.example("$0 model cart-crs --format html > cart-crs.html", "the whole model as one page")
			.example("$0 model cart-crs --magnitudes", "which magnitudes are right"),
	handler: (args) => guarded(() => showModel(args)),
};
