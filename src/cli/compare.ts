import { basename, join } from "node:path";
import { InputError } from "../problem/problem.ts";
import { type RunArguments, readRunOptions, withRunOptions } from "./run-options.ts";
import { exitCodes, guarded, result, say } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments extends RunArguments {
	readonly files: readonly string[];
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
}

const most = 6;

function checkCount(files: readonly string[]): void {
	if (files.length >= 2 && files.length <= most) return;
	throw new InputError([
		{
			file: "command line",
			line: 1,
			column: 1,
			key: "files",
			message: `${files.length} scenario files were named`,
			hint: `2 to ${most} can be compared`,
		},
	]);
}

/** A folder name for each file: its base name, numbered where it would stand twice. */
function folderNames(files: readonly string[]): string[] {
	const bases = files.map((file) => basename(file).replace(/\.ya?ml$/, ""));
	return bases.map((base, i) => (bases.indexOf(base) === i && bases.lastIndexOf(base) === i ? base : `${base}-${i + 1}`));
}

async function compare(args: Arguments): Promise<number> {
	checkCount(args.files);
	const options = readRunOptions(args);
	const [
		{ findScenario, loadScenario, modelsAtHand },
		{ simulate },
		{ drawFigures, ran, reportFile, summary, tableFiles },
		{ figureNames },
	] = await Promise.all([
		import("../node/scenario-files.ts"),
		import("../simulate/simulate.ts"),
		import("../node/outputs.ts"),
		import("./figure-names.ts"),
	]);
	const figures = figureNames(args.plots, args.files.length);
	const models = modelsAtHand(args.models);
	const all = args.files
		.map((file) => loadScenario(findScenario(file), models, options.scenario))
		.map((loaded) => ran(loaded, simulate(loaded.scenario, options.run), options.run));
	const runs = all.map((one) => one.run);
	if (args.out !== undefined) {
		const { writeFiles } = await import("../node/write-files.ts");
		const drawn = await drawFigures(figures, runs);
		for (const warning of drawn.warnings) say(warning);
		const names = folderNames(args.files);
		const tables = all.flatMap((one, i) => [...tableFiles(one)].map(([path, content]) => [`${names[i]}/${path}`, content] as const));
		writeFiles(args.out, new Map([...tables, ...drawn.files, ["report.html", await reportFile(all, drawn.figures)]]));
		say(`wrote ${join(args.out, "report.html")} and the tables and figures beside it`);
	}
	if (args.format === "json") result(JSON.stringify(all.map(summary), null, "\t"));
	else {
		const [{ terminalComparison }, { paintFor }] = await Promise.all([import("../report/terminal-comparison.ts"), import("./paint.ts")]);
		const width = process.stdout.columns === undefined ? {} : { width: process.stdout.columns };
		result(terminalComparison(runs, { paint: paintFor(process.stdout), ...width }).join("\n"));
	}
	return runs.every((run) => run.outcome.kind === "finished") ? exitCodes.done : exitCodes.numbers;
}

/** `crsim compare FILES`: several scenarios over each other. */
export const compareCommand: CommandModule<unknown, Arguments> = {
	command: "compare <files..>",
	describe: "Simulate several scenarios and lay them over each other",
	builder: (yargs) =>
		withRunOptions(yargs)
			.positional("files", { type: "string", array: true, demandOption: true, describe: "Two to six scenario files" })
			.option("out", { type: "string", requiresArg: true, describe: "Folder to write tables, the figure and report.html into" })
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.option("plots", { type: "string", requiresArg: true, describe: "Figures to draw: comparison or none (all)" })
			.example("$0 compare untreated tocilizumab-at-grade-2 --out out/compare", "the same patient without and with tocilizumab"),
	handler: (args) => guarded(() => compare(args)),
};
