// The worker that runs wishes begins here. Beside this script stands another that puts the functions of the model into `crsimCode`.
import { elementary } from "../elementary/elementary.ts";
import type { AlgebraCode } from "../model/algebra.ts";
import type { RunRequest } from "./messages.ts";
import { runDesk } from "./run-desk.ts";
import { serveRequests } from "./serve-requests.ts";

/** Functions of the model, each made of the text that the build made, with our own `exp`, `log`, … handed in. */
type ModelCode = Readonly<Record<string, (functions: typeof elementary) => unknown>>;

/** What the scripts beside this one leave: the second where there is no machine code. */
const { crsimCode: code, crsimAlgebra: algebra } = globalThis as unknown as {
	readonly crsimCode: ModelCode;
	readonly crsimAlgebra?: Partial<AlgebraCode>;
};
const made = new Map<string, unknown>();

function functionNamed<T>(key: string): T {
	const make = code[key];
	if (make === undefined) throw new Error(`no code was built for "${key}"`);
	if (!made.has(key)) made.set(key, make(elementary));
	return made.get(key) as T;
}

serveRequests<RunRequest>(runDesk({ functions: functionNamed, clock: () => performance.now(), ...(algebra ? { algebra } : {}) }));
