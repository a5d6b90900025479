import { type LocatedYaml, type Path, readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny, withoutTwins } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { type Unit, unitOf } from "../language/units.ts";
import { gathering } from "../model/read-model.ts";
import { readLayers } from "../scenario/extends.ts";
import { careReader, type ParseOptions, scenarioFrom } from "../scenario/parse-scenario.ts";
import type { Plan } from "../scenario/plan.ts";
import { defaultOptions } from "../simulate/options.ts";
import { cellTexts, variedPaths } from "./cells.ts";
import { overSets } from "./cells-over-sets.ts";
import { checkOutcome, knownFrom, type Outcome, type OutcomeNames, type WrittenOutcome } from "./outcome.ts";
import { outcomeNames } from "./outcome-names.ts";
import { type ParameterSets, readParameterSets } from "./parameter-sets.ts";
import type { Cell, SensitivityPlan, Study } from "./study.ts";
import { studyShape } from "./study-shape.ts";

type Body = ShapeOf<typeof studyShape>;

/** Cells up to which the spread of columns over the days is kept: beyond, nobody could look at all of them. */
const mostBandCells = 12;
const mostSensitivityRuns = 1_000_000;

/** The sets of parameters that a study names. */
function readEnsemble(read: PartReader, { ensemble: name }: Body, { ensembles }: ParseStudyOptions): ParameterSets | null {
	if (name === undefined) return null;
	const found = ensembles?.open(name);
	if (found === undefined) {
		read.wrong(
			["ensemble"],
			`there is no ensemble "${name}"`,
			`a file of the study's folder, or one of those that come along. ${allowedHint(name, ensembles?.names() ?? [])}`,
		);
		return null;
	}
	return gathering(read.problems, () => readParameterSets(readYaml(found.text, found.file))) ?? null;
}

function readCells(read: PartReader, body: Body, ensemble: ParameterSets | null, options: ParseOptions): Cell[] {
	const once = cellTexts(read, body);
	const texts = ensemble === null ? once : overSets(read, once, { ensemble, patients: body.patients });
	throwIfAny(read.problems);
	const problems: Problem[] = [];
	const readCare = careReader(options);
	const parsed = texts.map(({ yaml, ...cell }) => ({
		...cell,
		plan: gathering(problems, () => scenarioFrom(yaml, options, readCare)),
	}));
	if (problems.length > 0) throw new InputError(withoutTwins(problems));
	return parsed.map((cell) => ({ ...cell, plan: cell.plan! }));
}

const isSame = (a: Cell["vary"], b: Cell["vary"]) =>
	a.every(({ path, label }) => b.some((one) => one.path === path && one.label === label));

/** The cell that each is compared with: the first arm where the same is varied, or the first cell of a single arm. */
function comparisons(cells: readonly Cell[]): (number | null)[] {
	const first = cells[0]!.arm;
	const several = cells.some(({ arm }) => arm !== first);
	return cells.map((cell, i) => {
		if (!several) return i === 0 ? null : 0;
		if (cell.arm === first) return null;
		const at = cells.findIndex(({ arm, vary }) => arm === first && isSame(vary, cell.vary));
		return at < 0 ? null : at;
	});
}

/** The columns of `outcomes.parquet` that every study has. */
const ownColumns = ["patient", "arm", "failed"];

/** A table has each column once: an outcome may not be called as something that stands beside it. */
function checkColumnNames(
	read: PartReader,
	{ vary, ensemble }: Body,
	{ outcomes, covariates }: Pick<Study, "outcomes" | "covariates">,
): void {
	const taken = new Set([
		...ownColumns,
		...(ensemble === undefined ? [] : ["set"]),
		...variedPaths(vary),
		...covariates.map(({ name }) => name),
	]);
	for (const { name } of outcomes)
		if (taken.has(name))
			read.wrongKey(["outcomes", name], `outcomes.parquet has another column "${name}"`, "give the outcome another name");
}

function checkOnce(read: PartReader, path: Path, names: readonly string[] = []): void {
	for (const [i, name] of names.entries()) if (names.indexOf(name) < i) read.wrong([...path, i], `"${name}" appears twice`);
}

/** Days, as short as they can be written. */
const inDays = (hours: number) => Number((hours / 24).toPrecision(6));

/** An outcome that can be known in none of the cells is refused. */
function checkKnowable(read: PartReader, outcome: Outcome, ends: readonly number[]): void {
	const [from, end] = [knownFrom(outcome), Math.max(...ends)];
	if (from <= end) return;
	const message = `this is known only from day ${inDays(from)} on, and the run ends on day ${inDays(end)}`;
	read.wrong(["outcomes", outcome.name], message, `until: ${inDays(from)} day`);
}

/** An outcome is its text, or `{ is, among }`. */
function writtenOutcome(read: PartReader, path: Path, written: Body["outcomes"][string]): WrittenOutcome | undefined {
	if (typeof written !== "object") {
		const is = read.formula(path);
		return is && { is, among: null };
	}
	const is = read.formula([...path, "is"]);
	const among = written.among === undefined ? null : read.formula([...path, "among"]);
	return is && among !== undefined ? { is, among } : undefined;
}

function readOutcomes(read: PartReader, body: Body, names: OutcomeNames, ends: readonly number[]): Outcome[] {
	if (Object.keys(body.outcomes).length === 0)
		read.wrong(["outcomes"], "a study needs at least one outcome", 'for example "severe: worst(crs) >= 3"');
	return Object.keys(body.outcomes).flatMap((name) => {
		const path = ["outcomes", name];
		read.name(path);
		const written = writtenOutcome(read, path, body.outcomes[name]!);
		const outcome = written && checkOutcome(name, written, names, read.problems);
		if (!outcome) return [];
		checkKnowable(read, outcome, ends);
		return [outcome];
	});
}

function readCovariates(read: PartReader, body: Body, { flat, patient, varying, population }: Plan): Study["covariates"] {
	const units = new Map(flat.parameters.map(({ name, unit }) => [name, unit]));
	const groups = population?.groups ?? [{ varying, follows: [] }];
	const varies = new Set(groups.flatMap((group) => [...group.varying, ...group.follows].map(({ name }) => name)));
	const usual = Object.keys(patient.covariates).filter((name) => varies.has(name));
	for (const [i, name] of (body.covariates ?? []).entries())
		if (!units.has(name)) read.wrong(["covariates", i], `unknown covariate or parameter "${name}"`, allowedHint(name, units.keys()));
	return (body.covariates ?? usual).map((name) => ({ name, unit: units.get(name) ?? "" }));
}

function checkColumns(read: PartReader, path: readonly string[], names: readonly string[], known: ReadonlyMap<string, Unit>): void {
	for (const [i, name] of names.entries())
		if (!known.has(name)) read.wrong([...path, i], `unknown column "${name}"`, allowedHint(name, known.keys()));
}

/** The columns of the model's figures of patients. */
const usualBands = ({ figures }: Plan): readonly string[] => [
	...new Set(figures.filter(({ form }) => form === "patients").flatMap(({ panels }) => panels.flatMap(({ left }) => left))),
];

function readBands(
	read: PartReader,
	body: Body,
	cells: readonly Cell[],
	columns: ReadonlyMap<string, Unit>,
	warnings: string[],
): readonly string[] {
	checkColumns(read, ["bands"], body.bands ?? [], columns);
	if (cells.length <= mostBandCells) return body.bands ?? usualBands(cells[0]!.plan).filter((name) => columns.has(name));
	if (body.bands)
		warnings.push(`the spread over the days is kept for up to ${mostBandCells} cells; here are ${cells.length}: bands are left out`);
	return [];
}

function readTrajectories(read: PartReader, body: Body, columns: ReadonlyMap<string, Unit>): Study["trajectories"] {
	const wished = body.trajectories;
	if (!wished) return null;
	checkColumns(read, ["trajectories", "columns"], wished.columns, columns);
	const every = read.quantityIn(["trajectories", "every"], unitOf("h"), "6 h");
	if (!(every >= 0.25)) read.wrong(["trajectories", "every"], `"${wished.every}" is too short`, 'at least "15 min"');
	return { every, columns: wished.columns };
}

function readSensitivity(read: PartReader, body: Body, outcomes: readonly Outcome[], { varying }: Plan): SensitivityPlan | null {
	const wished = body.sensitivity;
	if (!wished) return null;
	const names = outcomes.map(({ name }) => name);
	if (!names.includes(wished.outcome))
		read.wrong(["sensitivity", "outcome"], `unknown outcome "${wished.outcome}"`, allowedHint(wished.outcome, names));
	const known = varying.map(({ name }) => name);
	for (const [i, name] of (wished.parameters ?? []).entries())
		if (!known.includes(name))
			read.wrong(["sensitivity", "parameters", i], `"${name}" does not vary between patients here`, allowedHint(name, known));
	const parameters = wished.parameters ?? known;
	const design = wished.design ?? "latin-hypercube";
	const runs = design === "sobol" ? wished.samples * (parameters.length + 2) : wished.samples;
	if (runs > mostSensitivityRuns) read.wrong(["sensitivity", "samples"], `${runs} runs`, `at most ${mostSensitivityRuns}`);
	// As many runs as the regression on all parameters needs; those that only repeat a parameter of others do not count.
	const least = Math.ceil((parameters.length + 2) / (design === "sobol" ? 2 : 1));
	if (wished.samples < least) {
		const message = `${wished.samples} samples cannot tell ${parameters.length} parameters apart`;
		read.wrong(["sensitivity", "samples"], message, `at least ${least}; or name fewer in parameters:`);
	}
	return { outcome: wished.outcome, design, samples: wished.samples, parameters };
}

/** Within `{ … }` a comma begins a new key: `{ x: at(map, 3 day) }` has a key `3 day)`. */
const aboutCommas = (problem: Problem): Problem =>
	/^outcomes\..*\)/.test(problem.key)
		? {
				...problem,
				message: "YAML reads what follows a comma within { … } as a new key",
				hint: 'put the expression in quotes: "at(map, 3 day)"',
			}
		: problem;

/** Files of parameter sets, by name. */
export interface EnsembleTexts {
	readonly names: () => Iterable<string>;
	readonly open: (name: string) => { readonly file: string; readonly text: string } | undefined;
}

export interface ParseStudyOptions extends ParseOptions {
	/** What a person may ask for in place of what the text says. */
	readonly instead?: Partial<Pick<Study, "patients" | "seed">> & { readonly ensemble?: string; readonly rtol?: number };
	/** The ensembles that the study may name; left out: none. */
	readonly ensembles?: EnsembleTexts;
}

/**
 * Reads a study and checks all that can be known without running it. Throws an InputError with every problem: each with its place, what was
 * read and what is allowed; a study that is too large is refused with its count.
 *
 *     const study = parseStudy(text, { file: "scenarios/studies/timing.yaml", models, protocols });
 */
export function parseStudy(text: string, options: ParseStudyOptions): Study {
	return studyFrom(readLayers(text, { ...options, yaml: options.models.yaml }), options);
}

/** What is told of results that are less exact than they usually are. */
function aboutTolerance({ rtol }: Body): string[] {
	const { relativeTolerance: usual } = defaultOptions;
	if (rtol === undefined || rtol <= usual) return [];
	return [
		`runs are integrated at a relative tolerance of ${rtol} in place of ${usual}: patients who lie on a line may come to stand on its other side`,
	];
}

/** The same of a text that has been read, with what it extends under it. */
export function studyFrom(yaml: LocatedYaml, { instead, ...options }: ParseStudyOptions): Study {
	const ofShape: Problem[] = [];
	const written = checkShape(yaml, studyShape, ofShape);
	const problems = ofShape.map(aboutCommas);
	if (!written) throw new InputError(problems);
	const body = { ...written, ...instead };
	const read = partReader(yaml, problems);
	const ensemble = readEnsemble(read, body, options);
	const all = readCells(read, body, ensemble, options);
	const cells = all.filter(({ set }) => set === undefined);
	const { plan } = cells[0]!;
	if (ensemble !== null && ensemble.model !== plan.model)
		read.wrong(
			["ensemble"],
			`its parameters are those of the model "${ensemble.model}", and the study is of "${plan.model}"`,
			"name an ensemble of this model",
		);
	const library = options.models.get(plan.model)!;
	const [first, ...others] = cells.map((cell) => cell.plan);
	const names = outcomeNames(library, [first!, ...others], read.problems);
	const { columns } = names;
	const ends = cells.map((cell) => cell.plan.until);
	const outcomes = readOutcomes(read, body, names, ends);
	// What a set of an ensemble gives reason to say, any of them does.
	const warned = [...cells, ...all.filter(({ set }) => set === 1)];
	const warnings: string[] = [...new Set(warned.flatMap((cell) => cell.plan.warnings)), ...aboutTolerance(body)];
	const study: Study = {
		file: options.file,
		title: plan.title,
		about: body.about,
		model: plan.model,
		patients: body.patients,
		seed: body.seed ?? 1,
		...(body.rtol === undefined ? {} : { relativeTolerance: body.rtol }),
		cells: all,
		against: comparisons(cells),
		outcomes,
		covariates: readCovariates(read, body, plan),
		bands: readBands(read, body, cells, columns, warnings),
		trajectories: readTrajectories(read, body, columns),
		...(body.blocks === undefined ? {} : { blocks: body.blocks }),
		sensitivity: readSensitivity(read, body, outcomes, plan),
		...(ensemble === null
			? {}
			: { ensemble: { name: body.ensemble!.replace(/^.*[/\\]|\.ya?ml$/g, ""), source: ensemble.source, sets: ensemble.sets } }),
		warnings,
	};
	checkColumnNames(read, body, study);
	checkOnce(read, ["covariates"], body.covariates);
	checkOnce(read, ["bands"], body.bands);
	checkOnce(read, ["trajectories", "columns"], body.trajectories?.columns);
	checkOnce(read, ["sensitivity", "parameters"], body.sensitivity?.parameters);
	throwIfAny(problems);
	return study;
}
