import { handedOver } from "./messages.ts";

/** What of a worker's own scope is used. */
interface WorkerScope<Request> {
	onmessage: ((event: { readonly data: { readonly id: number; readonly request: Request } }) => void) | null;
	readonly postMessage: (message: unknown, transfer: ArrayBuffer[]) => void;
}

/** Answers what comes to this worker, one after the other, each with the number of its question. */
export function serveRequests<Request>(serve: (request: never) => unknown): void {
	const scope = globalThis as unknown as WorkerScope<Request>;
	scope.onmessage = async ({ data: { id, request } }) => {
		try {
			const reply = await serve(request as never);
			scope.postMessage({ id, reply }, handedOver(reply));
		} catch (error) {
			scope.postMessage({ id, failed: error instanceof Error ? error.message : String(error) }, []);
		}
	};
}
