import type { Path } from "../input/located-yaml.ts";
import { pathText } from "../input/located-yaml.ts";
import type { PartReader } from "../language/read-parts.ts";
import type { Asked, Words } from "./lesson.ts";
import { type Askable, readFilled } from "./read-asked.ts";

/** A stray brace where the pair that holds an expression was meant. */
function strayBrace(read: PartReader, path: Path, offset: number, sign: string): undefined {
	const message = `a "${sign}" without its other half`;
	const hint = 'a number from the run stands between two: "{peak(il6)}"';
	read.problems.push({ ...read.yaml.placeWithin(path, offset), key: pathText(path), message, hint });
}

/**
 * The text at a path with what stands in braces read as questions to the runs; what is wrong goes to the reader's problems.
 *
 *     readWords(read, ["steps", 0, "say"], askable)   // ["Interleukin-6 reaches ", { is: "peak(il6)", … }, "."]
 */
export function readWords(read: PartReader, path: Path, askable: Askable): Words {
	const text = String(read.written(path)).trim();
	const words: (string | Asked)[] = [];
	let at = 0;
	for (const found of text.matchAll(/\{([^{}]*)\}|[{}]/g)) {
		const [whole, inside] = found;
		if (found.index > at) words.push(text.slice(at, found.index));
		at = found.index + whole.length;
		if (inside === undefined) strayBrace(read, path, found.index, whole);
		else words.push(...[readFilled(read, path, { text: inside, offset: found.index + 1 }, askable)].flatMap((one) => one ?? []));
	}
	if (at < text.length) words.push(text.slice(at));
	return words;
}
