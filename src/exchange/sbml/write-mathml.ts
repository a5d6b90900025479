import type { Expression } from "../../language/expression.ts";

const operators: Readonly<Record<string, string>> = {
	"+": "plus",
	"-": "minus",
	"*": "times",
	"/": "divide",
	"^": "power",
	"<": "lt",
	"<=": "leq",
	">": "gt",
	">=": "geq",
	"==": "eq",
	"!=": "neq",
	and: "and",
	or: "or",
};

/** Functions of the model language that MathML has, by their names there. */
const functions: Readonly<Record<string, string>> = {
	exp: "exp",
	log: "ln",
	sqrt: "root",
	abs: "abs",
	min: "min",
	max: "max",
	pow: "power",
	sin: "sin",
	cos: "cos",
	tanh: "tanh",
	floor: "floor",
	ceil: "ceiling",
	arcsin: "arcsin",
	arccos: "arccos",
	arctan: "arctan",
	factorial: "factorial",
};

const ci = (id: string) => `<ci>${id}</ci>`;
const apply = (operator: string, args: readonly string[]) => `<apply>${operator}${args.join("")}</apply>`;

/** A number, to the same double. */
export function numeral(value: number): string {
	const [digits, exponent] = String(value).split("e");
	if (exponent === undefined) return `<cn>${digits}</cn>`;
	return `<cn type="e-notation">${digits}<sep/>${Number(exponent)}</cn>`;
}

/** The time of SBML: it begins at 0, so that ours is so many hours later. */
const timeFrom = (from: number) => {
	const time = '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">time</csymbol>';
	return from === 0 ? time : apply("<plus/>", [time, numeral(from)]);
};

/**
 * An expression of pure numbers as MathML, for a model whose time begins at `from`. Functions that MathML lacks are those of `ownFunctions`.
 *
 *     mathml(parsed("k * il6"), 0)   // <math …><apply><times/><ci>k</ci><ci>il6</ci></apply></math>
 */
export function mathml(e: Expression, from: number): string {
	const inside = (part: Expression): string => {
		switch (part.kind) {
			case "number":
				return numeral(part.value);
			case "name":
				return part.name === "t" ? timeFrom(from) : ci(part.name);
			case "negate":
				return apply("<minus/>", [inside(part.of)]);
			case "not":
				return apply("<not/>", [inside(part.of)]);
			case "choice": {
				const piece = `<piece>${inside(part.then)}${inside(part.when)}</piece>`;
				return `<piecewise>${piece}<otherwise>${inside(part.otherwise)}</otherwise></piecewise>`;
			}
			case "binary":
				return apply(`<${operators[part.operator]}/>`, [inside(part.left), inside(part.right)]);
			case "call": {
				const known = functions[part.name];
				const args = part.name === "hill" && part.args.length === 2 ? [...part.args.map(inside), numeral(1)] : part.args.map(inside);
				return apply(known ? `<${known}/>` : ci(part.name), args);
			}
		}
	};
	return `<math xmlns="http://www.w3.org/1998/Math/MathML">${inside(e)}</math>`;
}

/** What `<functionDefinition>` takes. */
interface OwnFunction {
	readonly id: string;
	readonly math: string;
}

function own(id: string, args: readonly string[], body: string): OwnFunction {
	const bound = args.map((arg) => `<bvar>${ci(arg)}</bvar>`).join("");
	return { id, math: `<math xmlns="http://www.w3.org/1998/Math/MathML"><lambda>${bound}${body}</lambda></math>` };
}

const powered = (base: string) => apply("<power/>", [ci(base), ci("n")]);

/** Functions of the model language that MathML lacks. */
export const ownFunctions: readonly OwnFunction[] = [
	own(
		"hill",
		["x", "k", "n"],
		`<piecewise><piece>${apply("<divide/>", [powered("x"), apply("<plus/>", [powered("k"), powered("x")])])}${apply("<gt/>", [ci("x"), "<cn>0</cn>"])}</piece><otherwise><cn>0</cn></otherwise></piecewise>`,
	),
	own("clamp", ["x", "low", "high"], apply("<min/>", [apply("<max/>", [ci("x"), ci("low")]), ci("high")])),
	own("round", ["x"], apply("<floor/>", [apply("<plus/>", [ci("x"), "<cn>0.5</cn>"])])),
];
