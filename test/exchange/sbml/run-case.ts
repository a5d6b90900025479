import { type ImportedSbml, importSbml } from "../../../src/exchange/sbml/import-sbml.ts";
import { InputError } from "../../../src/input/problem.ts";
import type { FlatModel } from "../../../src/model/flat-model.ts";
import { flatten } from "../../../src/model/flatten.ts";
import { loadModel } from "../../../src/model/model-engine.ts";
import { compileModel } from "../../../src/model/model-program.ts";
import { readModel } from "../../../src/model/read-model.ts";
import { defaultMethod, methods } from "../../../src/ode/methods.ts";
import { failureWords } from "../../../src/simulate/run.ts";
import { runOfTexts } from "../../support/a-model-run.ts";
import type { SuiteCase } from "./semantic-suite.ts";

/** What became of a case. */
export type Verdict =
	| { readonly kind: "passed" }
	| { readonly kind: "refused"; readonly why: string }
	| { readonly kind: "failed"; readonly why: string };

/** How exactly a case is integrated: a hundredth of what its values may differ by, and not much coarser than the machine. */
const toleranceOf = ({ relative }: SuiteCase) => Math.max(1e-10, Math.min(1e-7, relative / 1e4));

const timesOf = ({ expected }: SuiteCase) => expected.get("time") ?? expected.get("Time") ?? [...expected.values()][0]!;

/** The same for a model with events, by the loop that every run takes. What happens at the time of a row is in it. */
function rowsWithEvents(
	{ texts: { texts, ...rest } }: ImportedSbml,
	flat: FlatModel,
	one: SuiteCase,
): (name: string, row: number) => number {
	const times = timesOf(one);
	const outputs = [...flat.states, ...flat.flows].map(({ name }) => name).join(", ");
	const main = `${texts.get("model.yaml")}outputs: [${outputs}]\n`;
	const model = { ...rest, texts: new Map([...texts, ["model.yaml", main]]) };
	const run = runOfTexts(model, { until: `${times.at(-1)} h` }, { relativeTolerance: toleranceOf(one), moments: times, every: 366 * 24 });
	if (run.outcome.kind !== "finished") throw new Error(`${failureWords(run.outcome)} at ${run.outcome.time}`);
	const constants = new Map(flat.parameters.map(({ name, value }) => [name, value]));
	const places = times.map((time) => {
		const isIt = (at: number) => Math.abs(at - time) < 5e-9;
		const row = run.trajectory.times.findLastIndex(isIt);
		return row >= 0 ? ([run.trajectory, row] as const) : ([run.moments!, run.moments!.times.findLastIndex(isIt)] as const);
	});
	return (name, row) => {
		const [trajectory, index] = places[row]!;
		const column = trajectory.columns.get(name);
		return constants.get(name) ?? (column?.kind === "number" ? column.values[index]! : Number.NaN);
	};
}

/** The values that the engine gives at the times of a case, by name of the model and row. */
function rowsOf(imported: ImportedSbml, one: SuiteCase): (name: string, row: number) => number {
	const flat = flatten(readModel(imported.texts));
	if (flat.events.length > 0) return rowsWithEvents(imported, flat, one);
	const model = loadModel(compileModel(flat, { machineCode: false }), { machineCode: false });
	const relativeTolerance = toleranceOf(one);
	const p = Float64Array.from(flat.parameters, ({ value }) => value);
	const u = Float64Array.from(flat.inputs, ({ value }) => value);
	const k = new Float64Array(model.program.constantCount);
	const y = new Float64Array(flat.states.length);
	model.constants(p, k);
	model.starts(p, k, y);
	const times = timesOf(one);
	const rows: Float64Array[] = [];
	const signals: Float64Array[] = [];
	const keep = (t: number, at: Float64Array) => {
		const out = new Float64Array(model.program.signals.length);
		model.observe(t, at, p, u, k, out);
		rows.push(at.slice());
		signals.push(out);
	};
	keep(times[0]!, y);
	if (flat.states.length === 0) for (const t of times.slice(1)) keep(t, y);
	else {
		const { integrate } = methods[defaultMethod]!({
			rates: (t, at, dy) => model.rates(t, at, p, u, k, dy),
			relativeTolerance,
			absoluteTolerance: Float64Array.from(flat.states, ({ scale }) => Math.min(relativeTolerance * 1e-3 * scale, one.absolute / 100)),
			implicit: () => model.implicit({ p, u, k }),
		});
		const scratch = new Float64Array(y.length);
		const result = integrate({
			from: 0,
			to: times.at(-1)!,
			start: y,
			maxSteps: 200_000,
			onStep: (step) => {
				while (rows.length < times.length && times[rows.length]! <= step.to) {
					step.at(times[rows.length]!, scratch);
					keep(times[rows.length]!, scratch);
				}
				return undefined;
			},
		});
		if (result.end.kind !== "reached") throw new Error(`${result.end.kind} at ${result.time}`);
		while (rows.length < times.length) keep(times[rows.length]!, result.y);
	}
	return (name, row) => {
		const place = model.placeOf(name);
		if (!place) return Number.NaN;
		const array = { y: rows[row]!, signals: signals[row]!, p, u }[place.array];
		return array[place.index]!;
	};
}

/** Statistics of which of equal events came first: they ask for chance. Equals take turns here, which is as legal as any order. */
const asksForChance = ({ isRandom }: SuiteCase, variable: string) => isRandom && /^(?:error(?:Low|High)?|toodiverged)$/.test(variable);

function compared(imported: ImportedSbml, one: SuiteCase): Verdict {
	const value = rowsOf(imported, one);
	const times = timesOf(one);
	for (const [variable, column] of one.expected) {
		if (/^time$/i.test(variable) || asksForChance(one, variable)) continue;
		const species = imported.sbml.species.find(({ id }) => id === variable);
		const own = imported.names.get(variable);
		if (own === undefined) return { kind: "failed", why: `no ${variable}` };
		const compartment = species && imported.sbml.compartments.find(({ id }) => id === species.compartment)!;
		const isAmount = species && (species.isAmount || compartment!.isPoint);
		for (let row = 0; row < times.length; row++) {
			const size = () => value(imported.names.get(compartment!.id)!, row);
			let found = value(own, row);
			if (species && isAmount && one.concentration.includes(variable)) found /= size();
			if (species && !isAmount && one.amount.includes(variable)) found *= size();
			const wanted = column[row]!;
			const near = Math.abs(found - wanted) <= one.absolute + one.relative * Math.abs(wanted);
			if (!near && !Object.is(found, wanted)) return { kind: "failed", why: `${variable} at ${times[row]}: ${found} instead of ${wanted}` };
		}
	}
	return { kind: "passed" };
}

/** Runs a case through the importer, the model language and the engine, and compares it as the suite says. */
export function runCase(one: SuiteCase): Verdict {
	try {
		return compared(importSbml(one.sbml, { file: `${one.id}.xml`, name: "suite", timeUnit: "1 h" }), one);
	} catch (error) {
		if (error instanceof InputError) {
			const { file, line, key, message } = error.problems[0]!;
			const ours = file.endsWith(".yaml") ? "OURS " : "";
			return { kind: ours ? "failed" : "refused", why: ours ? `${ours}${line} ${key} ${message}` : message };
		}
		return { kind: "failed", why: `CRASH ${String(error)}` };
	}
}
