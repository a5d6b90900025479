import { z } from "zod";
import { entryOf } from "./entry-of.ts";
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
			return [entryOf(def["shape"] as Record<string, Loose>, String(part))].filter((s) => s !== undefined);
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
	int: "a whole number",
	boolean: "true or false",
};

function kindOf(value: unknown): string {
	if (value === null || value === undefined) return "nothing";
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a block of keys";
	if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return "a number that is too large";
	return typeof value === "number" ? String(value) : `${JSON.stringify(value)?.slice(0, 60)}`;
}

function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>((at, part) => (at as Record<string, unknown> | null | undefined)?.[part as string], value);
}

function sizeMessage(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, read: unknown): string {
	const [bound, strict, loose] =
		issue.code === "too_small" ? [issue.minimum, "more than", "at least"] : [issue.maximum, "less than", "at most"];
	const size = `${issue.inclusive ? loose : strict} ${bound}`;
	if (Array.isArray(read)) return `expected a list of ${size}, found a list of ${read.length}`;
	if (typeof read === "string") return `expected a text of ${size} character${bound === 1 ? "" : "s"}, found ${kindOf(read)}`;
	return `expected ${size}, found ${kindOf(read)}`;
}

/** YAML cuts `{ is: max(a, b) }` at the comma and leaves a key like `b)` without a value. */
const looksCut = (key: string, value: unknown) => value === null && /[()+*/<>=^]|^\d/.test(key);

function problemsOf(issue: z.core.$ZodIssue, yaml: LocatedYaml, root: z.ZodType): Problem[] {
	const path = issue.path as Path;
	const read = valueAt(yaml.value, path);
	const key = pathText(path);
	if (issue.code === "unrecognized_keys") {
		const allowed = allowedKeys(root, path);
		return issue.keys.map((name) => {
			const cut = looksCut(name, valueAt(yaml.value, [...path, name]));
			return {
				...yaml.keyPlace([...path, name]),
				key: pathText([...path, name]),
				message: cut ? `"${name}" looks like the rest of an expression that YAML cut at a comma` : "unknown key",
				hint: cut ? "put the expression in quotes, or on its own line" : allowedHint(name, allowed),
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
		const hint = allowedHint(typeof read === "object" ? "" : String(read), issue.values.map(String));
		return [{ ...yaml.place(path), key, message: `${kindOf(read)} is not one of the allowed words`, hint }];
	}
	if (issue.code === "invalid_union") {
		return [{ ...yaml.place(path), key, message: `expected ${issue.message}, found ${kindOf(read)}` }];
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

/** A copy of plain data, of which parts may be taken out. */
function copyOf(tree: unknown): unknown {
	if (typeof tree !== "object" || tree === null) return tree;
	if (Array.isArray(tree)) return tree.map(copyOf);
	return Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, copyOf(inner)]));
}

/** Takes the value at a path out of a tree; an item of a list leaves an empty place behind, so that the others keep theirs. */
function takeOut(tree: unknown, path: Path): void {
	const last = path.at(-1);
	const holder = valueAt(tree, path.slice(0, -1));
	if (last === undefined || typeof holder !== "object" || holder === null) return;
	if (!Array.isArray(holder)) delete (holder as Record<string, unknown>)[last];
	else if ((last as number) in holder) holder[last as number] = {};
}

/** What is written for readers alone: where it is missing, these words stand in, so that the checks that follow see the rest of the file. */
const forReaders: Readonly<Record<string, string>> = { about: "missing", title: "missing", source: "missing", evidence: "assumed" };

function isMissing(tree: unknown, path: Path): boolean {
	const holder = valueAt(tree, path.slice(0, -1));
	return typeof path.at(-1) === "string" && typeof holder === "object" && holder !== null && !Object.hasOwn(holder, path.at(-1)!);
}

function standIn(tree: unknown, path: Path): void {
	const name = String(path.at(-1));
	const words = entryOf(forReaders, name);
	if (words !== undefined) (valueAt(tree, path.slice(0, -1)) as Record<string, unknown>)[name] = words;
}

/** Paths that hold all that is inside of them. */
function pathSet(): { readonly add: (path: Path) => void; readonly holds: (path: Path) => boolean } {
	const ids = new Set<string>();
	return {
		add: (path) => void ids.add(JSON.stringify(path)),
		holds: (path) =>
			ids.size > 0 && Array.from({ length: path.length + 1 }, (_, i) => path.slice(0, i)).some((outer) => ids.has(JSON.stringify(outer))),
	};
}

/**
 * Checks a file against its shape and adds what is wrong to `problems`. Wrong parts are left out and the rest is given back, so that the
 * checks that follow can find their problems too; undefined when nothing usable remains.
 */
export function checkShape<S extends z.ZodType>(yaml: LocatedYaml, root: S, problems: Problem[]): z.infer<S> | undefined {
	const first = root.safeParse(yaml.value);
	if (first.success) return first.data;
	const value = copyOf(yaml.value);
	const removed = pathSet();
	const idOf = ({ key, message, line }: Problem) => JSON.stringify([key, message, line]);
	const known = new Set(problems.map(idOf));
	for (let result: z.ZodSafeParseResult<z.infer<S>> = first; ; result = root.safeParse(value)) {
		if (result.success) return result.data;
		const { issues } = result.error;
		// What is missed where a wrong part was left out was said already; without that part nothing is usable.
		const missed = issues.findIndex((issue) => removed.holds(issue.path as Path));
		for (const issue of missed < 0 ? issues : issues.slice(0, missed)) {
			for (const problem of problemsOf(issue, yaml, root)) {
				if (!known.has(idOf(problem))) problems.push(problem);
				known.add(idOf(problem));
			}
			const gone = issue.code === "unrecognized_keys" ? issue.keys.map((key) => wrongPart(yaml, issue.path as Path, key)) : [issue.path];
			for (const path of gone as Path[]) {
				removed.add(path);
				if (isMissing(value, path)) standIn(value, path);
				else takeOut(value, path);
			}
		}
		if (missed >= 0) return undefined;
	}
}

/** The JSON Schema (draft 2020-12) of a shape, for editors. */
export function jsonSchema(root: z.ZodType, title: string): Record<string, unknown> {
	return { ...(z.toJSONSchema(root, { io: "input" }) as Record<string, unknown>), title };
}
