/** A weighted vector: where it begins, and the text of its weight in both lanes. */
type Term = readonly [vector: number, weight: string];

/** Two numbers of a vector, at the place of the pair in `$i`. */
export const lanes = (vector: number) => `(v128.load offset=${vector} (local.get $i))`;
export const both = (value: string) => `(f64x2.splat ${value})`;
export const constant = (value: number) => `(f64.const ${value})`;
export const store = (vector: number, is: string) => `(v128.store offset=${vector} (local.get $i) ${is})`;

/**
 * A pass over so many bytes of vectors, two numbers at a time; `body` finds the place of the pair in `$i`. Nothing over 0 bytes: a loop of
 * WebAssembly runs its body before it asks.
 */
export const pass = (bytes: number, body: string, label: string): string =>
	bytes === 0
		? ""
		: `(local.set $i (i32.const 0)) (loop $${label} ${body} (br_if $${label} (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (i32.const ${bytes}))))`;

/** base + w1 v1 + w2 v2 + …, from left to right as JavaScript has it. */
export const sum = (base: string, terms: readonly Term[]) =>
	terms.reduce((sofar, [vector, weight]) => `(f64x2.add ${sofar} (f64x2.mul ${weight} ${lanes(vector)}))`, base);

/** Weights as the variables `$w0`, `$w1`, …, so that none is made anew in a pass: the lines that set them, and the terms. */
export function weighted(
	vectors: readonly number[],
	weights: readonly string[],
): { readonly set: string; readonly terms: readonly Term[] } {
	return {
		set: weights.map((weight, j) => `(local.set $w${j} ${both(weight)})`).join(" "),
		terms: weights.map((_, j): Term => [vectors[j]!, `(local.get $w${j})`]),
	};
}
