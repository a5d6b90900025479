import { z } from "zod";
import { type LocatedYaml, type Path, pathText } from "./located-yaml.ts";
import { allowedHint } from "./nearest.ts";
import type { Problem } from "./problem.ts";

/** The words in which the shape of a file is written; one definition validates it and becomes its JSON Schema. */
export const shape = z;
export type ShapeOf<S extends z.ZodType> = z.infer<S>;

type Loose = z.ZodType & { readonly def: { readonly type: string; readonly [key: string]: unknown } };

/** The shape one step inside another, looking through optional and union. */
function inside(outer: Loose, part: string | number): Loose[] {
	const def = outer.def as Record<string, unknown>;
	switch (outer.def.type) {
		case "object":
			return [(def["shape"] as Record<string, Loose>)[part as string]].filter((s): s is Loose => s !== undefined);
		case "array":
			return [def["element"] as Loose];
		case "record":
			return [def["valueType"] as Loose];
		case "union":
			return (def["options"] as Loose[]).flatMap((option) => inside(option, part));
		case "optional":
		case "default":
		case "nullable":
			return inside(def["innerType"] as Loose, part);
		default:
			return [];
	}
}

function keysOf(at: Loose): string[] {
	const def = at.def as Record<string, unknown>;
	if (at.def.type === "object") return Object.keys(def["shape"] as object);
	if (at.def.type === "union") return (def["options"] as Loose[]).flatMap(keysOf);
	return def["innerType"] ? keysOf(def["innerType"] as Loose) : [];
}

function allowedKeys(root: z.ZodType, path: Path): string[] {
	let at = [root as Loose];
	for (const part of path) at = at.flatMap((s) => inside(s, part));
	return [...new Set(at.flatMap(keysOf))];
}

const kinds: Record<string, string> = {
	object: "a block of keys",
	array: "a list",
	tuple: "a list",
	record: "a block of keys",
	string: "a text",
	number: "a number",
	boolean: "true or false",
};

function kindOf(value: unknown): string {
	if (value === null || value === undefined) return "nothing";
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a block of keys";
	return typeof value === "number" ? String(value) : `${JSON.stringify(value)?.slice(0, 60)}`;
}

function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>((at, part) => (at as Record<string, unknown> | null | undefined)?.[part as string], value);
}

function sizeMessage(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, read: unknown): string {
	const [bound, strict, loose] =
		issue.code === "too_small" ? [issue.minimum, "more than", "at least"] : [issue.maximum, "less than", "at most"];
	const found = Array.isArray(read) ? `a list of ${read.length}` : kindOf(read);
	return `expected ${issue.inclusive ? loose : strict} ${bound}, found ${found}`;
}

/** YAML cuts `{ is: max(a, b) }` at the comma and leaves a key like `b)` without a value. */
const looksCut = (key: string, value: unknown) => value === null && /[()+*/<>=^]|^\d/.test(key);

function problemsOf(issue: z.core.$ZodIssue, yaml: LocatedYaml, root: z.ZodType): Problem[] {
	const path = issue.path as Path;
	const read = valueAt(yaml.value, path);
	const key = pathText(path);
	if (issue.code === "unrecognized_keys") {
		return issue.keys.map((name) => {
			const cut = looksCut(name, valueAt(yaml.value, [...path, name]));
			return {
				...yaml.keyPlace([...path, name]),
				key: pathText([...path, name]),
				message: cut ? `"${name}" looks like the rest of an expression that YAML cut at a comma` : "unknown key",
				hint: cut ? "put the expression in quotes, or on its own line" : allowedHint(name, allowedKeys(root, path)),
			};
		});
	}
	const nothingRead = read === undefined && typeof path.at(-1) === "string";
	if (nothingRead && (issue.code === "invalid_type" || issue.code === "invalid_union" || issue.code === "invalid_value")) {
		const missing = String(path.at(-1) ?? "");
		return [{ ...yaml.keyPlace(path.slice(0, -1)), key: pathText(path.slice(0, -1)), message: `the key "${missing}" is missing` }];
	}
	if (issue.code === "invalid_type") {
		const message = `expected ${kinds[issue.expected] ?? issue.expected}, found ${kindOf(read)}`;
		// Words that the shape brings say what to write; those of the library repeat what was said.
		return [{ ...yaml.place(path), key, message, ...(issue.message.startsWith("Invalid input") ? {} : { hint: issue.message }) }];
	}
	if (issue.code === "too_small" || issue.code === "too_big") return [{ ...yaml.place(path), key, message: sizeMessage(issue, read) }];
	if (issue.code === "invalid_value") {
		const allowed = issue.values.map(String);
		return [
			{ ...yaml.place(path), key, message: `${kindOf(read)} is not one of the allowed words`, hint: allowedHint(String(read), allowed) },
		];
	}
	if (issue.code === "invalid_union") {
		return [{ ...yaml.place(path), key, message: `${kindOf(read)} does not fit here`, hint: issue.message }];
	}
	if (issue.code === "invalid_key") {
		const name = String(path.at(-1));
		const cut = looksCut(name, read);
		const message = cut
			? `"${name}" looks like the rest of an expression that YAML cut at a comma`
			: (issue.issues[0]?.message ?? issue.message);
		return [{ ...yaml.keyPlace(path), key, message, ...(cut ? { hint: "put the expression in quotes, or on its own line" } : {}) }];
	}
	return [{ ...yaml.place(path), key, message: issue.message }];
}

/** An unknown key is left out alone; with the rest of a cut expression goes the block that holds its beginning. */
function wrongPart(yaml: LocatedYaml, block: Path, key: string): Path {
	return looksCut(key, valueAt(yaml.value, [...block, key])) ? block : [...block, key];
}

/** A copy without the value at a path. */
function without(value: unknown, path: Path): unknown {
	if (path.length === 0 || value === null || typeof value !== "object") return value;
	const [part, ...rest] = path;
	if (Array.isArray(value)) {
		return value.map((item, i) => (i === part ? (rest.length === 0 ? {} : without(item, rest)) : item));
	}
	const entries = Object.entries(value).filter(([key]) => rest.length > 0 || key !== part);
	return Object.fromEntries(entries.map(([key, item]) => [key, key === part ? without(item, rest) : item]));
}

/** A copy without the values at several paths; keys of one block go in one pass, for a file of thousands of unknown ones. */
function withoutAll(value: unknown, paths: readonly Path[]): unknown {
	const isBlock = typeof value === "object" && value !== null && !Array.isArray(value);
	if (!isBlock || paths.some((path) => path.length !== 1)) return paths.reduce(without, value);
	const gone = new Set(paths.map(([key]) => key));
	return Object.fromEntries(Object.entries(value).filter(([key]) => !gone.has(key)));
}

const isInside = (path: Path, outer: Path) => outer.every((part, i) => path[i] === part);

/**
 * Checks a file against its shape and adds what is wrong to `problems`. Wrong parts are left out and the rest is given back, so that the
 * checks that follow can find their problems too; undefined when nothing usable remains.
 */
export function checkShape<S extends z.ZodType>(yaml: LocatedYaml, root: S, problems: Problem[]): z.infer<S> | undefined {
	let value = yaml.value;
	const removed: Path[] = [];
	const idOf = ({ key, message, line }: Problem) => `${line} ${key} ${message}`;
	const said = new Set(problems.map(idOf));
	for (;;) {
		const result = root.safeParse(value);
		if (result.success) return result.data;
		const before = [...removed];
		for (const issue of result.error.issues) {
			// What is missed where a wrong part was left out was said already; without that part nothing is usable.
			if (before.some((path) => isInside(issue.path as Path, path))) return undefined;
			for (const problem of problemsOf(issue, yaml, root)) {
				if (!said.has(idOf(problem))) problems.push(problem);
				said.add(idOf(problem));
			}
			const gone = issue.code === "unrecognized_keys" ? issue.keys.map((key) => wrongPart(yaml, issue.path as Path, key)) : [issue.path];
			removed.push(...(gone as Path[]));
			value = withoutAll(value, gone as Path[]);
		}
	}
}

/** The JSON Schema (draft 2020-12) of a shape, for editors. */
export function jsonSchema(root: z.ZodType, title: string): Record<string, unknown> {
	return { ...(z.toJSONSchema(root, { io: "input" }) as Record<string, unknown>), title };
}
