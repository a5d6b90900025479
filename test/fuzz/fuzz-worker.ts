import { parentPort, workerData } from "node:worker_threads";
import { inputOf, judge, type Verdict } from "./judge.ts";

/** An input that was judged. */
export interface Judged {
	readonly number: number;
	readonly kind: string;
	readonly verdict: Verdict;
}

/** Judges batches of inputs. `progress` holds the number of the input at work, -1 between batches, so that whoever waits can tell that it hangs. */
const { seed, only, progress } = workerData as { seed: number; only: string | undefined; progress: SharedArrayBuffer };
const current = new Float64Array(progress);

parentPort!.on("message", ({ from, to }: { from: number; to: number }) => {
	const judged: Judged[] = [];
	for (let number = from; number < to; number++) {
		current[0] = number;
		const input = inputOf(seed, number, only);
		judged.push({ number, kind: input.kind, verdict: judge(input) });
	}
	current[0] = -1;
	parentPort!.postMessage(judged);
});
