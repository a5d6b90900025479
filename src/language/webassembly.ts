import type { Arithmetic, Comparison, Expression } from "./expression.ts";

/** Functions that the machine knows itself. */
const instructions: Readonly<Record<string, string>> = { sqrt: "sqrt", abs: "abs", floor: "floor", ceil: "ceil" };

/** Functions that a module must hold besides: those of `elementary/in-webassembly.ts`, so that both languages agree to the last bit. */
const calledFunctions: readonly string[] = ["exp", "log", "sin", "cos", "tanh", "arcsin", "arccos", "arctan", "factorial", "round", "pow"];

const operators: Readonly<Record<Exclude<Arithmetic, "^"> | Exclude<Comparison, "!=">, string>> = {
	"+": "add",
	"-": "sub",
	"*": "mul",
	"/": "div",
	"<": "lt",
	"<=": "le",
	">": "gt",
	">=": "ge",
	"==": "eq",
};

const isCheap = (e: Expression) => e.kind === "number" || e.kind === "name";

/**
 * The text of an expression of pure numbers in WebAssembly, in folded form; `read` gives the text that reads a name. Conditions are whole
 * numbers, everything else is of 64 bits. Hill functions must have been written out as arithmetic before.
 *
 *     webAssembly(parsed("2 * il6"), () => "(local.get $f3)")   // "(f64.mul (f64.const 2) (local.get $f3))"
 */
export function webAssembly(e: Expression, read: (name: string) => string): string {
	const text = (part: Expression): string => {
		switch (part.kind) {
			case "number":
				return `(f64.const ${part.value})`;
			case "name":
				return read(part.name);
			case "negate":
				return `(f64.neg ${text(part.of)})`;
			case "not":
				return `(i32.eqz ${text(part.of)})`;
			case "choice": {
				const [then, otherwise, when] = [part.then, part.otherwise, part.when].map(text);
				if (isCheap(part.then) && isCheap(part.otherwise)) return `(select ${then} ${otherwise} ${when})`;
				return `(if (result f64) ${when} (then ${then}) (else ${otherwise}))`;
			}
			case "call":
				return callText(part.name, part.args.map(text));
			case "binary":
				return binaryText(part.operator, text(part.left), text(part.right));
		}
	};
	return text(e);
}

function callText(name: string, args: readonly string[]): string {
	if (name === "min" || name === "max") return args.reduce((sofar, one) => `(f64.${name} ${sofar} ${one})`);
	if (name === "clamp") return `(f64.min (f64.max ${args[0]} ${args[1]}) ${args[2]})`;
	if (instructions[name]) return `(f64.${instructions[name]} ${args.join(" ")})`;
	if (calledFunctions.includes(name)) return `(call $${name} ${args.join(" ")})`;
	throw new Error(`${name} cannot be written in WebAssembly`);
}

function binaryText(operator: Extract<Expression, { kind: "binary" }>["operator"], a: string, b: string): string {
	switch (operator) {
		case "^":
			return `(call $pow ${a} ${b})`;
		case "and":
		case "or":
			return `(i32.${operator} ${a} ${b})`;
		case "!=":
			// Unknown is not "different": a comparison with NaN is false.
			return `(i32.or (f64.lt ${a} ${b}) (f64.gt ${a} ${b}))`;
		default:
			return `(f64.${operators[operator]} ${a} ${b})`;
	}
}
