import { type LocatedYaml, readYaml } from "../input/located-yaml.ts";
import { InputError } from "../input/problem.ts";
import { studyKeys } from "../population/study-shape.ts";

export type FileKind = "scenario" | "protocol" | "study" | "population" | "trial" | "fit" | "lesson" | "figure" | "ensemble";

const ofStudies = studyKeys.filter((key) => key !== "seed" && key !== "rtol");

type KeyNames = readonly string[];

const keysOf = ({ value }: LocatedYaml): KeyNames => (typeof value === "object" && value !== null ? Object.keys(value) : []);

const has = (keys: KeyNames, some: KeyNames) => keys.some((key) => some.includes(key));

/**
 * The kind that a file can only be: a fit has members, an ensemble sets, a population groups, a trial endpoints, a lesson steps, a teaching figure runs or claims, a study outcomes or patients, a protocol rules.
 * Undefined when others are possible.
 */
function sureKind(keys: KeyNames): FileKind | undefined {
	if (has(keys, ["runs", "claims"]) || (has(keys, ["trials"]) && has(keys, ["endpoints"]))) return "figure";
	if (has(keys, ["members", "trials"])) return "fit";
	if (has(keys, ["groups", "setting"])) return "population";
	if (has(keys, ["endpoints"])) return "trial";
	if (has(keys, ["sets"])) return "ensemble";
	if (has(keys, ["steps", "minutes"])) return "lesson";
	if (has(keys, ofStudies)) return "study";
	if (has(keys, ["rules", "look"])) return "protocol";
	return has(keys, ["model", "patient", "until", "care", "treatments", "set"]) ? "scenario" : undefined;
}

/** What a file is by its keys; one that only leaves out or puts together is a protocol. */
export function kindOf(yaml: LocatedYaml): FileKind {
	const keys = keysOf(yaml);
	const { extends: base } = (yaml.value ?? {}) as { extends?: unknown };
	return sureKind(keys) ?? (has(keys, ["without"]) || Array.isArray(base) ? "protocol" : "scenario");
}

const use: Readonly<Record<FileKind, (file: string) => string>> = {
	scenario: (file) => `crsim run ${file}; a study has patients: and outcomes: too`,
	study: (file) => `crsim sweep ${file}; one of its patients: crsim run ${file} --patient 12`,
	protocol: (file) => `crsim run SCENARIO --care ${file}`,
	trial: (file) => `crsim trial ${file}`,
	fit: (file) => `crsim fit ${file} --out DIR`,
	ensemble: (file) => `crsim sweep STUDY --ensemble ${file}, or crsim trial TRIAL --sets ${file}`,
	lesson: (file) => `crsim lesson ${file}`,
	figure: (file) => `crsim figure ${file}`,
	population: (file) => `a scenario or study names it: "population: ${file.replace(/^.*[/\\]|\.ya?ml$/g, "")}"`,
};

const article = (kind: FileKind) => (kind === "ensemble" ? "an" : "a");

/** Reads a file as what is needed. A file that can only be of another kind is refused as that, and told what it is for. */
export function readAs<T>(needed: FileKind, { text, file }: { readonly text: string; readonly file: string }, read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		const kind = sureKind(keysOf(readYaml(text, file))) ?? needed;
		if (kind === needed) throw error;
		throw new InputError([
			{
				file,
				line: 1,
				column: 1,
				key: "",
				message: `this is ${article(kind)} ${kind}, not ${article(needed)} ${needed}`,
				hint: use[kind](file),
			},
		]);
	}
}
