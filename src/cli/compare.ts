import { basename } from "node:path";
import { fileName } from "../input/file-name.ts";
import { InputError } from "../input/problem.ts";
import { onCommandLine } from "../node/asked.ts";
import { ran, summary, tableFiles } from "../node/outputs.ts";
import { type PreparedScenario, scenarioPreparer } from "../node/prepare-scenario.ts";
import { checkSettings } from "../node/run-settings.ts";
import { findScenario } from "../node/scenario-texts.ts";
import { phase } from "../node/times.ts";
import { terminalComparison } from "../report/terminal-comparison.ts";
import { simulate } from "../simulate/simulate.ts";
import { wishesOf } from "./paint.ts";
import { plotNames, type RunArguments } from "./run-options.ts";
import { exitCodes, result, resultLines, sayWritten } from "./speak.ts";

export interface Arguments extends RunArguments {
	readonly files: readonly string[];
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
	readonly force?: boolean | undefined;
}

const most = 6;

/** One course to compare: a scenario, under its own care or under another. */
interface ComparedCourse {
	readonly file: string;
	readonly care: string | undefined;
}

/** Each scenario under each of the protocols that `--care` lists. */
function coursesOf({ files, care }: Arguments): ComparedCourse[] {
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

/** A folder name for each course: the base name of its file with its care, numbered where it would stand twice (`A` and `a` are one folder on some systems). */
function folderNames(courses: readonly ComparedCourse[]): string[] {
	const plain = (file: string) => basename(file).replace(/\.ya?ml$/, "");
	const bases = courses.map(({ file, care }) => fileName(care === undefined ? plain(file) : `${plain(file)}-${plain(care).toLowerCase()}`));
	const same = bases.map((base) => base.toLowerCase());
	return bases.map((base, i) => (same.indexOf(same[i]!) === i && same.lastIndexOf(same[i]!) === i ? base : `${base}-${i + 1}`));
}

/** Reads each course; nothing is run before all are read. */
async function prepared(courses: readonly ComparedCourse[], { models, ...settings }: Arguments): Promise<readonly PreparedScenario[]> {
	const { scenario } = checkSettings(settings, onCommandLine);
	const prepare = scenarioPreparer(models);
	const loaded: PreparedScenario[] = [];
	for (const { file, care } of courses)
		loaded.push(await prepare(findScenario(file), care === undefined ? scenario : { ...scenario, care }));
	return loaded;
}

export async function compare(args: Arguments): Promise<number> {
	const { out, plots, force, models: _, ...settings } = args;
	const courses = coursesOf(args);
	const { run: options } = checkSettings(settings, onCommandLine);
	const draws = out !== undefined || plots !== undefined;
	const writer = draws ? (await import("../node/write-run.ts")).runWriter(plotNames(plots), onCommandLine) : undefined;
	phase("program loaded");
	const loaded = await prepared(courses, args);
	const write = writer?.(loaded[0]!.program.figures, courses.length);
	const all = loaded.map((one) => ran(one, simulate(one.engine, one.patient, options), options));
	phase("simulated");
	const runs = all.map((one) => one.run);
	if (out !== undefined && write !== undefined) {
		const names = folderNames(courses);
		const tables = all.flatMap((one, i) => [...tableFiles(one)].map(([path, content]) => [`${names[i]}/${path}`, content] as const));
		sayWritten(out, await write(out, all, new Map(tables), { force }));
	}
	if (args.format === "json") result(JSON.stringify(all.map(summary), null, "\t"));
	else resultLines(terminalComparison(runs, wishesOf(process.stdout)));
	phase("summary printed");
	return runs.every((run) => run.outcome.kind === "finished") ? exitCodes.done : exitCodes.numbers;
}
