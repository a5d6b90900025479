import { judge, type Verdict } from "./judge.ts";
import type { Input } from "./targets.ts";

/** What two failures of one cause have in common: their first line without its names and numbers. */
export const causeOf = (why: string): string => {
	const [first = "", ...stack] = why.split("\n");
	const where = stack.find((line) => line.includes("/src/"))?.replace(/^.*\/src\/([^:]+:\d+).*$/, "$1") ?? "";
	return `${first.replace(/"[^"]*"|-?\d[\d.e+-]*/g, "…").slice(0, 120)} ${where}`.trim();
};

const isSame = (verdict: Verdict, cause: string) => verdict.kind === "wrong" && causeOf(verdict.why) === cause;

/** Tries to leave out ever smaller runs of the parts. */
function withoutParts(parts: readonly string[], still: (parts: readonly string[]) => boolean): readonly string[] {
	let now = parts;
	for (let size = Math.ceil(parts.length / 2); size >= 1; size = Math.floor(size / 2))
		for (let at = 0; at < now.length; ) {
			const less = [...now.slice(0, at), ...now.slice(at + size)];
			if (still(less)) now = less;
			else at += size;
		}
	return now;
}

/** A smaller input with the same cause: lines are left out, then words and signs. */
export function reduced(input: Input, why: string, most = 400): Input {
	const cause = causeOf(why);
	let tries = 0;
	const still = (text: string) => ++tries <= most && isSame(judge({ ...input, text }), cause);
	const lines = withoutParts(input.text.split(/(?<=\n)/), (parts) => still(parts.join("")));
	const words = withoutParts(lines.join("").split(/(?<=\W)|(?=\W)/), (parts) => still(parts.join("")));
	return { ...input, text: words.join("") };
}
