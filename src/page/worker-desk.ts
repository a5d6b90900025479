/** A worker whose requests are answered one by one, each with the number of its question. */
export interface WorkerDesk<Request, Reply> {
	readonly ask: (request: Request) => Promise<Reply>;
	readonly close: () => void;
}

interface Reply {
	readonly id: number;
	readonly reply?: unknown;
	readonly failed?: string;
}

/**
 * Opens a classic worker on scripts that stand in the page: from a blob, since a page that was opened from disk may load nothing else. Rejects what it is
 * asked when it fails.
 */
export function workerDesk<Request, Answer>(scripts: readonly string[]): WorkerDesk<Request, Answer> {
	const address = URL.createObjectURL(new Blob([...scripts], { type: "text/javascript" }));
	const worker = new Worker(address);
	const waiting = new Map<number, { readonly tell: (answer: Answer) => void; readonly fail: (error: Error) => void }>();
	let next = 0;
	let broken: Error | undefined;
	worker.onmessage = ({ data }: MessageEvent<Reply>) => {
		const asked = waiting.get(data.id);
		waiting.delete(data.id);
		if (data.failed === undefined) asked?.tell(data.reply as Answer);
		else asked?.fail(new Error(data.failed));
	};
	worker.onerror = ({ message }) => {
		broken = new Error(message || "the browser does not let the page start a worker, which computes it");
		for (const { fail } of waiting.values()) fail(broken);
		waiting.clear();
	};
	return {
		ask: (request) =>
			new Promise((tell, fail) => {
				if (broken !== undefined) return fail(broken);
				waiting.set(next, { tell, fail });
				worker.postMessage({ id: next++, request });
			}),
		close: () => {
			worker.terminate();
			URL.revokeObjectURL(address);
		},
	};
}
