import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { Judged } from "./fuzz-worker.ts";
import { inputOf, judge, type Verdict } from "./judge.ts";
import { reduced } from "./reduce.ts";
import { count, newTally, tableOf } from "./tally.ts";

/** `npm run fuzz -- --minutes 60`: inputs of every kind for as long as asked; `--only 123456` judges one again and says why it fails. */
const { values: asked } = parseArgs({
	options: {
		seed: { type: "string", default: "7" },
		minutes: { type: "string", default: "1" },
		count: { type: "string", default: "Infinity" },
		from: { type: "string", default: "0" },
		workers: { type: "string", default: String(availableParallelism()) },
		kind: { type: "string" },
		only: { type: "string" },
	},
});
const [seed, from] = [Number(asked.seed), Number(asked.from)];
const folder = "out/fuzz";
const batch = 200;
const workers = Number(asked.workers);
/** An input at which the threads have worked for so long, in milliseconds, hangs. Not by the clock: others may have the processor. */
const deadline = 10_000 * workers;

const replay = (number: number) =>
	`npm run fuzz -- --seed ${seed} --only ${number}${asked.kind === undefined ? "" : ` --kind "${asked.kind}"`}`;

/** Judges one input again, with all that is known of its fault. */
function again(number: number): readonly string[] {
	const input = inputOf(seed, number, asked.kind);
	const verdict = judge(input);
	const made = `${input.kind} ${input.part}\n${input.text}\n`;
	if (verdict.kind !== "wrong") return [made, verdict.kind];
	process.exitCode = 1;
	return [made, verdict.why, `\nThe same fault, shorter:\n${reduced(input, verdict.why).text}`];
}

const tally = newTally();

function noted(number: number, verdict: Verdict): void {
	const input = inputOf(seed, number, asked.kind);
	if (!count(tally, { number, input, verdict }) || verdict.kind !== "wrong") return;
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${folder}/${seed}-${number}.txt`, input.text);
	console.log(`\n${input.kind} ${input.part}: ${verdict.why.split("\n").slice(0, 4).join("\n")}\n  ${replay(number)}`);
}

const end = Date.now() + Number(asked.minutes) * 60_000;
const last = from + Number(asked.count);
let next = from;

/** One thread, which judges batch after batch. One that hangs is ended, its input noted, and another goes on with the next batch. */
function employ(): Promise<void> {
	return new Promise((done, failed) => {
		const progress = new SharedArrayBuffer(8);
		const current = new Float64Array(progress);
		const worker = new Worker(new URL("fuzz-worker.ts", import.meta.url), { workerData: { seed, only: asked.kind, progress } });
		const leave = (then: () => void) => {
			clearInterval(watch);
			void worker.terminate().then(then);
		};
		const take = () => {
			if (Date.now() >= end || next >= last) return leave(done);
			const first = next;
			next = Math.min(next + batch, last);
			worker.postMessage({ from: first, to: next });
		};
		let seen = { number: -1, work: 0 };
		const watch = setInterval(() => {
			const [number] = current as unknown as [number];
			const { user } = process.cpuUsage();
			if (number !== seen.number || number < 0) seen = { number, work: user / 1000 };
			if (user / 1000 - seen.work < deadline) return;
			noted(number, { kind: "wrong", why: "it hangs" });
			leave(() => employ().then(done, failed));
		}, 1000);
		worker.on("message", (verdicts: readonly Judged[]) => {
			for (const { number, kind, verdict } of verdicts)
				if (verdict.kind === "wrong") noted(number, verdict);
				else count(tally, { number, input: { kind, part: "", text: "" }, verdict });
			take();
		});
		worker.on("error", failed);
		take();
	});
}

async function fuzz(): Promise<void> {
	const began = Date.now();
	const line = () => {
		const seconds = (Date.now() - began) / 1000;
		const inputs = [...tally.rows.values()].reduce((sum, row) => sum + row.inputs, 0);
		process.stderr.write(`\r${inputs} inputs in ${Math.round(seconds)} s, ${tally.causes.size} faults `);
	};
	const shown = setInterval(line, process.stderr.isTTY ? 1000 : 60_000);
	await Promise.all(Array.from({ length: workers }, employ));
	clearInterval(shown);
	line();
	console.log(`\n\n${tableOf(tally)}`);
	for (const [cause, { number, count: often }] of tally.causes) console.log(`${often} x ${cause}\n  ${replay(number)}`);
	process.exitCode = tally.causes.size > 0 ? 1 : 0;
}

if (asked.only === undefined) await fuzz();
else console.log(again(Number(asked.only)).join("\n"));
