import { formatProblems } from "../../src/input/format-problems.ts";
import { InputError, type Problem } from "../../src/input/problem.ts";
import { drawOf } from "./draw.ts";
import { type Input, targets } from "./targets.ts";

/** What came of an input. `wrong`: why it is a defect of ours. */
export type Verdict =
	| { readonly kind: "good"; readonly runs: number }
	| { readonly kind: "refused" }
	| { readonly kind: "wrong"; readonly why: string };

/** A reading that takes longer counts as one that hangs. Milliseconds of the processor. */
const usual = 2000;

/** Words of the engine, of our code or of a library that no message may hold, unless the input did. */
const internal =
	/undefined|\[object|\bNaN\b|Infinity|TypeError|RangeError|SyntaxError|Cannot read|is not a function|not iterable|\bat \S+\.ts:|_literal|native code/g;

function faultsOf({ file, line, column, message, hint = "" }: Problem, text: string): readonly string[] {
	const whole = (value: number) => Number.isInteger(value) && value >= 1;
	const words = [...`${message} ${hint}`.matchAll(internal)].map(([word]) => word).filter((word) => !text.includes(word));
	return [
		...(typeof file === "string" && file !== "" ? [] : ["it names no file"]),
		...(whole(line) && whole(column) ? [] : [`its place is ${line}:${column}`]),
		...(message.trim() === "" ? ["its message is empty"] : []),
		...words.map((word) => `it says "${word}"`),
	].map((fault) => `the problem "${message}": ${fault}`);
}

function judged(input: Input): Verdict {
	try {
		const { runs, faults } = targets[input.kind]!.read(input);
		return faults.length > 0 ? { kind: "wrong", why: faults[0]! } : { kind: "good", runs };
	} catch (error) {
		if (!(error instanceof InputError)) return { kind: "wrong", why: error instanceof Error ? `${error.stack}` : String(error) };
		const faults = error.problems.length === 0 ? ["no problem is told"] : error.problems.flatMap((one) => faultsOf(one, input.text));
		formatProblems(error.problems, () => input.text);
		return faults.length > 0 ? { kind: "wrong", why: faults[0]! } : { kind: "refused" };
	}
}

/** Reads an input and says what came of it: good, refused with places and in plain words, or a defect. */
export function judge(input: Input): Verdict {
	const before = process.threadCpuUsage();
	const verdict = judged(input);
	const { user, system } = process.threadCpuUsage(before);
	const taken = (user + system) / 1000;
	const { longest = usual } = targets[input.kind]!;
	return taken > longest && verdict.kind !== "wrong" ? { kind: "wrong", why: `it takes ${Math.round(taken)} ms` } : verdict;
}

const kinds = Object.keys(targets);
const shares = kinds.map((kind) => targets[kind]!.share);
const ends = shares.map((_, i) => shares.slice(0, i + 1).reduce((sum, share) => sum + share, 0));
const all = ends.at(-1)!;

/**
 * Input `number` of a seed: the same wherever it is made. `only`: one kind.
 *
 *     judge(inputOf(7, 123456))
 */
export function inputOf(seed: number, number: number, only?: string): Input {
	const draw = drawOf(seed, number);
	const at = draw.between(0, all);
	const kind = kinds[ends.findIndex((end) => at < end)]!;
	return { kind: only ?? kind, ...targets[only ?? kind]!.make(draw) };
}
