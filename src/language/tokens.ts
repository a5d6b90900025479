import type { Span } from "./expression.ts";
import type { Fault } from "./fault.ts";
import { functions } from "./functions.ts";
import { remedyFor, unitWord } from "./unit-names.ts";
import { isUnitName, readUnit, type Unit, unitMeant } from "./units.ts";

/** A number with its unit, a name, or a sign; `text` is what mathjs is given in its place. */
export type Token =
	| { readonly kind: "literal"; readonly value: number; readonly unit: Unit | undefined; readonly span: Span }
	| { readonly kind: "name" | "call" | "sign"; readonly text: string; readonly span: Span };

const reserved = new Set(["true", "false", "null", "undefined", "NaN", "Infinity", "mod", "to", "in", "xor", "end", "bignumber", "i"]);
const joins = new Set(["and", "or"]);
const operators = new Set([...joins, "not"]);
const longest = 4000;
const deepest = 60;

const space = /[ \t\r\n]+/y;
const numeral = /(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?/y;
/**
 * The unit behind a number: `mg/kg`, `/h`, `1`-free; a slash belongs to it only when a unit follows (`6 / min(a, b)` calls a function), and
 * spaces never change what a power belongs to.
 */
const unitBehind = (signs: string) => new RegExp(`\\s*(${signs})\\s*(${unitWord})(?![\\wµμ]|\\s*\\()(\\s*\\^\\s*\\d{1,2}(?![\\d.]))?`, "y");
const unitStart = unitBehind("/?");
const unitRest = unitBehind("[*/]");
const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const sign = /<=|>=|==|!=|[-+*/^(),?:<>]/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/**
 * Another name of a unit is read right behind a number. Behind a sign it is one only where it could not name anything else: in `6 / d` the
 * name `d` may be a parameter.
 */
function isUnitBehind(sign: string, name: string): boolean {
	return isUnitName(name) || (unitMeant(name) !== undefined && (sign === "" || !/^\w+$/.test(name)));
}

/** End of the unit that stands behind a number, or `at` when none does. */
function unitEnd(text: string, at: number): number {
	const next = (pattern: RegExp, from: number) => {
		const match = matchAt(pattern, text, from);
		return match && isUnitBehind(match[1]!, match[2]!) ? from + match[0].length : undefined;
	};
	let end = next(unitStart, at);
	if (end === undefined) return at;
	for (let more = next(unitRest, end); more !== undefined; more = next(unitRest, end)) end = more;
	return end;
}

function literal(text: string, at: number): Token | Fault {
	const digits = matchAt(numeral, text, at)![0];
	const behind = at + digits.length;
	const end = unitEnd(text, behind);
	const span = { start: at, end };
	const value = Number(digits);
	if (!Number.isFinite(value)) return { message: `${digits} is not a finite number`, span };
	if (/^0[xXbBoO]/.test(text.slice(at)) || /^[\w.]/.test(text.slice(behind, behind + 1) && end === behind ? text[behind]! : "")) {
		const read = matchAt(/[\w.]+/y, text, at)![0];
		return {
			message: `"${read}" is not a decimal number with a known unit`,
			hint: "write it as in 0.5, 1e-3 or 8 mg/kg",
			span: { start: at, end: at + read.length },
		};
	}
	const spelled = text.slice(behind, end).trim();
	if (spelled === "") return { kind: "literal", value, unit: undefined, span };
	const read = readUnit(spelled);
	return "message" in read ? { message: read.message, hint: read.hint, span } : { kind: "literal", value, unit: read.unit, span };
}

/** `crs => 2`: an arrow where a comparison was meant. */
function equalsHint(text: string, at: number): string {
	const written = `=${text[at + 1] ?? ""}`;
	return written === "=>" ? "write >= for at least" : written === "=<" ? "write <= for at most" : "compare with ==";
}

function nextToken(text: string, at: number): Token | Fault {
	if (/[\d.]/.test(text[at]!) && matchAt(numeral, text, at)) return literal(text, at);
	const name = matchAt(word, text, at)?.[0];
	if (name) {
		const span = { start: at, end: at + name.length };
		if (operators.has(name)) return { kind: "sign", text: name, span };
		if (reserved.has(name))
			return { message: `unexpected word "${name}"`, hint: "allowed: names of the model, decimal numbers, and, or, not (…)", span };
		if (/^\s*\(/.test(text.slice(span.end))) return { kind: "call", text: name, span };
		if (isUnitName(name)) return { message: `the unit "${name}" must follow a number`, hint: `write, for example, "1 ${name}"`, span };
		return { kind: "name", text: name, span };
	}
	const found = matchAt(sign, text, at)?.[0];
	const span = { start: at, end: at + (found?.length ?? 1) };
	if (found) return { kind: "sign", text: found, span };
	const degrees = matchAt(/°[CF]|[℃℉]/y, text, at)?.[0];
	if (degrees !== undefined)
		return { message: `"${degrees}" is not a unit here`, hint: remedyFor(degrees)!, span: { start: at, end: at + degrees.length } };
	if (text[at] === "%") return { message: 'unexpected "%"', hint: "write 92 percent or 0.92", span };
	if (text[at] === "=") return { message: 'unexpected "="', hint: equalsHint(text, at), span };
	if (text[at] === "&" || text[at] === "|" || text[at] === "!")
		return { message: `unexpected "${text[at]}"`, hint: "write and, or, not (…)", span };
	return {
		message: `unexpected character ${JSON.stringify(text[at])}`,
		hint: "allowed: names, decimal numbers with units, + - * / ^ ( ) , < <= > >= == != ? : and or not",
		span,
	};
}

const opens = (token: Token | undefined) =>
	token?.kind === "literal" || token?.kind === "name" || token?.kind === "call" || (token?.kind === "sign" && token.text === "(");
const closes = (token: Token | undefined) =>
	token?.kind === "literal" || token?.kind === "name" || (token?.kind === "sign" && token.text === ")");

/** What mathjs would misread in silence: a missing `*`, `not` without parentheses, unknown functions. */
function misreadable(tokens: readonly Token[]): Fault | undefined {
	let depth = 0;
	for (const [i, token] of tokens.entries()) {
		const next = tokens[i + 1];
		if (token.kind === "sign" && token.text === "(" && ++depth > deepest)
			return { message: `more than ${deepest} parentheses inside each other`, span: token.span };
		if (token.kind === "sign" && token.text === ")") depth--;
		if (token.kind === "sign" && joins.has(token.text) && !closes(tokens[i - 1]))
			return { message: `expected something before "${token.text}"`, hint: `write a ${token.text} b`, span: token.span };
		const remedy =
			token.kind === "literal" && token.unit === undefined && next?.kind === "name"
				? { word: next.text, hint: remedyFor(next.text) }
				: undefined;
		if (remedy?.hint !== undefined) return { message: `"${remedy.word}" is not a unit here`, hint: remedy.hint, span: next!.span };
		if (closes(token) && opens(next))
			return { message: 'expected an operator, such as "*"', hint: "only a number and its unit can be side by side", span: next!.span };
		if (token.kind === "sign" && token.text === "not" && !(next?.kind === "sign" && next.text === "(")) {
			return { message: 'expected parentheses after "not"', hint: "write not (…)", span: token.span };
		}
		if (token.kind === "sign" && token.text === "not" && closes(tokens[i - 1]))
			return { message: 'expected "and" or "or" before "not"', span: token.span };
	}
	return undefined;
}

/** Cuts an expression into tokens; line ends are spaces. The first thing that cannot be read is given instead. */
export function tokensOf(written: string): readonly Token[] | Fault {
	// The minus that typesetters write; as long as the one that is read, so that places hold.
	const text = written.replaceAll("\u2212", "-");
	if (text.length > longest)
		return { message: `the expression has ${text.length} characters; at most ${longest} are allowed`, span: { start: 0, end: 1 } };
	const tokens: Token[] = [];
	for (let at = matchAt(space, text, 0)?.[0].length ?? 0; at < text.length; ) {
		const token = nextToken(text, at);
		if (!("kind" in token)) return token;
		tokens.push(token);
		at = token.span.end;
		at += matchAt(space, text, at)?.[0].length ?? 0;
	}
	if (tokens.length === 0) return { message: "an expression is missing", span: { start: 0, end: 0 } };
	return misreadable(tokens) ?? tokens;
}

export function isFunction(name: string): boolean {
	return Object.hasOwn(functions, name);
}

/** Words of the language itself, which cannot name anything in a model. */
export function isReserved(name: string): boolean {
	return reserved.has(name) || operators.has(name) || isFunction(name);
}
