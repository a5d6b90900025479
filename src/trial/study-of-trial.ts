import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import type { ShapeOf } from "../input/shape.ts";
import type { ParameterSets } from "../population/parameter-sets.ts";
import type { Statistic } from "./endpoint.ts";
import { outcomeName } from "./trial.ts";
import { trialKeys, type trialShape } from "./trial-shape.ts";

type Body = ShapeOf<typeof trialShape>;
type Keys = Readonly<Record<string, unknown>>;

/** What a person asks for beside what the file says. */
export interface TrialWishes {
	readonly patients: number;
	readonly seed: number;
	/** Relative tolerance of every run; left out: the usual one. */
	readonly rtol?: number | undefined;
	/** Parameters set otherwise, as `set:` of a scenario has them. */
	readonly changes?: Readonly<Record<string, string>>;
	/** Where those were asked for, for problems. */
	readonly asker?: string;
	readonly sets?: ParameterSets | undefined;
}

/** How an endpoint is written: what is made of the patients, and where the expression of one patient begins in the text. */
export interface WrittenStatistic {
	readonly statistic: Statistic;
	readonly is: string;
	readonly offset: number;
}

/** Takes `median(…)` and `mean(…)` off; what is left is of one patient. */
export function statisticOf(text: string): WrittenStatistic {
	const [, lead = "", name, is = ""] = /^(\s*(median|mean)\s*\()([\s\S]*)\)\s*$/.exec(text) ?? [];
	if (name === "median" || name === "mean") return { statistic: name, is, offset: lead.length };
	return { statistic: "share", is: text, offset: 0 };
}

/**
 * A trial as the text of a study: its endpoints as outcomes, its sets of parameters as arms. What is wrong is told at its place in the trial, in the
 * file of the sets, or as asked for.
 */
export function studyYaml(yaml: LocatedYaml, { endpoints }: Pick<Body, "endpoints">, wishes: TrialWishes): LocatedYaml {
	const { patients, seed, rtol, changes = {}, asker = "command line", sets } = wishes;
	const whole = yaml.value as Keys;
	const scenario = Object.fromEntries(Object.entries(whole).filter(([key]) => !trialKeys.includes(key)));
	const stated = endpoints.flatMap(({ is, among }, i) => (is === undefined ? [] : [{ i, is: statisticOf(String(is)).is, among }]));
	const outcomes = Object.fromEntries(stated.map(({ i, is, among }) => [outcomeName(i), among === undefined ? is : { is, among }]));
	const set = { ...((whole["set"] ?? {}) as Keys), ...changes };
	const value = {
		...scenario,
		...(Object.keys(set).length === 0 ? {} : { set }),
		...(sets === undefined ? {} : { arms: sets.sets.map((one, i) => ({ name: `set ${i + 1}`, set: one })) }),
		patients,
		seed,
		...(rtol === undefined ? {} : { rtol }),
		// The spread of columns over the days is nothing that a trial tells.
		bands: [],
		covariates: [],
		outcomes,
	};
	const inTrial = (path: Path): Path => placeInTrial(path, endpoints);
	const asked = { file: asker, line: 1, column: 1 };
	const from = (path: Path, find: (yaml: LocatedYaml, path: Path) => ReturnType<LocatedYaml["place"]>) => {
		if (path[0] === "arms" && sets !== undefined) return find(sets.yaml, ["sets", path[1]!, ...path.slice(3)]);
		if (path[0] === "set" && Object.hasOwn(changes, path[1] ?? "")) return asked;
		return find(yaml, inTrial(path));
	};
	return {
		file: yaml.file,
		text: yaml.text,
		value,
		place: (path) => from(path, (one, at) => one.place(at)),
		keyPlace: (path) => from(path, (one, at) => one.keyPlace(at)),
		placeWithin: (path, offset) => from(path, (one, at) => one.placeWithin(at, offset + leadOf(path, endpoints))),
	};
}

/** The endpoint that an outcome stands for. */
const endpointAt = (path: Path): number => Number(/^endpoint_(\d+)$/.exec(String(path[1]))?.[1] ?? Number.NaN) - 1;

/** Where a part of an outcome stands in the trial. */
function placeInTrial(path: Path, endpoints: Body["endpoints"]): Path {
	const i = path[0] === "outcomes" ? endpointAt(path) : Number.NaN;
	if (endpoints[i] === undefined) return path;
	return ["endpoints", i, path[2] ?? "is", ...path.slice(3)];
}

/** Characters before the expression of one patient: `median(`. */
function leadOf(path: Path, endpoints: Body["endpoints"]): number {
	const is = path[0] === "outcomes" && path[2] !== "among" ? endpoints[endpointAt(path)]?.is : undefined;
	return is === undefined ? 0 : statisticOf(String(is)).offset;
}
