// The worker that runs wishes begins here. Beside this script stands another that puts the functions of the model into `crsimCode`.
import { elementary } from "../elementary/elementary.ts";
import { handedOver, type RunRequest } from "./messages.ts";
import { runDesk } from "./run-desk.ts";

/** What of a worker's own scope is used. */
interface WorkerScope {
	onmessage: ((event: { readonly data: { readonly id: number; readonly request: RunRequest } }) => void) | null;
	readonly postMessage: (message: unknown, transfer: ArrayBuffer[]) => void;
	/** Functions of the model, each made of the text that the build made, with our own `exp`, `log`, … handed in. */
	readonly crsimCode: Readonly<Record<string, (functions: typeof elementary) => unknown>>;
}

const scope = globalThis as unknown as WorkerScope;
const made = new Map<string, unknown>();

function functionNamed<T>(key: string): T {
	const make = scope.crsimCode[key];
	if (make === undefined) throw new Error(`no code was built for "${key}"`);
	if (!made.has(key)) made.set(key, make(elementary));
	return made.get(key) as T;
}

const serve = runDesk({ functions: functionNamed, clock: () => performance.now() });

scope.onmessage = ({ data: { id, request } }) => {
	try {
		const reply = serve(request as never);
		scope.postMessage({ id, reply }, handedOver(reply));
	} catch (error) {
		scope.postMessage({ id, failed: error instanceof Error ? error.message : String(error) }, []);
	}
};
