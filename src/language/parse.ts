import type { Arithmetic, Comparison, Expression, Logic, Span } from "./expression.ts";
import type { Fault } from "./fault.ts";
import { type MathNode, parseWithMathjs } from "./mathjs.ts";
import { type Token, tokensOf } from "./tokens.ts";

export type Parsed = { readonly expression: Expression } | { readonly fault: Fault };

/** Thrown inside this file only, to leave the recursion at the first fault. */
class Refused extends Error {
	readonly fault: Fault;
	constructor(fault: Fault) {
		super(fault.message);
		this.fault = fault;
	}
}

const arithmetic: Readonly<Record<string, Arithmetic | Comparison | Logic>> = {
	add: "+",
	subtract: "-",
	multiply: "*",
	divide: "/",
	pow: "^",
	smaller: "<",
	smallerEq: "<=",
	larger: ">",
	largerEq: ">=",
	equal: "==",
	unequal: "!=",
	and: "and",
	or: "or",
};

/** Operators inside each other (a sum of n parts counts n), so that no later walk through the tree runs out of stack. */
const deepest = 1000;
const tooDeep = ["the expression is nested too deeply", "split it into simpler parts"] as const;

const around = (a: Span, b: Span): Span => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) });

/** mathjs keeps no places: its leaves come in the order of the text, so each one is the next literal, name or call of our own tokens. */
function translate(root: MathNode, tokens: readonly Token[], whole: Span): Expression {
	const leaves = tokens.filter((token) => token.kind !== "sign");
	let next = 0;
	const refuse = (message: string, hint: string, span: Span): never => {
		throw new Refused({ message, hint, span });
	};
	let depth = 0;
	const nested = (node: MathNode): boolean => node.type === "ConditionalNode";
	const read = (node: MathNode): Expression => {
		if (++depth > deepest) return refuse(...tooDeep, whole);
		const result = readNode(node);
		depth--;
		return result;
	};
	const readNode = (node: MathNode): Expression => {
		switch (node.type) {
			case "SymbolNode": {
				const token = leaves[next++]!;
				if (token.kind === "literal")
					return { kind: "number", value: token.value, ...(token.unit ? { unit: token.unit } : {}), span: token.span };
				return { kind: "name", name: token.text, span: token.span };
			}
			case "ParenthesisNode":
				return read((node as MathNode & { content: MathNode }).content);
			case "FunctionNode": {
				const token = leaves[next++]! as Extract<Token, { text: string }>;
				const args = (node as MathNode & { args: MathNode[] }).args.map(read);
				return { kind: "call", name: token.text, args, span: around(token.span, args.at(-1)?.span ?? token.span) };
			}
			case "OperatorNode": {
				const { fn, args } = node as MathNode & { fn: string; args: MathNode[] };
				const read0 = read(args[0]!);
				if (fn === "unaryMinus") return { kind: "negate", of: read0, span: read0.span };
				if (fn === "unaryPlus") return read0;
				if (fn === "not") return { kind: "not", of: read0, span: read0.span };
				const operator = arithmetic[fn];
				// No token spells another operator.
				if (!operator || args.length !== 2) throw new Error(`the parser made the operator ${fn} of known tokens`);
				const read1 = read(args[1]!);
				return { kind: "binary", operator, left: read0, right: read1, span: around(read0.span, read1.span) };
			}
			case "ConditionalNode": {
				const { condition, trueExpr, falseExpr } = node as MathNode & { condition: MathNode; trueExpr: MathNode; falseExpr: MathNode };
				if ([condition, trueExpr, falseExpr].some(nested))
					refuse("a condition inside a condition", "put the inner one in parentheses", whole);
				const when = read(condition);
				const then = read(trueExpr);
				const otherwise = read(falseExpr);
				return { kind: "choice", when, then, otherwise, span: around(when.span, otherwise.span) };
			}
			case "RelationalNode":
				return refuse("two comparisons in a row", 'join them: "a < b and b < c"', whole);
			default:
				return refuse(
					`${node.type.replace("Node", "").toLowerCase()} is not allowed in an expression`,
					"allowed: names, numbers with units, + - * / ^, comparisons, and, or, not (…), a ? b : c, functions",
					whole,
				);
		}
	};
	return read(root);
}

/**
 * Reads one expression of the model language. mathjs parses; what it would misread in silence is refused before.
 *
 *     parseExpression("0.18 /h * (il6 - il6_rest)")   // { expression }
 *     parseExpression("not a > 2")                    // { fault: { message: 'expected parentheses after "not"', … } }
 */
export function parseExpression(text: string): Parsed {
	const tokens = tokensOf(text);
	if ("message" in tokens) return { fault: tokens };
	const whole: Span = { start: tokens[0]!.span.start, end: tokens.at(-1)!.span.end };
	// Literals become names, so that a unit and its number stay one thing whatever mathjs thinks of `5 L/min`.
	const pieces = tokens.map((token) => (token.kind === "literal" ? "_literal" : token.text));
	try {
		return { expression: translate(parseWithMathjs(pieces.join(" ")), tokens, whole) };
	} catch (error) {
		if (error instanceof Refused) return { fault: error.fault };
		return { fault: syntaxFault(error, pieces, tokens, whole) };
	}
}

function syntaxFault(error: unknown, pieces: readonly string[], tokens: readonly Token[], whole: Span): Fault {
	if (error instanceof RangeError) return { message: tooDeep[0], hint: tooDeep[1], span: whole };
	const { char, message } = error as { char?: number; message?: string };
	let at = 0;
	const index = pieces.findIndex((piece) => {
		at += piece.length + 1;
		return char !== undefined && char <= at;
	});
	const words = String(message).replace(/\s*\(char \d+\)/, "");
	return {
		message: `not a complete expression: ${words}`,
		span: tokens[index]?.span ?? { start: Math.max(whole.start, whole.end - 1), end: whole.end },
	};
}
