import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { valueAt } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";
import { skipped } from "../support/skipped.ts";

// Histories of dosing and what NONMEM 7.5.1 answers to them (nmtests of Metrum): data of peers, read where they stand.
const suite = join(home, "../shared/suites/nmtests");
const isThere = existsSync(suite);
if (!isThere) skipped("histories of dosing as NONMEM answers them (../shared/suites/nmtests is not here)");
const text = (name: string) => readFileSync(join(suite, name), "utf8");

/** One compartment with a depot; lag, share and length of its routes are facts of the patient. */
const library = readLibrary({
	name: "depot",
	folder: "depot",
	texts: new Map([
		["model.yaml", "about: A patient of paper.\nfrom: 0 h\nmodules: [facts]\nbind: { weight: wt }\n"],
		[
			"modules/facts.yaml",
			`about: Facts of the patient.
covariates:
  wt: { unit: kg, default: 70 kg }
  lagt: { unit: h, default: 0 h }
  bioav: { unit: "1", default: 1 }
  dur2: { unit: h, default: 2 h }
`,
		],
		[
			"treatments/drug.yaml",
			`about: One compartment behind a depot.
role: other
amount: mg
parameters:
  ka: { value: 1.5 /h, source: assumed, evidence: assumed }
  volume: { value: 20 L, source: assumed, evidence: assumed }
  clearance: { value: 1.1 L/h, source: assumed, evidence: assumed }
  power: { value: 0, source: assumed, evidence: assumed }
states:
  depot: { unit: mg, start: 0 mg, scale: 1 mg, rate: -ka * depot }
  central: { unit: mg, start: 0 mg, scale: 1 mg, rate: "ka * depot - cl * central / volume" }
flows:
  cl: { unit: L/h, is: "clearance * (wt / 70 kg)^power" }
routes:
  mouth: { into: depot }
  vein: { into: central, over: dur2, lag: lagt, bioavailability: bioav }
`,
		],
	]),
});

type DataSet = "1001" | "2001";

interface Wanted {
	readonly id: string;
	/** Keys of the scenario beside the table. */
	readonly lines?: string;
	readonly covariates?: "backward" | "forward" | "linear";
}

function planOf(data: DataSet, { id, lines = "", covariates = "backward" }: Wanted): Plan {
	const scenario = `about: A history.\nmodel: depot\nuntil: 200 h\ntreatments: { from: doses.csv, cmt: [depot, central], covariates: ${covariates} }\n${lines}`;
	const file = `${data}.csv`;
	return parseScenario(scenario, {
		file: "s.yaml",
		models: new Map([["depot", library]]),
		events: { id, table: { file, text: text(file) } },
	});
}

interface Answer {
	readonly id: string;
	readonly time: number;
	/** ug/L, five digits. */
	readonly printed: number;
}

function answersOf(data: DataSet, id: string): Answer[] {
	const [header = "", ...rows] = text(`${data}-nm.csv`).trim().split("\n");
	const at = (name: string) => header.split(",").indexOf(name);
	return rows
		.map((row) => row.split(","))
		.map((cells) => ({ id: cells[at("ID")]!, time: Number(cells[at("TIME")]), printed: Number(cells[at("CP")]) }))
		.filter((answer) => answer.id === id);
}

/** Half a unit of the last of five printed digits, and a rounding. */
const halfUnit = (value: number) => (value === 0 ? 1e-9 : 0.500001 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 4));

/** Answers that lie farther off than they are printed, and how many there are. */
function compared(data: DataSet, wanted: Wanted) {
	// Micrograms per liter of an amount in milligrams.
	const run = runPlan(planOf(data, wanted), { relativeTolerance: 1e-10 });
	const all = answersOf(data, wanted.id).map(({ time, printed }) => ({
		time,
		printed,
		found: (1000 * valueAt(run, "central", time)) / 20,
	}));
	return { count: all.length, off: all.filter(({ printed, found }) => !(Math.abs(found - printed) <= halfUnit(printed))) };
}

describe.runIf(isThere)("histories of dosing, as NONMEM answers them", () => {
	test.each(Array.from({ length: 29 }, (_, i) => `${i + 1}`))("history %s lies within half a printed unit", (id) => {
		const { count, off } = compared("1001", { id });
		expect(count).toBeGreaterThan(100);
		expect(off.slice(0, 5)).toEqual([]);
	});

	test("so does a weight that changes over time, each value holding back to the record before it", () => {
		const changing = { id: "1", lines: "set: { power: 0.75 }\n" };
		const { count, off } = compared("2001", changing);
		expect(count).toBe(34);
		expect(off).toEqual([]);
		// The other ways are other answers.
		expect(compared("2001", { ...changing, covariates: "forward" }).off.length).toBeGreaterThan(20);
		expect(compared("2001", { ...changing, covariates: "linear" }).off.length).toBeGreaterThan(20);
	});
});
