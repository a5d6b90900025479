import { readdirSync } from "node:fs";
import { entryOf } from "../input/entry-of.ts";
import { onCommandLine } from "../node/asked.ts";
import { shippedEnsembles } from "../node/ensemble-texts.ts";
import { shippedFits } from "../node/fit-texts.ts";
import { fingerprint, keep, recall } from "../node/kept-values.ts";
import { shippedLessons } from "../node/lesson-texts.ts";
import { listKinds } from "../node/list-kinds.ts";
import type { ModelListings } from "../node/list-model.ts";
import { modelTextsAtHand } from "../node/model-files.ts";
import { programState } from "../node/program.ts";
import { protocolsFor } from "../node/protocol-files.ts";
import { shippedScenarios } from "../node/read-text.ts";
import { shippedStudies } from "../node/study-texts.ts";
import { shippedTeachingFigures } from "../node/teaching-figure-texts.ts";
import { shippedTrials } from "../node/trial-texts.ts";
import { methods } from "../ode/methods.ts";

/** Whose names are meant: what the same command line says of models. */
interface Asked {
	readonly model: string;
	readonly models: string | undefined;
	readonly command: string;
}

type Names = (asked: Asked) => readonly string[] | Promise<readonly string[]>;

/** Files of the folder where one stands. Those of others, and folders, the shell completes by itself where no name fits. */
const files =
	(ending: RegExp): Names =>
	() =>
		readdirSync(".", { withFileTypes: true }).flatMap((one) => (one.isFile() && ending.test(one.name) ? [one.name] : []));

const yamlFiles = files(/\.ya?ml$/);

/** Names that are names of a model's files: no file is parsed for them. */
const fileNames =
	(folder: string, isMeant: (text: string) => boolean = () => true): Names =>
	({ model, models }) =>
		[...(modelTextsAtHand(models).get(model)?.texts ?? [])].flatMap(([path, text]) =>
			isMeant(text) ? (new RegExp(`^${folder}/([^/]+)\\.yaml$`).exec(path)?.[1] ?? []) : [],
		);

/** Names that a model must be read for, which takes a second: they are kept. */
const keptNames =
	(kind: string, read: (asked: Asked) => Promise<readonly string[]>): Names =>
	async (asked) => {
		const { model, models } = asked;
		const key = fingerprint([programState(), "names", kind, model, modelTextsAtHand(models).get(model)]);
		const kept = recall(key) as readonly string[] | undefined;
		if (kept !== undefined) return kept;
		const names = await read(asked);
		keep(key, names);
		return names;
	};

const namesOf = (kind: keyof ModelListings): Names =>
	keptNames(kind, async ({ model, models }) => {
		const { listOf } = await import("../node/list-all.ts");
		return (await listOf(kind, { model, models }, onCommandLine)).map(({ name }) => name);
	});

const gradeNames: Names = keptNames("grades", async ({ model, models }) => {
	const [{ gradeNamesOf }, { modelsAtHand }] = await Promise.all([import("../grading/toxicities.ts"), import("../node/scenario-files.ts")]);
	return gradeNamesOf(modelsAtHand(models).get(model)!.toxicities);
});

/** The outcomes by which the parameters of a model are weighed. */
const judgedOutcomes: Names = ({ model, models }) => {
	const text = modelTextsAtHand(models).get(model)?.texts.get("evidence.yaml") ?? "";
	return [...text.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!);
};

const scenarios: Names = () => shippedScenarios().map((file) => file.replace(/\.yaml$/, ""));
const protocols: Names = () => [...protocolsFor("scenario.yaml").names()];
const scales: Names = async () => Object.keys((await import("../grading/scales.ts")).scales);
const modelNames: Names = ({ models }) => [...modelTextsAtHand(models).keys()];
/** A model without files of figures has usual ones, each of them called by its form. */
const figuresOfForm =
	(isMeant: (form: string) => boolean): Names =>
	async (asked) => {
		const names = await fileNames("figures")(asked);
		if (names.length === 0) return (await namesOf("plots")(asked)).filter(isMeant);
		return fileNames("figures", (text) => isMeant(/^form: *(\w+)/m.exec(text)?.[1] ?? "panels"))(asked);
	};

const plots = figuresOfForm((form) => form !== "patients");
/** What each command draws. */
const drawnBy: Readonly<Record<string, Names>> = {
	run: figuresOfForm((form) => form !== "patients" && form !== "comparison" && form !== "live"),
	compare: figuresOfForm((form) => form === "comparison"),
};

/** The names of each list of `crsim list` that has names. */
const listed: Readonly<Record<string, Names>> = {
	models: modelNames,
	scenarios,
	protocols,
	studies: shippedStudies,
	trials: shippedTrials,
	fits: shippedFits,
	ensembles: shippedEnsembles,
	lessons: shippedLessons,
	figures: shippedTeachingFigures,
	treatments: fileNames("treatments"),
	products: fileNames("products"),
	diseases: fileNames("diseases"),
	populations: fileNames("populations"),
	parameters: namesOf("parameters"),
	covariates: namesOf("covariates"),
	columns: namesOf("columns"),
	charting: namesOf("charting"),
	slots: namesOf("slots"),
	devices: namesOf("devices"),
	plots,
	scales,
	methods: () => Object.keys(methods),
};

/** What may stand at the places of each command, one after the other; the last of them as often as one likes. */
const positionals: Readonly<Record<string, readonly (readonly Names[])[]>> = {
	run: [[scenarios, shippedStudies, yamlFiles]],
	explore: [[scenarios, yamlFiles]],
	compare: [[scenarios, yamlFiles]],
	check: [[scenarios, shippedStudies, shippedTrials, shippedFits, shippedEnsembles, shippedLessons, shippedTeachingFigures, yamlFiles]],
	export: [[scenarios, yamlFiles]],
	sweep: [[shippedStudies, yamlFiles]],
	grade: [[files(/\.(?:csv|json|ya?ml)$/)]],
	model: [[modelNames]],
	merge: [[]],
	query: [[]],
	trial: [[shippedTrials, yamlFiles]],
	fit: [[shippedFits, scenarios, yamlFiles]],
	lesson: [[shippedLessons, yamlFiles]],
	figure: [[shippedTeachingFigures, yamlFiles]],
	list: [[() => listKinds]],
};

/** What may stand behind an option; `many`: names with commas between them. Choices are known to yargs, free texts are not here. */
const values: Readonly<Record<string, { readonly of: readonly Names[]; readonly many?: true }>> = {
	care: { of: [protocols, () => ["none"], yamlFiles], many: true },
	plots: { of: [(asked) => (entryOf(drawnBy, asked.command) ?? plots)(asked), () => ["none"]], many: true },
	scale: { of: [scales], many: true },
	method: { of: [() => Object.keys(methods)] },
	model: { of: [modelNames] },
	treatment: { of: [fileNames("treatments")] },
	page: { of: [fileNames("modules")] },
	set: { of: [namesOf("parameters")] },
	scenario: { of: [scenarios, yamlFiles] },
	outcomes: { of: [judgedOutcomes], many: true },
	sets: { of: [yamlFiles] },
	ensemble: { of: [shippedEnsembles, yamlFiles] },
	chart: { of: [files(/\.(?:csv|tsv|txt)$/)] },
	events: { of: [files(/\.csv$/)] },
	from: { of: [files(/\.(?:xml|sbml)$/)] },
	columns: { of: [namesOf("columns")], many: true },
	strips: { of: [gradeNames, () => ["all", "none"]], many: true },
	size: { of: [async () => (await import("../figures/sheet.ts")).figureSizes] },
};

const flags = [
	"--all",
	"--animate",
	"--open",
	"--charted",
	"--explain",
	"--force",
	"--status",
	"--partial",
	"--tables",
	"--no-tables",
	"--without-effects",
	"--magnitudes",
	"--evidence",
	"--help",
	"--version",
];
const isOption = (word: string | undefined): boolean => word?.startsWith("--") === true;
const takesValue = (word: string | undefined): boolean => isOption(word) && !flags.includes(word!) && !word!.includes("=");

/** What is being typed: behind which option, or at which place; `lead` stands before the name in the same word. */
interface Typed {
	readonly option?: string;
	/** The words at the places before. */
	readonly earlier: readonly string[];
	readonly lead: string;
	readonly begun: string;
}

/** bash gives `--care=p0` as three words, zsh as one. */
function typedIn(words: readonly string[]): Typed {
	const whole = words.flatMap((word, i) => (word === "=" || words[i + 1] === "=" ? [] : [word]));
	const splitByBash = words.at(-1) === "=" || words.at(-2) === "=";
	const current = words.at(-1) === "=" ? "" : (words.at(-1) ?? "");
	const [before] = splitByBash ? [words.at(words.at(-1) === "=" ? -2 : -3)] : [words.at(-2)];
	const [, named, rest] = /^--([\w-]+)=(.*)$/.exec(current) ?? [];
	const earlier = whole.slice(0, -1).filter((word, i, all) => !isOption(word) && !takesValue(all[i - 1]));
	if (named !== undefined) return { option: named, earlier, lead: `--${named}=`, begun: rest! };
	return { ...(takesValue(before) ? { option: before!.slice(2) } : {}), earlier, lead: "", begun: current };
}

/** The value that an option has in the words before. */
function optionIn(option: string, words: readonly string[]): string | undefined {
	const at = words.lastIndexOf(`--${option}`);
	return at >= 0 ? words.at(words[at + 1] === "=" ? at + 2 : at + 1) : words.find((word) => word.startsWith(`--${option}=`))?.split("=")[1];
}

/** A shell takes some characters for its own; a file whose name has such is left to the shell's completion of files. */
const isPlain = (name: string): boolean => /^[\w.+-]+$/.test(name);

/** The names that go on from a begin; of a list with commas the last one is completed, and none is offered twice. */
function matching(names: readonly string[], { lead, begun }: Typed, many: boolean): readonly string[] {
	const earlier = many ? begun.split(",").slice(0, -1) : [];
	const fixed = earlier.map((name) => `${name},`).join("");
	const last = begun.slice(fixed.length);
	return [...new Set(names)]
		.filter((name) => isPlain(name) && name.startsWith(last) && !earlier.includes(name))
		.map((name) => `${lead}${fixed}${name}`);
}

/**
 * What a shell may offer for the last of the words that were typed behind the name of the program; undefined where yargs knows (commands,
 * options, choices). An empty list leaves it to the shell, which offers files.
 *
 *     await completions(["run", "untr"])   // ["untreated"]
 */
export async function completions(words: readonly string[]): Promise<readonly string[] | undefined> {
	const [command = "", ...rest] = words;
	const places = entryOf(positionals, command);
	if (places === undefined || rest.length === 0) return undefined;
	const typed = typedIn(rest);
	if (typed.option === undefined && typed.begun.startsWith("-")) return undefined;
	const asked = { command, model: optionIn("model", rest) ?? "cart-crs", models: optionIn("models", rest) };
	const value = typed.option === undefined ? undefined : entryOf(values, typed.option);
	if (typed.option === "format") return undefined;
	const [kind] = typed.earlier;
	const atPlace =
		command === "list" && kind !== undefined
			? [entryOf(listed, kind)].flatMap((one) => one ?? [])
			: places.at(Math.min(typed.earlier.length, places.length - 1))!;
	const sources = typed.option === undefined ? atPlace : (value?.of ?? []);
	try {
		const names = await Promise.all(sources.map((names) => names(asked)));
		return matching(names.flat(), typed, value?.many === true);
	} catch {
		// A file of a model that is wrong is told by the commands that read it.
		return [];
	}
}
