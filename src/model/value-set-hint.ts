import { allowedHint } from "../input/nearest.ts";
import type { ValueSet } from "./model.ts";

/**
 * What to do where a word names no disease or product: the one that people call so, or those that there are.
 *
 *     valueSetHint("Yescarta", "product", model.products)   // 'Did you mean "axi-cel"? See: crsim list products'
 */
export function valueSetHint(word: string, key: "disease" | "product", known: ReadonlyMap<string, ValueSet>): string {
	const meant = [...known.values()].find(({ names }) => names.some((name) => name.toLowerCase() === word.toLowerCase()));
	const hint = meant === undefined ? allowedHint(word, known.keys()) : `Did you mean "${meant.name}"?`;
	return `${hint} See: crsim list ${key}s`;
}
