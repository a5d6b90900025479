import type { LocatedYaml } from "../input/located-yaml.ts";
import { InputError, type Problem, throwIfAny } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { formatUnit, unitOf } from "../language/units.ts";
import { gathering } from "../model/read-model.ts";
import { studyFrom } from "../population/parse-study.ts";
import type { Study } from "../population/study.ts";
import { readLayers } from "../scenario/extends.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Expected, readSeen } from "./read-seen.ts";
import { statisticOf, studyYaml, type TrialWishes } from "./study-of-trial.ts";
import { outcomeName, type Trial } from "./trial.ts";
import { trialShape } from "./trial-shape.ts";

type Body = ShapeOf<typeof trialShape>;

/** An endpoint says how it is counted, or why it cannot be. */
function checkStated(read: PartReader, { endpoints }: Body): void {
	for (const [i, { is, among, unstated }] of endpoints.entries()) {
		const path = ["endpoints", i];
		if (is === undefined && unstated === undefined)
			read.wrong(
				path,
				'expected "is", what is counted of a virtual patient, or "unstated", why it cannot be',
				'for example "is: worst(crs) >= 3"',
			);
		if (is !== undefined && unstated !== undefined)
			read.wrongKey([...path, "unstated"], 'expected "is" or "unstated", found both', 'leave out "unstated" when the model can state it');
		if (is === undefined && among !== undefined)
			read.wrongKey([...path, "among"], '"among" tells of whom "is" holds, and there is no "is"', 'leave it out, or write "is"');
	}
}

function checkNames(read: PartReader, { endpoints }: Body): void {
	for (const key of ["name", "id"] as const) {
		const names = endpoints.map((one) => one[key]);
		for (const [i, name] of names.entries())
			if (name !== undefined && names.indexOf(name) < i)
				read.wrong(["endpoints", i, key], `"${name}" appears twice`, "give each endpoint its own");
	}
}

/** What its outcome in the study is; as far as the text tells where the study is wrong. */
function expectedOf(read: PartReader, i: number, is: string, study: Study | undefined): Expected | undefined | "unknown" {
	const { statistic } = statisticOf(is);
	const outcome = study?.outcomes.find(({ name }) => name === outcomeName(i));
	if (!outcome) return statistic === "share" ? { statistic, unit: null } : undefined;
	const path = ["endpoints", i, "is"];
	if (statistic === "share" && outcome.kind === "number") {
		read.wrong(path, "expected a condition, or median(…) or mean(…) of a number, found a number", `for example "median(${is.trim()})"`);
		return "unknown";
	}
	if (statistic !== "share" && outcome.kind === "probability") {
		read.wrong(
			path,
			`expected a number within ${statistic}(…), found a condition`,
			`leave out ${statistic}(…): of a condition the share is counted`,
		);
		return "unknown";
	}
	return { statistic, unit: statistic === "share" ? null : unitOf(outcome.unit) };
}

function readEndpoint(read: PartReader, { body, i, study }: { body: Body; i: number; study: Study | undefined }): Endpoint | undefined {
	const { name, id, kind, use, evidence, source, about, is, among, unstated } = body.endpoints[i]!;
	const expected = is === undefined ? undefined : expectedOf(read, i, String(is), study);
	if (expected === "unknown") return undefined;
	const found = readSeen(read, ["endpoints", i], expected);
	if (!found) return undefined;
	const stated =
		is === undefined || expected === undefined
			? null
			: { statistic: expected.statistic, is: statisticOf(String(is)).is.trim(), among: among === undefined ? null : String(among).trim() };
	return {
		name,
		id: id ?? null,
		kind,
		use,
		evidence,
		source: source ?? body.source,
		about: about ?? "",
		unit: formatUnit(found.unit),
		seen: found.seen,
		stated,
		unstated: unstated ?? null,
	};
}

/** The same problem may be told of each set of parameters, and of an outcome under the name that it has in the study. */
function inWords(problems: readonly Problem[], { endpoints }: Body): Problem[] {
	return problems.map((problem) => {
		const [, i, rest = ""] = /^outcomes\.endpoint_(\d+)(.*)$/.exec(problem.key) ?? [];
		if (i === undefined || endpoints[Number(i) - 1] === undefined) return problem;
		return { ...problem, key: `endpoints[${Number(i) - 1}]${rest === "" ? ".is" : rest}` };
	});
}

/** The study of a trial; undefined, with problems, when it is wrong. */
function studyOf(yaml: LocatedYaml, body: Body, options: ParseOptions & TrialWishes, problems: Problem[]): Study | undefined {
	const found: Problem[] = [];
	const study = gathering(found, () => studyFrom(studyYaml(yaml, body, options), options));
	problems.push(...inWords(found, body));
	return study;
}

/**
 * Reads a trial with all that can be checked without running it: its population and care, what is counted, and what was seen beside it. Throws an
 * InputError with every problem, each with its place.
 *
 *     const trial = parseTrial(text, { file: "scenarios/trials/zuma-1.yaml", models, protocols, patients: 1000, seed: 1 });
 */
export function parseTrial(text: string, options: ParseOptions & TrialWishes): Trial {
	const yaml = readLayers(text, { ...options, yaml: options.models.yaml });
	const problems: Problem[] = [];
	const body = checkShape(yaml, trialShape, problems);
	if (!body) throw new InputError(problems);
	const read = partReader(yaml, problems);
	checkStated(read, body);
	checkNames(read, body);
	throwIfAny(problems);
	const isStated = body.endpoints.some(({ is }) => is !== undefined);
	const study = isStated ? studyOf(yaml, body, options, problems) : undefined;
	const endpoints = body.endpoints.map((_, i) => readEndpoint(read, { body, i, study }));
	throwIfAny(problems);
	const names = study?.outcomes.map(({ name }) => name) ?? [];
	return {
		file: options.file,
		about: body.about,
		source: body.source,
		population: body.population ?? null,
		care: body.care ?? "none",
		untilDays: (study?.cells[0]?.plan.until ?? 0) / 24,
		endpoints: endpoints.map((one) => one!),
		outcomes: body.endpoints.map(({ is }, i) => (is === undefined ? null : names.indexOf(outcomeName(i)))),
		study: study ?? null,
	};
}
