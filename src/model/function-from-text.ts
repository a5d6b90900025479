import { elementary } from "../elementary/elementary.ts";

/** Makes what a text of ours returns: from the text itself, or, where a host forbids that, from code that was built of the same text before. */
export type FunctionMaker = <T>(body: string) => T;

/**
 * The only place where text becomes code. The text is made by our own generator: names in it are ours (`y[3]`, `f17`), numbers come from
 * parsed numbers, nothing of a file's spelling enters it. In it, `elementary` holds our own functions, `exp` among them.
 *
 *     functionFromText<(x: number) => number>("return (x) => 2 * elementary.exp(x);")(0)   // 2
 */
export const functionFromText: FunctionMaker = <T>(body: string): T => new Function("elementary", body)(elementary) as T;
