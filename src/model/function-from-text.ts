import { elementary } from "../elementary/elementary.ts";

/**
 * The only place where text becomes code. The text is made by our own generator: names in it are ours (`y[3]`, `f17`), numbers come from
 * parsed numbers, nothing of a file's spelling enters it. In it, `elementary` is our own `exp`, `log`, `pow`, `sin`, `cos` and `tanh`.
 *
 *     functionFromText<(x: number) => number>("return (x) => 2 * elementary.exp(x);")(0)   // 2
 */
export function functionFromText<T>(body: string): T {
	return new Function("elementary", body)(elementary) as T;
}
