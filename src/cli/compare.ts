import { basename } from "node:path";
import { InputError } from "../input/problem.ts";
import type { PreparedScenario } from "../node/prepare-scenario.ts";
import { phase } from "../node/times.ts";
import { type RunArguments, readRunOptions, withRunOptions } from "./run-options.ts";
import { exitCodes, guarded, result } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments extends RunArguments {
	readonly files: readonly string[];
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
}

const most = 6;

/** One course to compare: a scenario, under its own care or under another. */
interface Course {
	readonly file: string;
	readonly care: string | undefined;
}

/** Each scenario under each of the protocols that `--care` lists. */
function coursesOf({ files, care }: Arguments): Course[] {
	const cares = care === undefined ? [undefined] : care.split(",").map((one) => one.trim());
	const courses = files.flatMap((file) => cares.map((one) => ({ file, care: one })));
	if (courses.length >= 2 && courses.length <= most) return courses;
	const protocols = cares.length > 1 ? ` under ${cares.length} protocols each` : "";
	const were = files.length === 1 ? "file was" : "files were";
	throw new InputError([
		{
			file: "command line",
			line: 1,
			column: 1,
			key: "files",
			message: `${files.length} scenario ${were} named${protocols}`,
			hint: `2 to ${most} courses can be compared: several files, or one with several protocols such as --care none,p0,p4`,
		},
	]);
}

/** A folder name for each course: the base name of its file with its care, numbered where it would stand twice. */
function folderNames(courses: readonly Course[]): string[] {
	const plain = (file: string) => basename(file).replace(/\.ya?ml$/, "");
	const bases = courses.map(({ file, care }) => (care === undefined ? plain(file) : `${plain(file)}-${plain(care).toLowerCase()}`));
	return bases.map((base, i) => (bases.indexOf(base) === i && bases.lastIndexOf(base) === i ? base : `${base}-${i + 1}`));
}

async function compare(args: Arguments): Promise<number> {
	const courses = coursesOf(args);
	const options = readRunOptions(args);
	const [{ scenarioPreparer }, { findScenario }, { simulate }, { ran, summary, tableFiles }] = await Promise.all([
		import("../node/prepare-scenario.ts"),
		import("../node/scenario-texts.ts"),
		import("../simulate/simulate.ts"),
		import("../node/outputs.ts"),
	]);
	phase("program loaded");
	const prepare = scenarioPreparer(args.models);
	const loaded: PreparedScenario[] = [];
	for (const { file, care } of courses)
		loaded.push(await prepare(findScenario(file), care === undefined ? options.scenario : { ...options.scenario, care }));
	if (args.plots !== undefined) {
		const { figureNames } = await import("./figure-names.ts");
		figureNames(args.plots, { figures: loaded[0]!.program.figures, runs: loaded.length });
	}
	const all = loaded.map((one) => ran(one, simulate(one.engine, one.patient, options.run), options.run));
	phase("simulated");
	const runs = all.map((one) => one.run);
	if (args.out !== undefined) {
		const { writeOut } = await import("./write-out.ts");
		const names = folderNames(courses);
		const tables = all.flatMap((one, i) => [...tableFiles(one)].map(([path, content]) => [`${names[i]}/${path}`, content] as const));
		await writeOut(args.out, all, { tables: new Map(tables), plots: args.plots });
	}
	if (args.format === "json") result(JSON.stringify(all.map(summary), null, "\t"));
	else {
		const [{ terminalComparison }, { paintFor }] = await Promise.all([import("../report/terminal-comparison.ts"), import("./paint.ts")]);
		const width = process.stdout.columns === undefined ? {} : { width: process.stdout.columns };
		result(terminalComparison(runs, { paint: paintFor(process.stdout), ...width }).join("\n"));
	}
	phase("summary printed");
	return runs.every((run) => run.outcome.kind === "finished") ? exitCodes.done : exitCodes.numbers;
}

/** `crsim compare FILES`: several scenarios over each other. */
export const compareCommand: CommandModule<unknown, Arguments> = {
	command: "compare <files..>",
	describe: "Simulate several scenarios and lay them over each other",
	builder: (yargs) =>
		withRunOptions(yargs)
			.positional("files", {
				type: "string",
				array: true,
				demandOption: true,
				describe: "Two to six scenario files, or one under several protocols",
			})
			.option("out", { type: "string", requiresArg: true, describe: "Folder to write tables, the figure and report.html into" })
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.option("plots", { type: "string", requiresArg: true, describe: "Figures to draw: comparison or none (all)" })
			.example("$0 compare bulky-untreated --care none,p0,p4 --out out/care", "the same patient under several protocols")
			.example("$0 compare untreated tocilizumab-at-grade-2 --out out/compare", "the same patient without and with tocilizumab"),
	handler: (args) => guarded(() => compare(args)),
};
