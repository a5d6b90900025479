import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { parseAst } from "vite";

/** A text of the source that may reach a person: its fixed parts, in order, and where it stands. */
export interface Prose {
	readonly file: string;
	readonly line: number;
	readonly parts: readonly string[];
}

interface Node {
	readonly type: string;
	readonly start: number;
	readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** At least two words of letters: a name, a unit or a key alone is no sentence. */
const isProse = (text: string) => /[a-z]{2,} [a-z]{2,}/i.test(text);

const calleeOf = ({ callee }: Node): string => {
	const called = callee as Node;
	const named = called.type === "MemberExpression" ? (called["property"] as Node) : called;
	return String(named["name"] ?? "");
};

/** Calls whose words are for others: descriptions for editors, errors of a caller's program, names of phases, lists of names, tests of a text. */
const callsForOthers = new Set([
	"describe",
	"meta",
	"Error",
	"RangeError",
	"TypeError",
	"phase",
	"quantity",
	"expression",
	"names",
	"someNames",
	"startsWith",
	"endsWith",
	"includes",
	"usage",
	"completion",
]);
/**
 * Keys and variables whose words are for others: descriptions, headings, tags of unions, where a number is from, what tells two things apart,
 * reasons of grades and of what happened in a run, words as people write them.
 */
const namesForOthers = new Set([
	"about",
	"description",
	"title",
	"example",
	"describe",
	"error",
	"source",
	"kind",
	"of",
	"gives",
	"key",
	"names",
	"written",
	"titles",
	"heading",
	"display",
	"because",
	"why",
	"failed",
	"missingMarks",
]);

const nameOf = (node: unknown): string => String((node as Node | null)?.["name"] ?? "");
const isCall = ({ type }: Node) => type === "CallExpression" || type === "NewExpression";

/** Words beside a result, in the commands: what is said (`say`) in a handler, or by a function of such a name. Problems go through `InputError`. */
function isBesideResult(node: Node, file: string): boolean {
	if (!/(^|\/)src\/cli\//.test(file)) return false;
	if (node.type === "FunctionDeclaration") return /^(say|print)(?!Problems)/.test(nameOf(node["id"]));
	return isCall(node) && calleeOf(node) === "say";
}

/** Comparisons with a tag of a union, and the cases of one. */
function partsOf(node: Node): readonly unknown[] {
	if (node.type === "Property") return node["computed"] === true ? [node["key"], node["value"]] : [node["value"]];
	if (node.type === "SwitchCase") return [node["consequent"]];
	const isComparison = node.type === "BinaryExpression" && /^[!=]==$/.test(String(node["operator"]));
	return isComparison ? [] : Object.values(node);
}

function isForOthers(node: Node, file: string): boolean {
	if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration") return true;
	if (isCall(node) && callsForOthers.has(calleeOf(node))) return true;
	if (node.type === "Property" && namesForOthers.has(nameOf(node["key"]))) return true;
	if (node.type === "VariableDeclarator" && namesForOthers.has(nameOf(node["id"]))) return true;
	return isBesideResult(node, file);
}

/** Every sentence of a file that a reader of inputs may say. */
export function proseOf(file: string): readonly Prose[] {
	const code = stripTypeScriptTypes(readFileSync(file, "utf8"));
	const found: Prose[] = [];
	const note = (node: Node, parts: readonly string[]) => {
		if (isProse(parts.join(" "))) found.push({ file, line: code.slice(0, node.start).split("\n").length, parts });
	};
	const visit = (value: unknown): void => {
		if (Array.isArray(value)) for (const one of value) visit(one);
		if (!isNode(value)) return;
		if (isForOthers(value, file)) return;
		if (value.type === "Literal" && typeof value["value"] === "string") note(value, [value["value"]]);
		if (value.type === "TemplateLiteral")
			note(
				value,
				(value["quasis"] as Node[]).map((quasi) => (quasi["value"] as { cooked: string }).cooked),
			);
		for (const inner of partsOf(value)) if (typeof inner === "object") visit(inner);
	};
	visit(parseAst(code));
	return found;
}

/** Whether a text holds the fixed parts of a sentence, in their order. */
export function holds(text: string, { parts }: Prose): boolean {
	let from = 0;
	for (const part of parts) {
		const at = text.indexOf(part, from);
		if (at < 0) return false;
		from = at + part.length;
	}
	return true;
}
