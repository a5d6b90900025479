import { join } from "node:path";
import { accountOf } from "../fit/account.ts";
import type { FitState } from "../fit/fit.ts";
import { isDone } from "../fit/steps.ts";
import { onCommandLine, refuse } from "../node/asked.ts";
import { stateIn, writeFit } from "../node/fit-folder.ts";
import { type LoadedFit, loadFit, trialsWith } from "../node/load-fit.ts";
import { runFit } from "../node/run-fit.ts";
import { runTrials } from "../node/run-trials.ts";
import { phase } from "../node/times.ts";
import { checkStudyNumbers } from "../node/whole-study.ts";
import { writeTrials } from "../node/write-trials.ts";
import { fitTable, misfitSentence } from "../report/fit-table.ts";
import { giveBack, tuneForThreads } from "./memory.ts";
import { wishesOf } from "./paint.ts";
import { progressTeller } from "./progress.ts";
import { exitCodes, result, resultLines, say } from "./speak.ts";

export interface Arguments {
	readonly fit: string;
	readonly out?: string | undefined;
	readonly steps?: string | undefined;
	readonly workers?: string | undefined;
	readonly format: string;
	readonly models?: string | undefined;
	readonly chart?: string | undefined;
	readonly id?: string | undefined;
	readonly infusion?: string | undefined;
	readonly known?: string | undefined;
	readonly until?: string | undefined;
	readonly care?: string | readonly string[] | undefined;
	readonly patients?: string | undefined;
	readonly seed?: string | undefined;
	readonly force?: boolean | undefined;
}

/** Options that belong to the chart of one patient. */
const ofCharts = ["id", "infusion", "known", "until", "care", "patients", "seed", "force"] as const;

/** Refuses options of the other kind of fit, so that nothing is passed over without a word. */
function refuseUnfit(args: Arguments): void {
	if (args.chart !== undefined && args.steps !== undefined)
		refuse(onCommandLine, "steps", "a fit to a chart is not stopped and gone on with", "leave it out");
	for (const option of args.chart === undefined ? ofCharts : [])
		if (args[option] !== undefined && args[option] !== false)
			refuse(onCommandLine, option, "it goes with --chart: a fit file says all of it itself", `name a chart, or write it into ${args.fit}`);
}

/** Most assimilations of one call. */
const mostSteps = 100;

function stepsOf(written: string | undefined): number | undefined {
	if (written === undefined) return undefined;
	const steps = Number(written);
	if (Number.isInteger(steps) && steps >= 1 && steps <= mostSteps) return steps;
	return refuse(onCommandLine, "steps", `"${written}" is not a whole number from 1 to ${mostSteps}`, "for example --steps 1");
}

/** Tells of the runs of one trial after the other. */
function tellers(what: string) {
	let progress = progressTeller();
	return {
		onProgress: (one: Parameters<typeof progress.tell>[0]) => progress.tell(one),
		onTrial: (name: string) => {
			progress.stop();
			progress = progressTeller();
			say(`${what}: ${name}`);
		},
		onOpened: giveBack,
		stop: () => progress.stop(),
	};
}

/** The members against other virtual patients than those that they were fitted to. */
async function validate(
	{ fit, models }: LoadedFit,
	{ members }: FitState,
	{ out, workers }: { out: string; workers: number },
): Promise<void> {
	const teller = tellers("validation");
	const settings = { patients: fit.patients, seed: fit.seed + 1, changes: {}, asker: "fit", inert: false, models };
	const found = await runTrials(trialsWith(fit, { members, seed: settings.seed, models }), settings, { workers, ...teller });
	teller.stop();
	for (const warning of await writeTrials(join(out, "validation"), { found, before: null }, { force: true })) say(warning);
}

export async function fit(args: Arguments): Promise<number> {
	refuseUnfit(args);
	if (args.chart !== undefined) return (await import("./fit-chart.ts")).fitOneChart(args.fit, { ...args, chart: args.chart });
	const { workers } = checkStudyNumbers({ workers: args.workers }, onCommandLine);
	const stopAfter = stepsOf(args.steps);
	phase("program loaded");
	const loaded = loadFit(args.fit, args.models);
	const { out } = args;
	const begun = out === undefined ? null : stateIn(out, loaded);
	if (begun !== null) say(`going on after ${begun.step} of ${loaded.fit.steps} assimilations`);
	tuneForThreads(workers);
	const teller = tellers("fit");
	const state = await runFit(loaded, begun, {
		workers,
		stopAfter,
		...teller,
		onState: (now) => {
			teller.stop();
			say(misfitSentence(loaded.fit, now));
			if (out !== undefined) writeFit(out, loaded, now);
		},
	});
	teller.stop();
	const targets = loaded.targets.map(({ target }) => target);
	const account = accountOf(loaded.fit, targets, state);
	if (out !== undefined && isDone(loaded.fit, state)) {
		await validate(loaded, state, { out, workers });
		say(`wrote ${join(out, "ensemble.yaml")} (crsim trial --sets), fit.json, and validation/report.html with other patients`);
	} else if (out !== undefined) say(`not finished: the same command goes on from ${join(out, "state.json")}`);
	if (args.format === "json") result(JSON.stringify(account, null, "\t"));
	else resultLines(fitTable(account, wishesOf(process.stdout)));
	return exitCodes.done;
}
