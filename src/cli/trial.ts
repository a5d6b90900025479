import { join } from "node:path";
import { onCommandLine, refuse } from "../node/asked.ts";
import { type LoadedTrials, loadTrials, setsIn, type TrialSettings } from "../node/load-trials.ts";
import { runTrials } from "../node/run-trials.ts";
import { phase } from "../node/times.ts";
import { shippedTrials } from "../node/trial-texts.ts";
import { checkStudyNumbers } from "../node/whole-study.ts";
import { resultsIn, writeTrials } from "../node/write-trials.ts";
import { trialsTable } from "../report/trials-table.ts";
import type { TrialsResult } from "../trial/result.ts";
import { figureSize } from "./figure-size.ts";
import { giveBack, tuneForThreads } from "./memory.ts";
import { wishesOf } from "./paint.ts";
import { progressTeller } from "./progress.ts";
import { exitCodes, result, resultLines, say } from "./speak.ts";

export interface Arguments {
	readonly names: readonly string[];
	readonly all?: boolean | undefined;
	readonly patients?: string | undefined;
	readonly seed?: string | undefined;
	readonly rtol?: string | undefined;
	readonly workers?: string | undefined;
	readonly out?: string | undefined;
	readonly set?: readonly string[] | undefined;
	readonly sets?: string | undefined;
	readonly "without-effects"?: boolean | undefined;
	readonly against?: string | undefined;
	readonly force?: boolean | undefined;
	readonly size?: string | undefined;
	readonly format: string;
	readonly models?: string | undefined;
}

/** Virtual patients of a trial where nobody says how many: their own share of an interval is then a third of that of a trial of a hundred. */
const usualPatients = 1000;

/** `il6_gain=0.8x` */
function changesOf(written: readonly string[] = []): Readonly<Record<string, string>> {
	const pairs = written.map((one): readonly [string, string] => {
		const [, name = "", value = ""] = /^\s*([A-Za-z]\w*)\s*=\s*(\S.*?)\s*$/.exec(one) ?? [];
		return name === ""
			? refuse(onCommandLine, "set", `expected NAME=VALUE, found "${one}"`, "for example --set il6_gain=0.8x")
			: [name, value];
	});
	const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) < i);
	if (twice) refuse(onCommandLine, "set", `"${twice[0]}" is set twice`, "set each parameter once");
	return Object.fromEntries(pairs);
}

function filesOf({ names, all }: Arguments): readonly string[] {
	if (all === true && names.length > 0)
		refuse(onCommandLine, "all", `all trials, or some: found both --all and "${names[0]}"`, "leave one of them out");
	if (all === true) return shippedTrials();
	return names.length > 0 ? names : refuse(onCommandLine, "names", "no trial is named", "name some (crsim list trials), or give --all");
}

function settingsOf(args: Arguments) {
	const { workers, wishes } = checkStudyNumbers(args, onCommandLine);
	const settings: TrialSettings = {
		patients: wishes.patients ?? usualPatients,
		seed: wishes.seed ?? 1,
		rtol: wishes.rtol,
		changes: changesOf(args.set),
		asker: onCommandLine.file,
		sets: args.sets === undefined ? undefined : setsIn(args.sets),
		inert: args["without-effects"] === true,
		models: args.models,
	};
	return { settings, workers };
}

/** Says what each trial warns of, once. */
function sayWarnings({ trials }: LoadedTrials): void {
	const warnings = trials.flatMap(({ name, trial }) => (trial.study?.warnings ?? []).map((warning) => `${name}: ${warning}`));
	for (const warning of warnings) say(`warning: ${warning}`);
}

function sayFailures({ failures: { count, first } }: TrialsResult): void {
	if (count > 0) say(`warning: ${count} runs failed and are left out; the first, of ${first[0]!.trial}: ${first[0]!.why}`);
}

export async function trial(args: Arguments): Promise<number> {
	const { out, against, force, format } = args;
	const files = filesOf(args);
	const { settings, workers } = settingsOf(args);
	const size = figureSize(args);
	const before = against === undefined ? null : resultsIn(against);
	phase("program loaded");
	tuneForThreads(workers);
	const loaded = loadTrials(files, settings);
	sayWarnings(loaded);
	let progress = progressTeller();
	const found = await runTrials(loaded, settings, {
		workers,
		out,
		force,
		onProgress: (one) => progress.tell(one),
		onOpened: giveBack,
		onTrial: (name) => {
			progress.stop();
			progress = progressTeller();
			say(`trial ${name}`);
		},
	});
	progress.stop();
	sayFailures(found);
	if (out !== undefined) {
		for (const warning of await writeTrials(out, { found, before, size }, { force })) say(warning);
		say(`wrote ${join(out, "report.html")}, trials.json, endpoints.csv and the figures beside them`);
	}
	if (format === "json") result(JSON.stringify(found, null, "\t"));
	else resultLines(trialsTable(found, { ...wishesOf(process.stdout), before }));
	return exitCodes.done;
}
