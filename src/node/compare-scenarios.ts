import { basename } from "node:path";
import { fileName } from "../input/file-name.ts";
import { InputError, type Problem, throwIfAny, withoutTwins } from "../input/problem.ts";
import type { Run } from "../simulate/run.ts";
import { simulate } from "../simulate/simulate.ts";
import { type Asked, inCall, refuseOthers } from "./asked.ts";
import { figureOptionNames, parted } from "./figure-options.ts";
import { type Ran, ran, tableFiles } from "./outputs.ts";
import { checkOwnTexts, isText, type OwnTexts, ownTextNames } from "./own-texts.ts";
import { type PreparedScenario, scenarioPreparer } from "./prepare-scenario.ts";
import { type ScenarioOptions, type ScenarioRun, scenarioRun } from "./run-scenario.ts";
import { type CheckedSettings, checkSettings, settingNames } from "./run-settings.ts";
import { findScenario } from "./scenario-texts.ts";
import { phase } from "./times.ts";
import type { RunWriters } from "./write-run.ts";
import { nothingWritten, type Written } from "./written.ts";

/** How scenarios are to be compared. */
export interface CompareOptions extends Omit<ScenarioOptions, "care"> {
	/** One care protocol in place of the scenarios' own, or several: then each scenario is run under each. */
	readonly care?: string | readonly string[] | undefined;
}

/** Runs side by side. */
export interface Comparison {
	/** In the order of the scenarios, each under one protocol after the other. */
	readonly runs: readonly ScenarioRun[];
	/** Paths of the files that were written. */
	readonly files: readonly string[];
	/** Results of an earlier run that stood in the folder and are no longer there. */
	readonly removed: readonly string[];
	/** What the drawing of figures had to say. */
	readonly warnings: readonly string[];
}

/** What is to be compared, and what is to be kept of it. */
export interface ComparisonWanted {
	/** Files, names of shipped scenarios, or texts. */
	readonly scenarios: readonly string[];
	/** Protocols; left out, each scenario has its own. */
	readonly cares: readonly string[] | undefined;
	readonly settings: CheckedSettings;
	readonly models?: string | undefined;
	readonly own?: OwnTexts;
	readonly out?: string | undefined;
	/** Also over files in the folder that are not results of crsim. */
	readonly force?: boolean | undefined;
	/** Checks the figures that were asked for; left out, none are drawn. */
	readonly writers?: RunWriters | undefined;
}

const most = 6;

/** One course to compare: a scenario, under its own care or under another. */
interface ComparedCourse {
	readonly file: string;
	readonly care: string | undefined;
}

/** Each scenario under each of the protocols. */
function coursesOf({ scenarios, cares = [] }: ComparisonWanted, { file, key, as }: Asked): ComparedCourse[] {
	const courses = scenarios.flatMap((one) => (cares.length === 0 ? [undefined] : cares).map((care) => ({ file: one, care })));
	if (courses.length >= 2 && courses.length <= most) return courses;
	const protocols = cares.length > 1 ? ` under ${cares.length} protocols each` : "";
	const were = scenarios.length === 1 ? "file was" : "files were";
	throw new InputError([
		{
			file,
			line: 1,
			column: 1,
			key: key("files").replace(/^-+/, ""),
			message: `${scenarios.length} scenario ${were} named${protocols}`,
			hint: `2 to ${most} courses can be compared: several files, or one with several protocols such as ${as("care", "none,p0,p4")}`,
		},
	]);
}

/** A folder name for each course: the base name of its file with its care, numbered where it would stand twice (`A` and `a` are one folder on some systems). */
function folderNames(courses: readonly ComparedCourse[]): string[] {
	const plain = (file: string) => (isText(file) ? "scenario" : basename(file).replace(/\.ya?ml$/, ""));
	const bases = courses.map(({ file, care }) => fileName(care === undefined ? plain(file) : `${plain(file)}-${plain(care).toLowerCase()}`));
	const same = bases.map((base) => base.toLowerCase());
	return bases.map((base, i) => (same.indexOf(same[i]!) === i && same.lastIndexOf(same[i]!) === i ? base : `${base}-${i + 1}`));
}

/** Reads each course; nothing is run before all are read, and what is wrong is told of all of them. */
async function prepared(courses: readonly ComparedCourse[], { settings, models, own }: ComparisonWanted): Promise<PreparedScenario[]> {
	const prepare = scenarioPreparer(models, own);
	const loaded: PreparedScenario[] = [];
	const problems: Problem[] = [];
	for (const { file, care } of courses) {
		try {
			loaded.push(await prepare(findScenario(file), care === undefined ? settings.scenario : { ...settings.scenario, care }));
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			problems.push(...error.problems);
		}
	}
	throwIfAny(withoutTwins(problems));
	return loaded;
}

/** Courses of the same title, as of a scenario and a copy that differs in one dose, are told apart by the names of their folders. */
function titled(runs: readonly Run[], names: readonly string[]): Run[] {
	const isAlone = ({ title }: Run) => runs.filter((other) => other.title === title).length === 1;
	return runs.map((run, i) => (isAlone(run) ? run : { ...run, title: `${run.title} (${names[i]})` }));
}

/** Runs what is to be compared, and writes it where a folder was given; problems are told in the words of whoever asked. */
export async function comparedRuns(
	wanted: ComparisonWanted,
	asked: Asked,
): Promise<{ readonly all: readonly Ran[]; readonly written: Written | undefined }> {
	const { settings, out, writers } = wanted;
	const courses = coursesOf(wanted, asked);
	const loaded = await prepared(courses, wanted);
	const write = writers?.(loaded);
	const names = folderNames(courses);
	const runs = titled(
		loaded.map((one) => simulate(one.engine, one.patient, settings.run)),
		names,
	);
	const all = loaded.map((one, i) => ran(one, runs[i]!, settings.run));
	phase("simulated");
	if (out === undefined || write === undefined) return { all, written: undefined };
	const tables = all.flatMap((one, i) => [...tableFiles(one)].map(([path, content]) => [`${names[i]}/${path}`, content] as const));
	return { all, written: await write(out, all, new Map(tables), { force: wanted.force }) };
}

/**
 * Runs several scenarios side by side, or one under several protocols, like `crsim compare`: files, shipped scenarios by their names, or texts.
 * Throws an InputError with every problem of a scenario or the options.
 *
 *     const { runs } = await compare(["demonstration-without-tocilizumab", "demonstration"]);
 *     const under = await compare(["bulky-untreated"], { care: ["none", "p0", "p4"] });
 */
export async function compare(
	scenarios: readonly string[],
	{ models, treatments, protocols, out, force, plots, care, ...rest }: CompareOptions = {},
): Promise<Comparison> {
	const call = inCall("compare");
	const asked: Asked = {
		...call,
		key: (option) => (option === "files" ? "scenarios" : option),
		as: (option, value) => inWords(option, value),
	};
	const { figures, others: settings } = parted(rest);
	refuseOthers(asked, settings, [...settingNames, "models", ...ownTextNames, "out", "force", "plots", ...figureOptionNames]);
	const own = checkOwnTexts({ treatments, protocols }, asked);
	const cares = care === undefined ? undefined : typeof care === "string" ? [care] : care;
	const checked = checkSettings(settings, asked);
	const writers =
		out === undefined && plots === undefined ? undefined : (await import("./write-run.ts")).runWriter(plots, asked, { ...figures, models });
	const { all, written } = await comparedRuns({ scenarios, cares, settings: checked, models, own, out, force, writers }, asked);
	return { runs: all.map((one) => scenarioRun(one)), ...(written ?? nothingWritten) };
}

/** How a value of several is given to a function: `care: ["none", "p0", "p4"]`. */
const inWords = (option: string, value: string): string =>
	value.includes(",") ? `${option}: ${JSON.stringify(value.split(",")).replaceAll(",", ", ")}` : `${option}: ${value}`;
