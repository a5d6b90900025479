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

/** Words about the program itself: descriptions for editors, errors of a caller's program, names of phases and of streams. */
const forOthers = new Set([
	"describe",
	"meta",
	"Error",
	"RangeError",
	"TypeError",
	"phase",
	"chance",
	"quantity",
	"expression",
	"names",
	"someNames",
]);
const keysForOthers = new Set(["about", "description", "title", "example", "describe", "error"]);

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
		if (value.type === "ImportDeclaration" || value.type === "ExportAllDeclaration") return;
		if ((value.type === "CallExpression" || value.type === "NewExpression") && forOthers.has(calleeOf(value))) return;
		if (value.type === "Property" && keysForOthers.has(String((value["key"] as Node)["name"]))) return;
		if (value.type === "Literal" && typeof value["value"] === "string") note(value, [value["value"]]);
		if (value.type === "TemplateLiteral")
			note(
				value,
				(value["quasis"] as Node[]).map((quasi) => (quasi["value"] as { cooked: string }).cooked),
			);
		for (const inner of Object.values(value)) if (typeof inner === "object") visit(inner);
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
