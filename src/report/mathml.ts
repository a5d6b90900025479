import type { Expression } from "../language/expression.ts";
import { formatUnit } from "../language/units.ts";
import { escapeHtml } from "./escape-html.ts";

/** How tightly the parts of an expression hold together; a weaker part inside a stronger one is put in parentheses. */
const strength = { choice: 0, or: 1, and: 2, comparison: 3, sum: 4, product: 5, negate: 5, power: 7, atom: 9 } as const;

/** Characters of a line of an equation before it is broken. */
const lineLength = 96;

const signs: Readonly<Record<string, string>> = {
	"<": "&lt;",
	"<=": "≤",
	">": "&gt;",
	">=": "≥",
	"==": "=",
	"!=": "≠",
	and: "and",
	or: "or",
};

const mo = (sign: string) => `<mo>${sign}</mo>`;
const row = (parts: readonly string[]) => (parts.length === 1 ? parts[0]! : `<mrow>${parts.join("")}</mrow>`);
const word = (text: string) => `<mtext>${escapeHtml(text)}</mtext>`;
const nameOf = (text: string) => `<mi mathvariant="normal">${escapeHtml(text)}</mi>`;
const inParentheses = (inner: string) => row([mo("("), inner, mo(")")]);

/** One piece of a line: what joins it to the piece before, its markup, and about how many characters it takes. */
interface Piece {
	readonly join: string;
	readonly markup: string;
	readonly length: number;
}

function levelOf(e: Expression): number {
	switch (e.kind) {
		case "number":
			return e.value < 0 ? strength.negate : e.unit === undefined ? strength.atom : strength.product;
		case "name":
		case "call":
			return strength.atom;
		case "negate":
			return strength.negate;
		case "not":
			return strength.and;
		case "choice":
			return strength.choice;
		case "binary":
			return binaryLevel(e.operator);
	}
}

function binaryLevel(operator: string): number {
	if (operator === "+" || operator === "-") return strength.sum;
	if (operator === "*" || operator === "/") return strength.product;
	if (operator === "^") return strength.power;
	return operator === "and" ? strength.and : operator === "or" ? strength.or : strength.comparison;
}

/** A number as print sets it: large and small ones with a power of ten. */
function numeral(value: number): string {
	const [digits = "", exponent] = String(value).split("e");
	const mantissa = `<mn>${digits.replace("-", "−")}</mn>`;
	return exponent === undefined
		? mantissa
		: row([mantissa, mo("×"), `<msup><mn>10</mn><mn>${exponent.replace("-", "−").replace("+", "")}</mn></msup>`]);
}

function withUnit(e: Extract<Expression, { kind: "number" }>): string {
	const unit = e.unit === undefined ? "1" : formatUnit(e.unit);
	return unit === "1" ? numeral(e.value) : row([numeral(e.value), word(`\u00a0${unit.replace(/^1\//, "/")}`)]);
}

/** What multiplies and what divides in a chain of products and quotients. */
function factorsOf(e: Expression): { readonly above: readonly Expression[]; readonly below: readonly Expression[] } {
	if (e.kind !== "binary" || (e.operator !== "*" && e.operator !== "/")) return { above: [e], below: [] };
	const left = factorsOf(e.left);
	const right = factorsOf(e.right);
	return e.operator === "*"
		? { above: [...left.above, ...right.above], below: [...left.below, ...right.below] }
		: { above: [...left.above, ...right.below], below: [...left.below, ...right.above] };
}

/** The terms of a sum, each with its sign. */
function termsOf(e: Expression, sign: "+" | "−" = "+"): { readonly sign: "+" | "−"; readonly term: Expression }[] {
	const other = sign === "+" ? "−" : "+";
	if (e.kind === "binary" && e.operator === "+") return [...termsOf(e.left, sign), ...termsOf(e.right, sign)];
	if (e.kind === "binary" && e.operator === "-") return [...termsOf(e.left, sign), ...termsOf(e.right, other)];
	if (e.kind === "negate") return termsOf(e.of, other);
	return [{ sign, term: e }];
}

const within = (e: Expression, needed: number): string => (levelOf(e) < needed ? inParentheses(mathml(e)) : mathml(e));
const isAtom = (e: Expression): boolean => e.kind === "name" || (e.kind === "number" && e.unit === undefined);

/** Factors side by side; a single one needs no parentheses when it stands alone over or under a bar. */
const productOf = (factors: readonly Expression[], alone: boolean): string =>
	row(
		factors.map(
			(factor, i) => (i > 0 ? mo("·") : "") + (alone && factors.length === 1 ? mathml(factor) : within(factor, strength.product)),
		),
	);

function quotient(e: Expression): string {
	const { above, below } = factorsOf(e);
	if (below.length === 0) return productOf(above, false);
	return `<mfrac>${row([productOf(above, true)])}${row([productOf(below, true)])}</mfrac>`;
}

const power = (base: Expression, exponent: string): string => `<msup>${within(base, strength.atom)}${exponent}</msup>`;
const isOne = (e: Expression | undefined): boolean => e === undefined || (e.kind === "number" && e.value === 1);

function call(name: string, args: readonly Expression[]): string {
	const [first, second, third] = args as [Expression, Expression, Expression | undefined];
	// A saturation of names is written out; of longer expressions it would repeat them, so it keeps its name.
	if (name === "hill" && isAtom(first) && isAtom(second)) {
		const raised = (e: Expression) => (isOne(third) ? mathml(e) : power(e, mathml(third!)));
		return `<mfrac>${raised(first)}${row([raised(second), mo("+"), raised(first)])}</mfrac>`;
	}
	if (name === "sqrt") return `<msqrt>${mathml(first)}</msqrt>`;
	if (name === "exp") return `<msup><mi>e</mi>${row([mathml(first)])}</msup>`;
	if (name === "abs") return row([mo("|"), mathml(first), mo("|")]);
	if (name === "pow") return power(first, row([mathml(second)]));
	const list = args.map((arg, i) => (i > 0 ? mo(",") : "") + mathml(arg));
	return row([`<mi>${name === "log" ? "ln" : name}</mi>`, inParentheses(row(list))]);
}

function cases(e: Extract<Expression, { kind: "choice" }>): string {
	const line = (value: string, when: string) => `<mtr><mtd>${value}</mtd><mtd>${when}</mtd></mtr>`;
	const rows = [line(mathml(e.then), row([word("if\u00a0"), mathml(e.when)])), line(mathml(e.otherwise), word("otherwise"))];
	return row([mo("{"), `<mtable columnalign="left left">${rows.join("")}</mtable>`]);
}

/**
 * An expression as MathML, without the `<math>` around it: quotients as fractions, powers raised, conditions as cases.
 *
 *     mathml(parsed)   // "<mfrac><mi …>a</mi><mi …>b</mi></mfrac>" for a / b
 */
export function mathml(e: Expression): string {
	switch (e.kind) {
		case "number":
			return withUnit(e);
		case "name":
			return nameOf(e.name);
		case "negate":
			return row([mo("−"), within(e.of, strength.product)]);
		case "not":
			return row([word("not\u00a0"), inParentheses(mathml(e.of))]);
		case "call":
			return call(e.name, e.args);
		case "choice":
			return cases(e);
		case "binary":
			return operation(e);
	}
}

function operation(e: Extract<Expression, { kind: "binary" }>): string {
	if (e.operator === "^") return power(e.left, row([mathml(e.right)]));
	if (e.operator === "*" || e.operator === "/") return quotient(e);
	const own = binaryLevel(e.operator);
	const needed = own === strength.comparison ? own + 1 : own;
	if (own !== strength.sum) return row([within(e.left, needed), operatorOf(e.operator), within(e.right, own + 1)]);
	return row(termsOf(e).map(({ sign, term }, i) => (i === 0 && sign === "+" ? "" : mo(sign)) + within(term, strength.product)));
}

const operatorOf = (operator: string): string =>
	operator === "and" || operator === "or" ? word(`\u00a0${operator}\u00a0`) : mo(signs[operator] ?? operator);

/** About how many characters an expression takes in print; a fraction is as wide as the wider of its two parts. */
function widthOf(e: Expression): number {
	switch (e.kind) {
		case "number":
			return String(e.value).length + (e.unit === undefined ? 0 : formatUnit(e.unit).length + 1);
		case "name":
			return e.name.length;
		case "negate":
		case "not":
			return 2 + widthOf(e.of);
		case "call":
			return e.args.reduce((sum, arg) => sum + widthOf(arg) + 2, e.name.length);
		case "choice":
			return Math.max(widthOf(e.then), widthOf(e.otherwise)) + widthOf(e.when) + 6;
		case "binary": {
			if (e.operator !== "*" && e.operator !== "/") return widthOf(e.left) + widthOf(e.right) + 4;
			const { above, below } = factorsOf(e);
			const wide = (parts: readonly Expression[]) => parts.reduce((sum, part) => sum + widthOf(part) + 3, 0);
			return Math.max(wide(above), wide(below));
		}
	}
}

const open = '<mo stretchy="false">(</mo>';
const close = '<mo stretchy="false">)</mo>';

/** Puts something before the first piece and after the last. */
const around = (before: string, pieces: readonly Piece[], after: string): Piece[] =>
	pieces.map((piece, i) => ({ ...piece, markup: (i === 0 ? before : "") + piece.markup + (i === pieces.length - 1 ? after : "") }));

const joinedBy = (join: string, pieces: readonly Piece[]): Piece[] => pieces.map((piece, i) => (i === 0 ? { ...piece, join } : piece));

/** Where an equation may be broken: between terms, factors and arguments, and inside of those that are too wide for a line themselves. */
function piecesOf(e: Expression, needed: number = strength.choice): readonly Piece[] {
	const whole = [{ join: "", markup: within(e, needed), length: widthOf(e) }];
	if (widthOf(e) <= lineLength) return whole;
	const inside = insideOf(e);
	if (inside === undefined) return whole;
	return levelOf(e) < needed ? around(open, inside, close) : inside;
}

function insideOf(e: Expression): readonly Piece[] | undefined {
	if (e.kind === "call" && e.name !== "sqrt" && e.name !== "exp" && e.name !== "abs" && e.name !== "pow") {
		const pieces = e.args.flatMap((arg, i) => joinedBy(i === 0 ? "" : mo(","), piecesOf(arg)));
		return around(`<mi>${e.name === "log" ? "ln" : e.name}</mi>${open}`, pieces, close);
	}
	const terms = termsOf(e);
	if (terms.length > 1)
		return terms.flatMap(({ sign, term }, i) => joinedBy(i === 0 && sign === "+" ? "" : mo(sign), piecesOf(term, strength.product)));
	const { above, below } = factorsOf(e);
	if (above.length < 2 || below.length > 0) return undefined;
	return above.flatMap((factor, i) => joinedBy(i === 0 ? "" : mo("·"), piecesOf(factor, strength.product)));
}

function linesOf(pieces: readonly Piece[]): string[] {
	const lines: { markup: string; length: number }[] = [];
	for (const { join, markup, length } of pieces) {
		const last = lines.at(-1);
		if (last === undefined || last.length + length > lineLength) lines.push({ markup: join + markup, length });
		else {
			last.markup += join + markup;
			last.length += length + 3;
		}
	}
	return lines.map((line) => line.markup);
}

/** A whole equation `left = e` as a `<math>` element, broken into lines where it is long. `derivative`: the left side is its rate of change. */
export function equationMathml(left: string, e: Expression, { derivative = false }: { derivative?: boolean } = {}): string {
	const side = derivative
		? `<mfrac><mrow><mi mathvariant="normal">d</mi><mspace width="0.12em"/>${nameOf(left)}</mrow><mrow><mi mathvariant="normal">d</mi><mi>t</mi></mrow></mfrac>`
		: nameOf(left);
	const lines = linesOf(piecesOf(e));
	const rows = lines.map(
		(line, i) => `<mtr><mtd>${i === 0 ? side : ""}</mtd><mtd>${i === 0 ? mo("=") : ""}</mtd><mtd><mrow>${line}</mrow></mtd></mtr>`,
	);
	return `<math display="block"><mtable columnalign="right center left">${rows.join("")}</mtable></math>`;
}
