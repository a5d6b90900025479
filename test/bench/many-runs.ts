import { availableParallelism } from "node:os";
import { firstState } from "../../src/fit/steps.ts";
import { loadFit, trialsWith } from "../../src/node/load-fit.ts";
import { sweepInMemory } from "../../src/node/sweep.ts";
import { columnsOf, momentsOf } from "../../src/population/read-of-runs.ts";
import { runPatient } from "../../src/population/simulate-patients.ts";
import type { StudyWork } from "../../src/population/study-work.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { cpuOf, patientRun, trialUnder } from "./patient-runs.ts";

/** A line of the bench: what was measured, what it came to, and what it may come to at most or at least. */
export interface Measured {
	readonly what: string;
	readonly came: string;
	readonly limit: string;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** What a patient under care costs against the integration of the same legs alone: CPU time of one thread, rounds of the two in turn. */
export function againstBareLegs(care: string, { patients = 8, rounds = 7 } = {}): Measured {
	const work = trialUnder(care, { patients });
	const engine = loadProgram(work.programs[0]!);
	const kept = { columns: columnsOf(work, engine.program.bind), moments: momentsOf(work, engine.program) };
	const all = Array.from({ length: patients }, (_, patient) => patientRun(work, engine, patient));
	const bare = () => {
		for (const one of all) one.bare();
	};
	const whole = () => {
		for (const patient of all.keys()) runPatient(engine, { seed: work.seed, patient }, kept);
	};
	// As in a long study: the machine code of everything that a run calls is made in the first dozens of patients.
	for (let warm = 0; warm < 8; warm++) {
		bare();
		whole();
	}
	const times = Array.from({ length: rounds }, () => [cpuOf(whole) / patients, cpuOf(bare) / patients] as const);
	const [run, legs] = [median(times.map(([one]) => one)), median(times.map(([, one]) => one))];
	const ratio = median(times.map(([one, other]) => one / other));
	return {
		what: `a patient under ${care} for 30 days against bare legs (CPU, ${patients} patients of zuma-1)`,
		came: `${run.toFixed(1)} ms, ${legs.toFixed(1)} ms bare: x ${ratio.toFixed(2)}`,
		limit: "at most x 1.6",
	};
}

/** What threads come to: patient-runs by the clock, and by the CPU time of all of them. */
async function swept(work: StudyWork, workers: number): Promise<{ readonly seconds: number; readonly cpu: number; readonly runs: number }> {
	let [begun, cpu] = [0, process.cpuUsage()];
	await sweepInMemory(work, {
		workers,
		shard: { index: 1, of: 1 },
		onProgress: () => {},
		onOpened: () => {
			[begun, cpu] = [performance.now(), process.cpuUsage()];
		},
	});
	const { user, system } = process.cpuUsage(cpu);
	return {
		seconds: (performance.now() - begun) / 1000,
		cpu: (user + system) / 1e6,
		runs: work.head.patients * work.head.cells.length,
	};
}

const rate = ({ seconds, cpu, runs }: Awaited<ReturnType<typeof swept>>) =>
	`${(runs / seconds).toFixed(0)} patient-runs a second, ${((1000 * cpu) / runs).toFixed(0)} ms of CPU each`;

/** Patient-runs of a fit, the first members of its ensemble through one of its trials, against a plain sweep of as many patients of that trial. */
export async function ofAFit(name = "four-trials", { members = 10, patients = 20, trial = "zuma-1" } = {}): Promise<Measured> {
	const { fit, id } = loadFit(name);
	const some = { ...fit, patients, trials: [trial] };
	const workOf = (many: typeof some, sets: readonly (readonly number[])[]) =>
		trialsWith(many, { members: sets, seed: fit.seed, models: undefined }).trials[0]!.prepared!.work;
	const workers = availableParallelism();
	const found = await swept(workOf(some, firstState(fit, id).members.slice(0, members)), workers);
	const plain = await swept(workOf({ ...some, patients: patients * members }, []), workers);
	return {
		what: `fit ${name}: ${members} members x ${patients} patients of ${trial} against ${patients * members} patients of a sweep, ${workers} threads, their start included`,
		came: `${rate(found)}; ${rate(plain)}: x ${(found.cpu / found.runs / (plain.cpu / plain.runs)).toFixed(2)}`,
		limit: "at most x 1.2",
	};
}

/** A sweep on one thread and on two: results are the same, and the second thread should halve the time where a second core is idle. */
export async function onOneAndTwo(care = "p4", patients = 100): Promise<Measured> {
	const work = trialUnder(care, { patients });
	const [one, two] = [await swept(work, 1), await swept(work, 2)];
	return {
		what: `a sweep of ${patients} patients of zuma-1 under ${care} on one thread and on two, their start included`,
		came: `${rate(one)}; ${rate(two)}: x ${(one.seconds / two.seconds).toFixed(2)}`,
		limit: "at least x 1.6 where two cores are idle",
	};
}
