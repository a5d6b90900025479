import { binary, type Comparison, call, choice, type Expression, negate, number } from "../../language/expression.ts";
import { always, asCondition, asNumber, folded, functionsOfOne, functionsOfTwo, logarithmOf, never, rootOf } from "./mathml-functions.ts";
import type { XmlElement } from "./read-xml.ts";
import type { SbmlFunction } from "./sbml-model.ts";

/** What MathML cannot say by itself: what its names mean, and where its functions are. */
export interface MathContext {
	/** What a name stands for; undefined: nothing has it. */
	readonly meaning: (id: string) => Expression | undefined;
	readonly functions: ReadonlyMap<string, SbmlFunction>;
	readonly time: () => Expression;
	/** How fast what a name means changes. */
	readonly rateOf: (name: string) => Expression;
	readonly refuse: (at: XmlElement, message: string, hint?: string) => void;
}

/** A number or a truth. */
interface Read {
	readonly e: Expression;
	readonly isTruth: boolean;
}

type Scope = ReadonlyMap<string, Read>;

const value = (e: Expression): Read => ({ e, isTruth: false });
const truth = (e: Expression): Read => ({ e, isTruth: true });
const numberOf = ({ e, isTruth }: Read) => (isTruth ? asNumber(e) : e);
const conditionOf = ({ e, isTruth }: Read) => (isTruth ? e : asCondition(e));

const comparisons: Readonly<Record<string, Comparison>> = { eq: "==", neq: "!=", lt: "<", leq: "<=", gt: ">", geq: ">=" };

/** Exact in SI since 2019, but SBML keeps the number of 2006. */
const avogadro = 6.02214179e23;

const constants: Readonly<Record<string, Expression>> = { pi: number(Math.PI), exponentiale: number(Math.E) };

/** Functions of functions may grow without end. */
const deepest = 100;

const textOf = ({ texts }: XmlElement) => texts.join("").trim();
/** What stands in a qualifier such as the base of a logarithm, and the other parts. */
const qualified = (parts: readonly XmlElement[], qualifier: string) => ({
	by: parts.find((part) => part.name === qualifier)?.children[0],
	of: parts.filter((part) => part.name !== qualifier),
});

function literal(at: XmlElement, refuse: MathContext["refuse"]): Expression {
	const kind = at.attributes["type"] ?? "real";
	const [first = "", second = ""] = at.texts.map((one) => one.trim());
	const read = kind === "e-notation" ? Number(`${first}e${second}`) : kind === "rational" ? Number(first) / Number(second) : Number(first);
	if (first !== "" && Number.isFinite(read)) return number(read);
	refuse(at, `"${[first, second].filter(Boolean).join(" ")}" is not a finite number`);
	return number(0);
}

/** Reads one expression of MathML with the functions of its file written out. */
export function readMathml(root: XmlElement, context: MathContext): { readonly number: Expression; readonly condition: Expression } {
	const { refuse, functions } = context;
	let depth = 0;
	const refused = (at: XmlElement, message: string, hint?: string): Read => {
		refuse(at, message, hint);
		return value(number(0));
	};

	const symbol = (at: XmlElement, scope: Scope): Read => {
		const id = textOf(at);
		const bound = scope.get(id);
		if (bound) return bound;
		const meant = context.meaning(id);
		return meant ? value(meant) : refused(at, `nothing is called "${id}"`);
	};

	const csymbol = (at: XmlElement): Read => {
		const which = at.attributes["definitionURL"]?.replace(/^.*\//, "");
		if (which === "time") return value(context.time());
		if (which === "avogadro") return value(number(avogadro));
		return refused(at, `${which ?? "this symbol"} is not read here`);
	};

	const read = (at: XmlElement, scope: Scope): Read => {
		if (++depth > deepest) return refused(at, "this expression is nested too deeply, or a function calls itself");
		const result = readOne(at, scope);
		depth--;
		return result;
	};

	const readOne = (at: XmlElement, scope: Scope): Read => {
		switch (at.name) {
			case "cn":
				return value(literal(at, refuse));
			case "ci":
				return symbol(at, scope);
			case "csymbol":
				return csymbol(at);
			case "true":
				return truth(always);
			case "false":
				return truth(never);
			case "apply":
				return apply(at, scope);
			case "piecewise":
				return piecewise(at, scope);
			case "semantics":
				return at.children[0] ? read(at.children[0], scope) : refused(at, "there is nothing in this element");
			default:
				return constants[at.name] ? value(constants[at.name]!) : refused(at, `<${at.name}> is not read here`);
		}
	};

	const piecewise = (at: XmlElement, scope: Scope): Read => {
		const last = at.children.find((one) => one.name === "otherwise")?.children[0];
		if (!last) return refused(at, "without <otherwise> this has no value where no piece holds", "add an <otherwise>");
		const pieces = at.children.filter((one) => one.name === "piece" && one.children.length === 2);
		const pieceOf = ({ children: [then, when] }: XmlElement, otherwise: Expression) =>
			choice(conditionOf(read(when!, scope)), numberOf(read(then!, scope)), otherwise);
		return value(pieces.reduceRight((otherwise, piece) => pieceOf(piece, otherwise), numberOf(read(last, scope))));
	};

	const apply = (at: XmlElement, scope: Scope): Read => {
		const [operator, ...parts] = at.children;
		if (!operator) return refused(at, "there is nothing in this element");
		if (operator.name === "ci") return ownFunction(operator, parts, scope);
		if (operator.name === "csymbol") return special(operator, parts, scope);
		const numbers = () => parts.map((part) => numberOf(read(part, scope)));
		const conditions = () => parts.map((part) => conditionOf(read(part, scope)));
		const logical = logic(operator.name, conditions);
		if (logical) return truth(logical);
		const comparison = comparisons[operator.name];
		if (comparison) return truth(chained(comparison, numbers()));
		return value(arithmetic(operator, parts, (part) => numberOf(read(part, scope))));
	};

	const arithmetic = (operator: XmlElement, parts: readonly XmlElement[], numberIn: (part: XmlElement) => Expression): Expression => {
		const { name: which } = operator;
		if (which === "root" || which === "log") {
			const { by, of } = qualified(parts, which === "root" ? "degree" : "logbase");
			if (of.length !== 1) return refused(operator, `<${which}> takes one argument`).e;
			return (which === "root" ? rootOf : logarithmOf)(numberIn(of[0]!), by && numberIn(by));
		}
		const args = parts.map(numberIn);
		const [a, b] = args as [Expression, Expression];
		if (which === "plus" || which === "times") return folded(which === "plus" ? "+" : "*", args);
		if ((which === "min" || which === "max") && args.length > 0) return args.reduce((left, right) => call(which, [left, right]));
		if (which === "minus" && args.length === 1) return negate(a);
		const made = args.length === 1 ? functionsOfOne[which]?.(a) : args.length === 2 ? functionsOfTwo[which]?.(a, b) : undefined;
		return made ?? refused(operator, `<${which}> of ${args.length} is not read here`, "the model language has no such function").e;
	};

	const special = (operator: XmlElement, parts: readonly XmlElement[], scope: Scope): Read => {
		const which = operator.attributes["definitionURL"]?.replace(/^.*\//, "");
		if (which === "delay")
			return refused(operator, "a delay reads the past, which crsim does not keep", "a chain of states fades in the same way");
		if (which !== "rateOf" || !parts[0]) return refused(operator, `${which ?? "this symbol"} is not read here`);
		// Inside of a function the argument stands for what the function was given.
		const of = scope.get(textOf(parts[0]))?.e ?? context.meaning(textOf(parts[0]));
		const rate = of?.kind === "name" ? context.rateOf(of.name) : undefined;
		return rate ? value(rate) : refused(parts[0], `how fast "${textOf(parts[0])}" changes is not known`, "rateOf reads what rates move");
	};

	const ownFunction = (operator: XmlElement, parts: readonly XmlElement[], scope: Scope): Read => {
		const own = functions.get(textOf(operator));
		if (!own) return refused(operator, `there is no function "${textOf(operator)}"`);
		if (!own.body) return refused(operator, `the function "${own.id}" has no expression`);
		if (own.arguments.length !== parts.length) return refused(operator, `"${own.id}" takes ${own.arguments.length} arguments`);
		return read(own.body, new Map(own.arguments.map((argument, i) => [argument, read(parts[i]!, scope)])));
	};

	const result = read(root, new Map());
	return { number: numberOf(result), condition: conditionOf(result) };
}

/** a < b < c: each pair. */
function chained(comparison: Comparison, parts: readonly Expression[]): Expression {
	const pairs = parts.slice(1).map((right, i) => binary(comparison, parts[i]!, right));
	return pairs.length === 0 ? always : pairs.reduce((a, b) => binary("and", a, b));
}

/** The functions of truths; undefined for other functions. */
function logic(which: string, conditions: () => readonly Expression[]): Expression | undefined {
	const not = (of: Expression): Expression => ({ kind: "not", of, span: of.span });
	switch (which) {
		case "and":
			return conditions().reduce<Expression | undefined>((a, b) => (a ? binary("and", a, b) : b), undefined) ?? always;
		case "or":
			return conditions().reduce<Expression | undefined>((a, b) => (a ? binary("or", a, b) : b), undefined) ?? never;
		case "xor":
			return conditions().reduce<Expression | undefined>((a, b) => (a ? binary("!=", asNumber(a), asNumber(b)) : b), undefined) ?? never;
		case "not":
			return not(conditions()[0] ?? never);
		case "implies": {
			const [a = always, b = always] = conditions();
			return binary("or", not(a), b);
		}
		default:
			return undefined;
	}
}
