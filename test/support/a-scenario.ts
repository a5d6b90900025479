import { entryOf } from "../../src/input/entry-of.ts";
import { InputError, type Problem } from "../../src/input/problem.ts";
import type { ModelTexts } from "../../src/model/read-model.ts";
import { type ParseOptions, parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { RunOptions } from "../../src/simulate/options.ts";
import { failureWords, type Run } from "../../src/simulate/run.ts";
import { type Library, readLibrary } from "../../src/treatment/library.ts";
import { runPlan } from "./run-plan.ts";

/**
 * A model so small that every answer is known on paper. `pool` keeps what it gets; `drug` leaves at 0.1 /h; fever comes from hour 10 to hour 60.
 */
const tinyTexts: Readonly<Record<string, string>> = {
	"model.yaml": `about: A patient of paper.
from: -24 h
modules: [body]
defaults: { disease: calm, product: plain }
bind: { temperature: temperature, mean_arterial_pressure: map, systolic_pressure: sbp, ice: ice, inspired_oxygen: fio2, consciousness: wakes, seizure: seizing, cerebral_edema: edema, weight: weight, age: age }
toxicities:
  crs: { graded_by: ASTCT_CRS, beside: [LEE2014_CRS, PENN_CRS, CTCAE5_CRS, CARTOX_CRS, MSKCC_CRS] }
  icans: { graded_by: ASTCT_ICANS }
  iec_hs: { graded_by: IECHS_GRADE }
  icaht: { graded_by: ICAHT }
`,
	"modules/body.yaml": `about: Signs by the clock, and one fluid space.
parameters:
  gain: { value: 2 /h, range: [1 /h, 4 /h], source: assumed, evidence: assumed }
  fever_height: { value: 2 degC, source: assumed, evidence: assumed }
covariates:
  weight: { unit: kg, default: 70 kg, range: [3 kg, 250 kg] }
  age: { unit: year, default: 50 year, range: [0 year, 100 year] }
inputs:
  fluid_rate: { unit: mL/h, rest: 0 mL/h }
  fio2: { unit: "1", rest: 0.21 }
  peep: { unit: cmH2O, rest: 0 cmH2O }
  seizing: { unit: "1", rest: 0 }
slots:
  effect: { unit: "1", rest: 0, join: any }
states:
  volume: { unit: mL, start: 0 mL, scale: 100 mL, rate: fluid_rate }
  breathed: { unit: h, start: 0 h, rate: fio2 }
  wave: { unit: "1", start: "1", rate: "-0.05 /h * wave + 0.02 /h * sin(t / 5 h) * (1 - effect)" }
observables:
  temperature: { unit: degC, is: "37 degC + (t >= 10 h and t < 60 h ? fever_height : 0 degC)" }
  map: { unit: mmHg, is: 90 mmHg }
  sbp: { unit: mmHg, is: 120 mmHg }
  ice: { unit: "1", is: "10" }
  wakes: { unit: "1", is: "0" }
  edema: { unit: "1", is: "0" }
`,
	"diseases/calm.yaml": "about: Nothing special.\n",
	"products/plain.yaml": "about: Nothing special.\n",
	"products/strong.yaml": "about: More of it.\nparameters:\n  gain: { value: 3 /h, source: assumed, evidence: assumed }\n",
	"treatments/drug.yaml": `about: Leaves at a fixed rate.
role: other
amount: mg
usual: { dose: 1 mg/kg, cap: 100 mg, route: push }
parameters:
  drug_loss: { value: 0.1 /h, source: assumed, evidence: assumed }
  drug_half: { value: 50 mg, source: assumed, evidence: assumed }
states:
  drug: { unit: mg, start: 0 mg, scale: 10 mg, rate: -drug_loss * drug }
routes:
  push: { into: drug }
  drip: { into: drug, over: 1 h }
  skin: { into: drug, bioavailability: 0.5, lag: 2 h }
writes:
  effect: drug / (drug + drug_half)
`,
	"treatments/pool.yaml": `about: Stays where it is.
role: other
amount: mg
usual: { dose: 10 mg, route: push }
states:
  pool: { unit: mg, start: 0 mg, scale: 10 mg, rate: 0 mg/h }
routes:
  push: { into: pool }
  drip: { into: pool, over: 1 h }
`,
	"treatments/guarded.yaml": `about: With limits as on a label.
role: steroid
amount: mg
usual: { dose: 8 mg/kg, cap: 800 mg, route: push }
masks: fever
states:
  guarded: { unit: mg, start: 0 mg, rate: 0 mg/h }
routes:
  push: { into: guarded }
limits:
  - { reject: dose > 800 mg, say: 800 mg is the most at one time }
  - { reject: since(guarded) < 8 h, say: doses are at least 8 hours apart }
  - { reject: doses(guarded) >= 4, say: four doses in all }
  - { warn: "doses(guarded, 24 h) >= 2", say: third dose within 24 h }
`,
	"treatments/pressor.yaml": `about: A running infusion.
amount: ug
role: vasopressor
vasoactive:
  beside_others: { counts: true, source: assumed }
  equivalent: { rate: 1 ug/min, source: assumed }
  lee2014: { alone: 20 ug/min, beside: 20 ug/min, source: assumed }
  penn: { alone: 0.2 ug/kg/min, beside: 20 ug/min, source: assumed }
  sofa: { rows: none, source: assumed }
plausible: { rate: 3 ug/kg/min }
inputs:
  pressor_rate: { unit: ug/kg/min, rest: 0 ug/kg/min }
states:
  pressed: { unit: ug, start: 0 ug, rate: pressor_rate * weight }
routes:
  iv: { into: pressor_rate }
limits:
  - { warn: rate > 1 ug/kg/min, say: above 1 ug/kg/min }
`,
	"treatments/saline.yaml": `about: Salt water.
amount: mL
usual: { dose: 10 mL/kg, route: iv }
role: fluid
routes:
  iv: { into: fluid_rate, over: 1 h }
`,
	"treatments/oxygen.yaml": `about: Oxygen, weakest first.
role: oxygen
devices:
  none:
    sets: { fio2: 0.21, peep: 0 cmH2O }
  nasal_cannula:
    usual: { flow: 2 L/min }
    sets: { fio2: "0.21 + 0.04 * flow / 1 L/min" }
    limits:
      - { reject: flow > 15 L/min, say: 15 L/min at most }
  cpap:
    usual: { fio2: 0.6, peep: 8 cmH2O }
    sets: { fio2: fio2, peep: peep }
  invasive:
    usual: { fio2: 0.5, peep: 10 cmH2O }
    sets: { fio2: fio2, peep: peep }
ladder:
  - { device: nasal_cannula, flow: 2 L/min }
  - { device: nasal_cannula, flow: 4 L/min }
  - { device: cpap }
  - { device: invasive }
`,
};

/** The tiny model's files, some replaced, added or (undefined) left out. */
export function tinyModel(changed: Readonly<Record<string, string | undefined>> = {}): ModelTexts {
	const texts = Object.entries({ ...tinyTexts, ...changed }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
	return { name: "tiny", folder: "models/tiny", texts: new Map(texts) };
}

const plain: Library = readLibrary(tinyModel());

/** Protocols by name, as texts. */
export const protocolTexts = (texts: Readonly<Record<string, string>>): NonNullable<ParseOptions["protocols"]> => ({
	names: () => Object.keys(texts),
	open: (name) => {
		const text = entryOf(texts, name.replace(/\.yaml$/, ""));
		return text === undefined ? undefined : { file: `protocols/${name.replace(/\.yaml$/, "")}.yaml`, text };
	},
});

export interface Given extends Partial<Pick<ParseOptions, "file" | "open" | "care" | "until" | "events">> {
	/** Files of the tiny model that differ. */
	readonly model?: Readonly<Record<string, string | undefined>>;
	/** Files of a second model that differ from those of the tiny one. */
	readonly beside?: Readonly<Record<string, string | undefined>>;
	/** Texts of protocols by name. */
	readonly protocols?: Readonly<Record<string, string>>;
}

/** A whole scenario text, as it would stand in a file, read with the tiny model. */
export function readScenario(text: string, { model, beside, file = "s.yaml", protocols = {}, ...rest }: Given = {}): Plan {
	const library = model === undefined ? plain : readLibrary(tinyModel(model));
	return parseScenario(text, {
		file,
		models: new Map([["tiny", library], ...(beside ? ([["other", readLibrary({ ...tinyModel(beside), name: "other" })]] as const) : [])]),
		protocols: protocolTexts(protocols),
		...rest,
	});
}

/** A scenario of the tiny model from its lines below `about` and `model`. */
export function aScenario(lines: string, given: Given = {}): Plan {
	return readScenario(`about: A test.\nmodel: tiny\n${lines}`, given);
}

/** The treatments of a scenario, one order a line in YAML's short form; runs to 96 h unless told. */
export function treated(orders: readonly string[], until = "96 h"): string {
	return [`until: ${until}`, "treatments:", ...orders.map((order) => `  - { ${order} }`)].join("\n");
}

/** Reads, runs, and expects the run to finish. */
export function aRunOf(lines: string, options: Partial<RunOptions> = {}, given: Given = {}): Run {
	const run = runPlan(aScenario(lines, given), options);
	if (run.outcome.kind !== "finished") throw new Error(`${failureWords(run.outcome)} at hour ${run.outcome.time}`);
	return run;
}

/** A column's values; fails for one that is not there. */
export function column(run: Run, name: string): Float64Array {
	const found = run.trajectory.columns.get(name);
	if (found?.kind !== "number") throw new Error(`no column ${name}`);
	return found.values;
}

/** Value of a column at a saved time: after all that happens at that instant. */
export function valueAt(run: Run, name: string, time: number): number {
	const row = run.trajectory.times.lastIndexOf(time);
	if (row < 0) throw new Error(`nothing saved at ${time}`);
	return column(run, name)[row]!;
}

/** Times of the doses of a treatment. */
export function doseTimes(run: Run, treatment: string): number[] {
	return run.events.filter((event) => event.what === treatment && event.kind === "dose").map((event) => event.time);
}

/** Runs a reader and gives its problems; anything but an InputError goes on as the defect it is. */
export function problemsIn(read: () => unknown): readonly Problem[] {
	try {
		read();
	} catch (error) {
		if (error instanceof InputError) return error.problems;
		throw error;
	}
	return [];
}

/** Problems as `line:column key | message | hint`. */
export function told(read: () => unknown): string[] {
	return problemsIn(read).map(
		({ line, column: at, key, message, hint }) => `${line}:${at} ${key} | ${message}${hint === undefined ? "" : ` | ${hint}`}`,
	);
}
