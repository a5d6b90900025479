import { Presets, SingleBar } from "cli-progress";
import { say } from "./speak.ts";

/** Runs done, those of them that were found done, and all. */
export interface Progress {
	readonly done: number;
	readonly found: number;
	readonly all: number;
}

/** `40 s`, `12 min`, `3 h 10 min`. */
function lengthOf(seconds: number): string {
	if (seconds < 90) return `${Math.ceil(seconds)} s`;
	const minutes = Math.round(seconds / 60);
	return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The time left at the pace of what was really run; nothing until enough was run to know. */
function left({ done, found, all }: Progress, seconds: number): string {
	const run = done - found;
	return run < 10 || seconds < 1 ? "" : lengthOf((seconds * (all - done)) / run);
}

/** Tells how far the work is, on stderr: a bar on a terminal, a line at each tenth elsewhere. */
export function progressTeller(): { readonly tell: (progress: Progress) => void; readonly stop: () => void } {
	const begun = performance.now();
	const seconds = () => (performance.now() - begun) / 1000;
	if (!process.stderr.isTTY) {
		let told = -1;
		return {
			tell: (progress) => {
				const tenth = Math.floor((10 * progress.done) / progress.all);
				if (tenth <= told) return;
				const first = told < 0;
				told = tenth;
				const rest = left(progress, seconds());
				if (first && progress.found > 0) say(`${progress.found} of ${progress.all} runs were done before`);
				else if (!first)
					say(`${progress.done} of ${progress.all} runs${rest === "" || progress.done === progress.all ? "" : `, about ${rest} left`}`);
			},
			stop: () => {},
		};
	}
	const bar = new SingleBar(
		{ format: "{bar} {percentage} % · {value} of {total} runs{rest}", clearOnComplete: true, stream: process.stderr },
		Presets.shades_classic,
	);
	let begunBar = false;
	return {
		tell: (progress) => {
			const rest = left(progress, seconds());
			const payload = { rest: rest === "" ? "" : ` · about ${rest} left` };
			if (!begunBar) bar.start(progress.all, progress.done, payload);
			else bar.update(progress.done, payload);
			begunBar = true;
		},
		stop: () => bar.stop(),
	};
}
