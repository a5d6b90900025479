/**
 * What a run costs: `npm run bench`, or `npm run bench -- untreated bulky-untreated` for some scenarios only. One table: every scenario
 * with every method, the packages of others and compiled solvers on the same right-hand side, in rounds that alternate between them so that
 * a busy machine slows them alike. Then rows of patients under care, of a fit and of sweeps, each with its limit: `npm run bench -- patients` for those alone.
 * Read the ratios and the counts; milliseconds are of this machine and moment.
 * `npm run bench -- page` measures the live page in a browser instead.
 */
import { compileModel } from "../../src/model/model-program.ts";
import { methods } from "../../src/ode/methods.ts";
import { type Engine, loadProgram } from "../../src/simulate/engine.ts";
import { defaultOptions } from "../../src/simulate/options.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { runEngine } from "../support/run-plan.ts";
import { shipped, shippedScenarioNames } from "../support/shipped.ts";
import { compiled, missing, rodas } from "./compiled.ts";
import { againstBareLegs, type Measured, ofAFit, onOneAndTwo } from "./many-runs.ts";
import { costOf, eighty } from "./outcomes.ts";
import { peers } from "./peers.ts";
import { errorOf, type Replay, replayOf, type Solved, solvedBy } from "./replay.ts";

const rounds = 3;
/** What a method may take of a round, milliseconds. */
const patience = 300;
const { relativeTolerance, method: byDefault } = defaultOptions;

/** In place of a scenario: only the rows of many patients. */
const patientsAlone = "patients";

if (process.argv[2] === "page") {
	await (await import("./page.ts")).benchPage();
	process.exit(0);
}

const asked = process.argv.slice(2).filter((name) => name !== patientsAlone);
const isPatientsAlone = process.argv.includes(patientsAlone);
const unknown = asked.filter((name) => !shippedScenarioNames.includes(name));
if (unknown.length > 0) {
	console.error(`unknown scenario ${unknown.join(", ")}; allowed: ${["page", patientsAlone, ...shippedScenarioNames].join(", ")}`);
	process.exit(1);
}
const names = asked.length > 0 || isPatientsAlone ? asked : shippedScenarioNames;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** The fastest of as many as fit, so that a pause of the machine does not count. */
function fastest(work: () => unknown): number {
	let best = Number.POSITIVE_INFINITY;
	const end = performance.now() + patience;
	do {
		const begun = performance.now();
		work();
		best = Math.min(best, performance.now() - begun);
	} while (performance.now() < end);
	return best;
}

interface Row {
	readonly name: string;
	readonly solved: Solved;
	/** Milliseconds of the solver, once a round. */
	readonly time: () => number;
	/** Milliseconds of a whole run, with looks, grades and tables. */
	readonly whole?: () => number;
}

function rowsOf(engine: Engine, replay: Replay, solvers: ReturnType<typeof compiled>["solvers"]): Row[] {
	const inJavaScript = { inJavaScript: true };
	return [
		...Object.keys(methods).map(
			(method): Row => ({
				name: method,
				solved: solvedBy(method, replay),
				time: () => fastest(() => solvedBy(method, replay)),
				whole: () => fastest(() => runEngine(engine, { method, relativeTolerance })),
			}),
		),
		{
			name: `${byDefault} in JS`,
			solved: solvedBy(byDefault, replay, inJavaScript),
			time: () => fastest(() => solvedBy(byDefault, replay, inJavaScript)),
		},
		...peers().present.map(
			(peer): Row => ({
				name: peer.name,
				solved: peer.solve(replay),
				time: () => fastest(() => peer.solve(replay)),
			}),
		),
		...solvers.map((solver): Row => {
			const first = solver.solve(1);
			const times = Math.max(1, Math.round(patience / first.milliseconds));
			return { name: solver.name, solved: first, time: () => solver.solve(times).milliseconds };
		}),
	];
}

const columns = ["scenario", "method", "run ms", "solver ms", `x ${byDefault}`, "steps", "rejected", "evaluations", "error"] as const;
const [widest, wide] = [Math.max(...names.map((name) => name.length)), 16];
const line = (cells: readonly string[]) =>
	cells.map((cell, i) => (i === 0 ? cell.padEnd(widest) : i === 1 ? cell.padEnd(wide) : cell.padStart(11))).join(" ");
const count = (value: number) => (Number.isNaN(value) ? "–" : String(value));
const digits = (value: number) => (Number.isNaN(value) ? "" : value.toPrecision(3));

/** Of each scenario: the solver's time by method. */
const ratios = new Map<string, number[]>();

function measure(name: string): void {
	const { plan } = shipped(name);
	const engine = loadProgram(compileProgram(plan));
	const replay = replayOf(plan, relativeTolerance);
	const tight = solvedBy("rodas5p", replay, { sharper: 1e4 });
	const { solvers, close } = compiled(replay);
	try {
		const rows = rowsOf(engine, replay, solvers);
		// The first runs are slower until the machine code is made.
		for (const { whole } of rows) whole?.();
		const times = rows.map(() => [] as number[]);
		const wholes = rows.map(() => [] as number[]);
		for (let round = 0; round < rounds; round++) {
			for (const [i, { time, whole }] of rows.entries()) {
				times[i]!.push(time());
				if (whole) wholes[i]!.push(whole());
			}
		}
		const usual = times[rows.findIndex((row) => row.name === byDefault)]!;
		for (const [i, row] of rows.entries()) {
			const ratio = median(times[i]!.map((ms, round) => ms / usual[round]!));
			ratios.set(row.name, [...(ratios.get(row.name) ?? []), ratio]);
			const { steps, rejected, evaluations } = row.solved;
			const error = errorOf(row.solved, tight, replay).toExponential(1);
			const shown = [digits(median(wholes[i]!)), digits(median(times[i]!)), ratio.toFixed(2)];
			console.log(line([name, row.name, ...shown, ...[steps, rejected, evaluations].map(count), error]));
		}
	} finally {
		close();
	}
}

async function measurePatients(): Promise<void> {
	console.log("\nmany patients: what is measured, what it came to, its limit");
	const tell = ({ what, came, limit }: Measured) => console.log(`  ${what}\n    ${came}\n    ${limit}`);
	tell(againstBareLegs("p4"));
	tell(againstBareLegs("none"));
	tell(await ofAFit());
	tell(await onOneAndTwo());
}

function measureScenarios(): void {
	console.log(`relative tolerance ${relativeTolerance}; node ${process.version}; ${rounds} rounds, the median of the fastest of each`);
	console.log(
		"run ms: all of simulate, warm; solver ms: integration with hourly output alone; error: of any state at any hour, against rodas5p at 1e-10",
	);
	for (const name of peers().absent) console.log(`${name}: skipped, the package is not installed`);
	for (const [name, why] of Object.entries(missing())) if (why) console.log(`${name}: skipped, ${why}`);
	console.log(`\n${line(columns)}`);
	for (const name of names) measure(name);

	console.log(`\nsolver's time against ${byDefault}, median over ${names.length} scenario(s):`);
	for (const [name, values] of ratios) console.log(`  ${name.padEnd(wide)} ${median(values).toFixed(2)}`);
	const inC = median(ratios.get(rodas) ?? []);
	if (!Number.isNaN(inC))
		console.log(
			`${byDefault} takes ${(1 / inC).toFixed(2)} of the time of the same steps in C, with the same generated algebra; limit: at most 2`,
		);
	const slowdown = median(ratios.get("cvode, C") ?? []);
	if (!Number.isNaN(slowdown))
		console.log(`${byDefault} takes ${(1 / slowdown).toFixed(3)} of the time of compiled CVODE (dense, as it comes)`);

	/** Time to make the code of a model, in JavaScript and as machine code too. */
	const taken = Array.from({ length: 5 }, () => {
		const { flat } = shipped(names[0]!).plan;
		const begun = performance.now();
		compileModel(flat, { machineCode: false });
		const between = performance.now();
		const { code } = compileModel(flat);
		return [between - begun, performance.now() - between, (code.kernel?.bytes.length ?? 0) / 1024] as const;
	});
	const [inJavaScript, withMachineCode, size] = [0, 1, 2].map((i) => median(taken.map((row) => row[i]!)).toFixed(0));
	console.log(`generated code: ${inJavaScript} ms in JavaScript, ${withMachineCode} ms with machine code of ${size} kB`);

	/** What many outcomes cost a study. */
	for (const [words, outcomes] of [
		["two outcomes", ["worst(crs) >= 3", "died"]],
		["eighty outcomes", eighty],
	] as const) {
		const { run, read, passes } = costOf(outcomes);
		console.log(`${words}: ${digits(read)} ms to read beside a run of ${digits(run)} ms, ${passes} passes over its rows`);
	}
}

if (names.length > 0) measureScenarios();
await measurePatients();
