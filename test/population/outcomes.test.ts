import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/population/outcome.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { momentsOf } from "../../src/population/read-of-runs.ts";
import { outcomesReader } from "../../src/population/read-outcomes.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { Run } from "../../src/simulate/run.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { column, protocolTexts, tinyModel } from "../support/a-scenario.ts";
import { refusalsOf, studyText } from "../support/a-study-text.ts";
import { runPlan } from "../support/run-plan.ts";

/** A place of care with fever or a support, left after six hours without; and one that asks for what the model does not have. */
const stays = `about: Where patients are.
stays:
  ward: { about: With fever., begins: "crs >= 1 or on(pressor)", ends: held(crs < 1) >= 6 h and not (on(pressor)), source: assumed, evidence: assumed }
  attic: { about: Nobody is there., begins: on(dialysis), ends: crs < 1, source: assumed, evidence: assumed }
`;
/** Chance strikes the nominal patient when its hazard reaches ln 2: after 20 h, then each 20 h. */
const chance = `
hazards:
  fall: { about: A fall., rate: log(2) / 20 h, then: { set: { down: 1 }, for: 1 h } }
`;
const body = `${tinyModel().texts.get("modules/body.yaml")!.replace("  seizing:", '  down: { unit: "1", rest: 0 }\n  seizing:')}${chance}`;
const library = readLibrary(tinyModel({ "stay.yaml": stays, "modules/body.yaml": body }));

interface Asked {
	/** Lines of the study beside its outcomes. */
	readonly lines?: string;
	/** Rules of its care team, one a line in YAML's short form. */
	readonly rules?: readonly string[];
	readonly until?: string;
}

/** The nominal run of a study of the model of paper, and its outcomes; fever lasts from hour 10 to hour 60. */
function asked(
	outcomes: readonly string[],
	{ lines = "", rules = [], until = "96 h" }: Asked = {},
): { run: Run; plan: Plan; outcomes: readonly Outcome[] } {
	const rows = outcomes.map((text, i) => `  x${i}: ${text.startsWith("{") ? text : JSON.stringify(text)}`);
	const care = rules.length === 0 ? "" : "care: team\n";
	const text = `about: A study.\nmodel: tiny\nuntil: ${until}\npatients: 1\n${care}${lines}\noutcomes:\n${rows.join("\n")}\n`;
	const team = `about: A team.\nrules:\n${rules.map((rule) => `  - { ${rule} }`).join("\n")}\n`;
	const study = parseStudy(text, { file: "study.yaml", models: new Map([["tiny", library]]), protocols: protocolTexts({ team }) });
	const { plan } = study.cells[0]!;
	return { plan, run: runPlan(plan), outcomes: study.outcomes };
}

const valuesIn = (run: Run, outcomes: readonly Outcome[]) => outcomesReader(outcomes).read(run);

/** Values in hours where they are times. */
function values(outcomes: readonly string[], more: Asked = {}): number[] {
	const found = asked(outcomes, more);
	return valuesIn(found.run, found.outcomes).map((value, i) => (found.outcomes[i]!.unit === "day" ? value * 24 : value));
}

const given = `treatments:
  - { give: drug, at: 1 h, dose: 7 mg, every: 6 h, for: 18 h }
  - { give: pressor, at: 20 h, rate: 0.1 ug/kg/min, for: 5 h }
  - { give: pressor, at: 40.5 h, rate: 0.2 ug/kg/min, for: 50 h }
  - { give: oxygen, device: nasal_cannula, flow: 2 L/min, at: 15 h, for: 10 h }
  - { give: oxygen, device: invasive, at: 30 h, for: 24 h }`;

describe("a function means the same to a rule as to an outcome", () => {
	/** Conditions of every kind, each with the hour at which a rule acts on it. */
	const conditions = [
		"doses(drug) >= 2",
		"doses(drug, 8 h) >= 2",
		"amount(drug) > 15 mg",
		"amount(drug, 7 h) < 10 mg and t > 0 h",
		"since(drug) > 6 h and doses(drug) >= 1",
		"held(crs >= 1) >= 6 h",
		"held(temperature < 38 degC) >= 30 h and t > 60 h",
		"worst(crs, 10 h) >= 2",
		"penn_crs >= 2",
		"lee2014_crs >= 1 and on(nasal_cannula)",
		"on(invasive)",
		"on(oxygen) and not (on(nasal_cannula)) and t > 26 h",
		"on(pressor) and t > 30 h",
		"not (on(pressor)) and doses(pressor) >= 1",
		"not (known(icans)) and t > 0 h",
		"ice < 11 and t > 31 h",
		"change(temperature, 6 h) >= 1 degC",
		"change(drug, 3 h) < 0 mg",
		// At the look before what is done at its instant.
		"crs == 1 and t >= 20 h",
		"penn_crs == 1 and t >= 20 h",
		// A dose exactly so long ago no longer counts.
		"doses(drug, 6 h) >= 2 or t > 77.5 h",
		"icaht >= 0 or iec_hs >= 0 or t > 70 h",
	];

	test("first(…) is the hour at which a rule of that condition first acts", () => {
		const { run, outcomes } = asked(
			conditions.map((condition) => `first(${condition})`),
			{ lines: given },
		);
		const firsts = valuesIn(run, outcomes).map((day) => day * 24);
		const lines = `${given}\n${conditions.map((when, i) => `  - { give: pool, dose: ${i + 1} mg, when: "t >= 0 h and (${when})" }`).join("\n")}`;
		const acting = asked(["died"], { lines }).run;
		const acts = conditions.map((_, i) => acting.events.find(({ what, amount }) => what === "pool" && amount === i + 1)?.time);
		for (const [i, condition] of conditions.entries()) expect([condition, firsts[i]]).toEqual([condition, acts[i]]);
		expect(new Set(acts).size).toBeGreaterThan(10);
	});

	test("and at the last hour they give the same number", () => {
		const numbers = {
			"doses(drug, 90 h)": "",
			"amount(drug, 84 h)": " mg",
			"since(pressor)": " h",
			"worst(crs, 40 h)": "",
			"worst(penn_crs)": "",
			"held(temperature > 36 degC)": " h",
			"change(temperature, 50 h)": " degC",
			"doses(more_salt)": "",
			"since(more_salt)": " h",
		};
		const rules = ['name: more_salt, when: "crs >= 1 and doses(saline) < 3", every: 3 h, give: saline'];
		const found = values(Object.keys(numbers), { lines: given, rules });
		for (const [i, [text, unit]] of Object.entries(numbers).entries()) {
			const acts = (value: number) => {
				const when = `t >= 96 h and ${text} ${unit === " degC" ? "<" : "=="} ${value}${unit}`;
				return asked(["died"], { lines: given, rules: [...rules, `name: seen, when: "${when}", give: pool`] }).run.acts.some(
					({ treatment }) => treatment === "seen",
				);
			};
			const near = unit === " degC" ? [found[i]! + 1e-6, found[i]! - 1e-6] : [found[i]!, found[i]! + 1];
			expect([text, found[i], near.map(acts)]).toEqual([text, found[i], [true, false]]);
		}
		expect(found.slice(-2)).toEqual([3, 80]);
	});
});

describe("episodes and clocks", () => {
	test("an episode by hand: it begins, is resolved after a day without, and lasts from the first to the last hour", () => {
		expect(values(["onset(crs)", "resolved(crs)", "length(crs)", "length(penn_crs)"])).toEqual([10, 60, 50, 50]);
		// Open at the end: its end never came, and it has lasted until now.
		expect(values(["resolved(crs)", "length(crs)", "resolved(crs) < 3 day"], { until: "50 h" })).toEqual([Number.NaN, 40, 0]);
		expect(values(["length(icans)", "length(icans) > 1 h"])).toEqual([Number.NaN, 0]);
	});

	test("what holds in one stretch lasts from its first hour to its last; a condition and its opposite fill the run", () => {
		for (const condition of ["crs >= 1", "on(invasive)", "pressor_rate > 0.15 ug/kg/min", "doses(drug) == 2"]) {
			const [first, last, duration, opposite] = values(
				[`first(${condition})`, `last(${condition})`, `duration(${condition})`, `duration(not (${condition}))`],
				{ lines: given },
			);
			expect([condition, last! - first!]).toEqual([condition, duration]);
			expect(duration! + opposite!).toBeCloseTo(96, 9);
		}
		expect(values(["last(temperature > 36 degC)", "last(temperature > 40 degC)", "last(temperature > 40 degC) < 1 day"])).toEqual([
			96,
			Number.NaN,
			0,
		]);
	});

	test("time on a device or a drug is the time that it ran, also between whole hours", () => {
		expect(
			values(["duration(on(invasive))", "duration(on(oxygen))", "duration(on(pressor))", "first(on(pressor) and t > 30 h)"], {
				lines: given,
			}),
		).toEqual([24, 34, 55, 40.5]);
	});

	test("within a time of something else, by hand", () => {
		const within = (condition: string, hours: number, clock: string) =>
			values([`within(${condition}, ${hours} h, ${clock})`], { lines: given })[0];
		// Fever ends at hour 60; the second pressor begins at hour 40.5.
		expect(within("temperature < 38 degC", 19.5, "first(on(pressor) and t > 30 h)")).toBe(1);
		expect(within("temperature < 38 degC", 19.4, "first(on(pressor) and t > 30 h)")).toBe(0);
		// What held before the clock and holds no longer does not count.
		expect(within("on(nasal_cannula)", 40, "first(on(invasive))")).toBe(0);
		expect(within("on(nasal_cannula)", 3, "25 h")).toBe(0);
		expect(within("on(nasal_cannula)", 3, "24.5 h")).toBe(1);
		// Nothing lies within any time of what never came; what may still have come is unknown, unless the other part decides.
		expect(within("crs >= 1", 10, "first(crs >= 5)")).toBe(0);
		expect(within("crs >= 5", 100, "first(on(pressor))")).toBe(Number.NaN);
		expect(values(["within(crs >= 5, 100 h, 20 h) or worst(crs) >= 1", "not (within(crs >= 5, 76 h, 20 h))"], { lines: given })).toEqual([
			1, 1,
		]);
	});

	test("the first time from another on", () => {
		expect(
			values(
				[
					"first(temperature < 38 degC, first(on(pressor) and t > 30 h)) - first(on(pressor) and t > 30 h)",
					"first(temperature > 38 degC, first(on(pressor)))",
					"first(temperature > 38 degC, 61 h)",
					"first(crs >= 1, first(crs >= 5))",
				],
				{ lines: given },
			),
		).toEqual([19.5, 20, Number.NaN, Number.NaN]);
	});
});

describe("doses by rule", () => {
	test("a rule whose name has several words is asked for as one word", () => {
		const rules = [
			'name: "drug for grade 1 (at first)", when: "crs >= 1 and since(drug) >= 6 h", at_most: 2, give: drug',
			'name: drug for the brain, when: "t > 30 h", at_most: 1, every: 1 h, give: drug',
		];
		expect(
			values(["doses(drug)", "doses(drug_for_grade_1_at_first)", "doses(drug_for_the_brain)", "first(doses(drug_for_the_brain) >= 1)"], {
				rules,
			}),
		).toEqual([3, 2, 1, 31]);
	});
});

describe("what strikes by chance, and where a patient is", () => {
	test("strikes are counted as they come", () => {
		const { run, outcomes } = asked(["strikes(fall)", "first(strikes(fall) >= 2)", "within(strikes(fall) >= 3, 24 h, first(crs >= 1))"]);
		const times = run.events.filter(({ kind }) => kind === "hazard").map(({ time }) => time);
		expect(times.length).toBeGreaterThan(3);
		const [count, second, soon] = valuesIn(run, outcomes);
		expect([count, second! * 24, soon]).toEqual([times.length, expect.closeTo(times[1]!, 6), times[2]! <= 34 && times[2]! >= 10 ? 1 : 0]);
	});

	test("a stay by the rules of the model's file, by hand", () => {
		// Fever from 10 to 60, gone for six hours at 66; with a pressor until 90.5, which keeps the grade, six hours later is beyond the end.
		expect(values(["duration(staying(ward))", "first(staying(ward))", "last(staying(ward))", "staying(ward)"])).toEqual([56, 10, 66, 0]);
		expect(values(["last(staying(ward))", "within(staying(ward), 1 h, 80 h)"], { lines: given })).toEqual([96, 1]);
	});

	test("a rule of a stay that is wrong is told in the model's file, and only who asks for it is told", () => {
		expect(() => values(["staying(attic)"])).toThrow(/stay\.yaml:4:\d+ .*this model has no "dialysis" that could run/);
		expect(() => values(["staying(hotel)"])).toThrow('this model has no rules for a stay in "hotel"');
	});
});

describe("subgroups", () => {
	test("a patient who is not among those that count has no value, whatever the outcome", () => {
		expect(
			values([
				'{ is: "duration(crs >= 1)", among: "worst(crs) >= 1" }',
				'{ is: "duration(crs >= 1)", among: "worst(crs) >= 2" }',
				'{ is: "worst(crs) >= 2", among: "not (died)" }',
				'{ is: "worst(crs) >= 1", among: "died or worst(icans) >= 1" }',
				'{ is: "worst(crs) >= 1", among: "change(temperature, 200 h) > 0 degC" }',
			]),
		).toEqual([50, Number.NaN, 0, Number.NaN, Number.NaN]);
	});

	test("what is wrong in a subgroup is told at its place", () => {
		const refused = (outcome: string) => refusalsOf(studyText().replace(/ {2}hot:.*\n/, `  hot: ${outcome}\n`));
		expect(refused('{ is: "duration(crs >= 1)", among: "worst(crs)" }')).toEqual(['7:44 "worst(crs)" is a number, not a condition']);
		expect(refused('{ is: "duration(crs >= 1)", amogn: died }')).toEqual(["7:36 unknown key"]);
		expect(refused('{ is: died, among: "worst(crss) >= 1" }')).toEqual(['7:34 unknown grade "crss"']);
		expect(refused("{ is: died, among: responded }")).toEqual(["7:8 this is known only from day 28 on, and the run ends on day 4"]);
		expect(refused("[1]")).toEqual(["7:8 expected an expression, or { is, among }, found a list"]);
	});
});

describe("what a model does not have is said", () => {
	const refused = (outcome: string) => refusalsOf(studyText().replace(/ {2}hot:.*\n/, `  hot: ${outcome}\n`));
	test("a support, a scale, a rule", () => {
		expect(refused("duration(on(dialysis))")).toEqual(['7:20 this model has no "dialysis" that could run']);
		expect(refused("first(mskcc >= 1)")[0]).toMatch(/^7:14 unknown name "mskcc"/);
		expect(refused("doses(dexamethasone_for_the_brain)")).toEqual(['7:14 unknown treatment "dexamethasone_for_the_brain"']);
		expect(refused('"within(crs >= 1, 14 day)"')).toEqual(["7:9 within takes a condition, a time and the time from which it counts"]);
		expect(refused('"within(crs >= 1, 14 mg, 0 h)"')).toEqual(["7:26 expected a length of time, found a quantity in mg"]);
		expect(refused("step(oxygen) > 1")[0]).toMatch(/^7:8 unknown function "step"/);
	});
});

describe("values between the saved rows", () => {
	test("a value at a time is the solver's there, and asking for it changes nothing else", () => {
		const texts = [
			"at(wave, 21.5 h)",
			"at(drug, 10.1 h)",
			"at(crs, 10.5 h)",
			"at(crs, 9.5 h)",
			"at(penn_crs, 10.5 h)",
			"at(pressor_rate, 40.5 h)",
			"duration(drug > 3 mg)",
		];
		const study = asked(texts, { lines: given });
		const moments = momentsOf({ outcomes: study.outcomes, trajectories: null }, { from: -24, until: 96 });
		expect(moments).toEqual([9.5, 10.1, 10.5, 21.5, 40.5]);
		const run = runPlan(study.plan, { moments });
		const fine = runPlan(study.plan, { every: 0.1 });
		const found = valuesIn(run, study.outcomes);
		const inFine = (name: string, time: number) => column(fine, name)[fine.trajectory.times.findLastIndex((one) => one <= time + 1e-9)];
		expect(found.slice(0, 6)).toEqual([inFine("wave", 21.5), inFine("drug", 10.1), 1, 0, 1, 0.2]);
		// Between the rows it is not the value of the row before.
		expect(valuesIn(study.run, study.outcomes)[0]).not.toBe(found[0]);
		expect(run.trajectory).toEqual(study.run.trajectory);
		expect(run.solver).toEqual(study.run.solver);
		expect(found[6]).toBe(valuesIn(study.run, study.outcomes)[6]);
	});

	test("trajectories of a study that are finer than an hour are the solver's too", () => {
		const trajectories = { every: 0.25, columns: ["wave", "drug"] };
		expect(momentsOf({ outcomes: [], trajectories }, { from: 0, until: 2 })).toEqual([0.25, 0.5, 0.75, 1.25, 1.5, 1.75]);
	});
});

describe("many outcomes cost little more than few", () => {
	test("what several ask is one pass over the rows", () => {
		const few = ["duration(crs >= 2 and map < 65 mmHg)", "first(crs >= 2 and map < 65 mmHg)"];
		const many = Array.from({ length: 40 }, (_, i) => [
			`first(crs >= 2 and map < 65 mmHg) < ${i + 1} h`,
			`last(crs >= 2 and map < 65 mmHg) < ${i + 1} h`,
		]).flat();
		const columns = (texts: readonly string[]) => outcomesReader(asked(texts).outcomes).columns;
		expect([columns(few), columns(many)]).toEqual([3, 3]);
	});
});
