import { describe, expect, test } from "vitest";
import { binary, name, number } from "../../src/language/expression.ts";
import { joinedParts } from "../../src/population/block.ts";
import { gatheringOf } from "../../src/population/gather.ts";
import { columnsRead } from "../../src/population/outcome.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { columnsOf } from "../../src/population/read-of-runs.ts";
import { outcomeOf } from "../../src/population/read-outcomes.ts";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import { blocksOf } from "../../src/population/study-blocks.ts";
import { headOf } from "../../src/population/study-head.ts";
import { sumsFromJson, sumsJson, sumsOf } from "../../src/population/study-sums.ts";
import { referenceName } from "../../src/population/study-words.ts";
import { workOf } from "../../src/population/study-work.ts";
import { loader } from "../../src/simulate/engine.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aStudy, refusalsOf, studyText } from "../support/a-study-text.ts";
import { engineOf, runEngine, runPlan } from "../support/run-plan.ts";

const twoArms = `arms:
  - name: nobody acts
  - name: drug
    treatments: [ { give: drug, at: 1 h } ]
vary:
  drug.dose: [0.5 mg/kg, 1 mg/kg]
  patient.age: [20 year, 60 year]
`;

describe("the cells of a study", () => {
	test("each arm meets every combination of what is varied in it; a drug that it does not give leaves it as it is", () => {
		const cells = aStudy(twoArms).cells.map(({ arm, vary }) => [arm, ...vary.map(({ label }) => label)].join(" | "));
		expect(cells).toEqual([
			"nobody acts | 20 year",
			"nobody acts | 60 year",
			"drug | 0.5 mg/kg | 20 year",
			"drug | 0.5 mg/kg | 60 year",
			"drug | 1 mg/kg | 20 year",
			"drug | 1 mg/kg | 60 year",
		]);
	});

	test("an arm is compared with the first arm at the same point of what is varied", () => {
		expect(aStudy(twoArms).against).toEqual([null, null, 0, 1, 0, 1]);
		expect(aStudy("treatments: [ { give: drug, at: 1 h } ]\nvary: { drug.at: [1 h, 2 h, 3 h] }\n").against).toEqual([null, 0, 0]);
	});

	test("a comparison names the other arm, or within one arm the point", () => {
		const names = (more: string) => {
			const head = headOf(aStudy(more));
			const cells = head.cells.map((cell) => ({ ...cell, finished: 0, failed: 0, outcomes: [], days: [], bands: [], flows: [] }));
			return head.against.flatMap((against, cell) => (against === null ? [] : [referenceName({ cells }, { cell, against })]));
		};
		expect(names(twoArms)).toEqual(["nobody acts", "nobody acts", "nobody acts", "nobody acts"]);
		expect(names("vary: { patient.age: [20 year, 60 year] }\n")).toEqual(["age 20 year"]);
	});

	test("a varied value stands where the path leads, and only there", () => {
		const { cells } = aStudy("treatments: [ { give: drug, at: 1 h }, { give: drug, at: 9 h } ]\nvary: { 'drug[1].at': [20 h, 30 h] }\n");
		const times = cells.map(({ plan }) => plan.orders.map(({ begins }) => (begins.kind === "at" ? begins.time : null)));
		expect(times).toEqual([
			[1, 20],
			[1, 30],
		]);
	});

	test("a grid is written in the unit of its ends, with both of them", () => {
		const labels = (grid: string) =>
			aStudy(`treatments: [ { give: drug, at: 1 h } ]\nvary: { drug.dose: ${grid} }\n`).cells.map(({ vary }) => vary[0]!.label);
		expect(labels("{ from: 0.2 mg, to: 0.8 mg, steps: 4 }")).toEqual(["0.2 mg", "0.4 mg", "0.6 mg", "0.8 mg"]);
		expect(labels("{ from: 1 mg, to: 8 mg, steps: 4, scale: log }")).toEqual(["1 mg", "2 mg", "4 mg", "8 mg"]);
	});

	test("cells with the same equations share them, so that they are compiled once", () => {
		const { programs } = workOf(aStudy(twoArms));
		expect(programs[2]!.model.code).toBe(programs[5]!.model.code);
		expect(programs[0]!.model.states.length).toBeLessThan(programs[2]!.model.states.length);
	});
});

describe("what every cut of the work must agree on", () => {
	const study = aStudy(twoArms);
	const work = workOf(study);
	const { head } = work;
	const engines = work.programs.map(loader());
	const whole = simulatePatients(work, engines, { from: 0, count: study.patients });

	test("patients alone, by fives and all at once give the same rows and counts", () => {
		for (const size of [1, 5]) {
			const parts = Array.from({ length: Math.ceil(study.patients / size) }, (_, i) =>
				simulatePatients(work, engines, { from: i * size, count: Math.min(size, study.patients - i * size) }),
			);
			expect(joinedParts(parts)).toEqual({ rows: whole.rows, days: whole.days });
		}
	});

	test("a row is what the patient alone would give in that scenario", () => {
		const { patient, cell, outcomes } = whole.rows[17]!;
		const run = runEngine(engines[cell]!, {}, { seed: study.seed, patient });
		expect(study.outcomes.map((outcome) => outcomeOf(run, outcome))).toEqual(outcomes);
	});

	test("sums survive their JSON, and those of parts in any order are those of the whole, to the last bit", () => {
		const all = sumsOf(whole, head);
		expect(sumsFromJson(sumsJson(all))).toEqual(all);
		const parts = [0, 1, 2, 3].map((i) => simulatePatients(work, engines, { from: i * 3, count: 3 }));
		const cells = blocksOf({ ...head, blocks: { cells: 2 } }).map((block) => simulatePatients(work, engines, block));
		expect(cells.length).toBeGreaterThan(1);
		for (const cut of [parts, parts.toReversed(), cells]) {
			const gathering = gatheringOf(head);
			for (const part of cut) gathering.add(part);
			const plain = gatheringOf(head);
			plain.add(whole);
			expect(gathering.summary()).toEqual(plain.summary());
		}
	});

	test("blocks may be cut by cells too: a cell stays with the one that it is compared with", () => {
		const blocks = blocksOf({ ...head, blocks: { patients: 5, cells: 2 } });
		for (const { cells } of blocks) for (const cell of cells) expect(cells).toContain(head.against[cell] ?? cell);
		expect(
			blocks
				.filter(({ from }) => from === 5)
				.flatMap(({ cells }) => cells)
				.sort(),
		).toEqual([...head.cells.keys()]);
	});

	test("the blocks cover every patient once, whatever their number", () => {
		for (const patients of [1, 99, 100, 101, 10_000, 10_001, 123_456]) {
			const all = blocksOf(headOf({ ...study, patients })).flatMap(({ from, count }) => [from, from + count]);
			expect([all[0], all.at(-1)]).toEqual([0, patients]);
			expect(all.slice(1, -1).filter((_, i) => i % 2 === 0)).toEqual(all.slice(2).filter((_, i) => i % 2 === 0));
		}
	});

	test("everybody is counted once a day, and the same arm differs from itself by nothing", () => {
		const gathering = gatheringOf(head);
		gathering.add(whole);
		const summary = gathering.summary();
		for (const { flows } of summary.cells)
			for (const { counts } of flows) for (const day of counts) expect(day.reduce((sum, n) => sum + n, 0)).toBe(study.patients);
		const fever = summary.differences.filter(({ outcome }) => outcome === "fever").map(({ difference }) => difference.value);
		expect(fever).toEqual([0, 0, 0, 0]);
		const [dose] = summary.differences.filter(({ outcome, cell }) => outcome === "drug_given" && cell === 2);
		const given = summary.cells[2]!.outcomes.find(({ name }) => name === "drug_given")!;
		expect(given.kind === "number" && dose!.difference.value).toBeCloseTo(given.kind === "number" ? given.mean.value : Number.NaN, 10);
	});

	test("the quarters of a covariate hold all pairs", () => {
		const gathering = gatheringOf(head);
		gathering.add(whole);
		const { benefits } = gathering.summary();
		expect(new Set(benefits.map(({ covariate }) => covariate))).toEqual(new Set(["weight"]));
		for (const { quarters } of benefits) expect(quarters.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(study.patients);
	});
});

describe("one failed patient", () => {
	test("is counted and named, and the others are kept", () => {
		const study = aStudy();
		const { plan } = study.cells[0]!;
		const broken = {
			...plan,
			flat: {
				...plan.flat,
				states: plan.flat.states.map((state) => ({
					...state,
					startIs: binary("/", number(0), number(0)),
				})),
			},
		};
		const faulty = { ...study, cells: [study.cells[0]!, { arm: "broken", vary: [], plan: broken }], against: [null, 0] };
		const work = workOf(faulty);
		const gathering = gatheringOf(work.head);
		gathering.add(simulatePatients(work, work.programs.map(loader()), { from: 0, count: 3 }));
		const { cells, failures } = gathering.summary();
		expect(cells.map(({ finished, failed }) => [finished, failed])).toEqual([
			[3, 0],
			[0, 3],
		]);
		expect(failures.count).toBe(3);
		expect(failures.first[0]).toMatchObject({ patient: 0, cell: 1 });
		expect(failures.first[0]!.why).toContain("not-finite");
	});
});

describe("outcomes", () => {
	const valuesOf = (outcomes: string, more = "") => {
		const study = aStudy(
			"",
			studyText(`treatments: [ { give: drug, at: 1 h, dose: 7 mg, every: 6 h, for: 12 h } ]\n${more}`).replace(
				/outcomes:[\s\S]*?(?=treatments)/,
				`outcomes: { ${outcomes} }\n`,
			),
		);
		const engine = engineOf(study.cells[0]!.plan);
		const read = (run: Run) => study.outcomes.map((outcome) => [outcome.kind, outcomeOf(run, outcome), outcome.unit]);
		const values = read(runEngine(engine));
		// Of the run as a study keeps it they say the same.
		expect(read(runEngine(engine, { columns: columnsOf(study, study.cells[0]!.plan.bind) }))).toEqual(values);
		return values;
	};

	test("name the columns that they read, also where a fact stands for one", () => {
		const { outcomes } = aStudy();
		expect(columnsOf({ outcomes, bands: ["map"], trajectories: { every: 1, columns: ["map", "gain"] } }, {})).toEqual([
			"temperature",
			"drug",
			"wave",
			"map",
			"gain",
		]);
		expect(columnsRead({ expression: name("responded"), among: null }, { tumor_burden: { column: "mass", factor: 1 } })).toEqual(["mass"]);
	});

	test("read a run as their words say", () => {
		expect(
			valuesOf('a: "doses(drug)", b: "amount(drug)", c: "duration(temperature > 38 degC)", d: "first(temperature > 38 degC)"'),
		).toEqual([
			["number", 2, "1"],
			["number", 14, "mg"],
			["number", 50 / 24, "day"],
			["number", 10 / 24, "day"],
		]);
		expect(
			valuesOf('a: "peak(temperature)", b: "nadir(temperature)", c: "time_below(temperature, 38 degC)", d: "worst(crs) >= 1"'),
		).toEqual([
			["number", 38.2, "degC"],
			["number", 37, "degC"],
			["number", 46 / 24, "day"],
			["probability", 1, "1"],
		]);
		expect(valuesOf('a: "onset(crs)", b: "died", c: "area(map)", d: "not (worst(penn_crs) >= 4)"')).toEqual([
			["number", 10 / 24, "day"],
			["probability", 0, "1"],
			["number", 90 * 96, "mmHg*h"],
			["probability", 1, "1"],
		]);
	});

	test("a function means the same to a rule at the last hour as to an outcome", () => {
		const given = `treatments:
  - { give: drug, at: 1 h, dose: 7 mg, every: 6 h, for: 12 h }
  - { give: pressor, at: 20 h, rate: 0.1 ug/kg/min, for: 5 h }
  - { give: pressor, at: 40 h, rate: 0.2 ug/kg/min, for: 50 h }
`;
		const asked = {
			"doses(drug)": "",
			"doses(drug, 90 h)": "",
			"doses(pressor)": "",
			"amount(drug)": " mg",
			"amount(drug, 90 h)": " mg",
			"since(pressor)": " h",
			"worst(crs)": "",
			"held(temperature > 36 degC)": " h",
			"held(temperature > 38 degC)": " h",
		};
		const outcomes = Object.keys(asked).map((text, i) => `x${i}: "${text}"`);
		const study = aStudy("", studyText(given).replace(/outcomes:[\s\S]*?(?=treatments)/, `outcomes: { ${outcomes.join(", ")} }\n`));
		const run = runPlan(study.cells[0]!.plan);
		const values = study.outcomes.map((outcome) => outcomeOf(run, outcome) * (outcome.unit === "day" ? 24 : 1));
		expect(values.slice(0, 3)).toEqual([2, 1, 2]);
		for (const [i, [text, unit]] of Object.entries(asked).entries()) {
			const rule = (value: number) =>
				runPlan(aStudy("", studyText(`${given}  - { give: saline, when: "t >= 96 h and ${text} == ${value}${unit}" }\n`)).cells[0]!.plan);
			const acts = [values[i]!, values[i]! + 1].map((value) => rule(value).events.some(({ what }) => what === "saline"));
			expect([text, values[i], acts]).toEqual([text, values[i], [true, false]]);
		}
	});

	test("an hour at which a condition is unknown is none at which it holds, nor one at which its opposite does", () => {
		const [held, opposite] = valuesOf('a: "duration(icans >= 9)", b: "duration(not (icans >= 9))"').map(([, value]) => value);
		const { columns } = runPlan(aStudy().cells[0]!.plan).trajectory;
		expect([held, columns.has("icans_grade")]).toEqual([0, true]);
		expect(opposite).toBe(4);
	});

	test("time at a grade is that of any scale, at the level or above", () => {
		const [atLeastOne, penn, two] = valuesOf('a: "time_at(crs, 1)", b: "time_at(penn_crs, 1)", c: "time_at(lee2014_crs, 2)"');
		expect(atLeastOne![1]).toBeCloseTo(50 / 24, 1);
		expect(penn![1]).toBeCloseTo(50 / 24, 1);
		expect(two![1]).toBe(0);
	});

	test("what cannot be known is not a number, and no condition on it holds or fails", () => {
		// The first of two cells ends before day 5.
		const longer = "vary: { until: [4 day, 6 day] }\n";
		const first = (...texts: string[]) => valuesOf(texts.map((text, i) => `x${i}: "${text}"`).join(", "), longer).map(([, value]) => value);
		expect(first("at(wave, 5 day)", "at(wave, 5 day) > 9", "not (at(wave, 5 day) > 9)", "at(wave, 5 day) > 9 or died")).toEqual([
			Number.NaN,
			Number.NaN,
			Number.NaN,
			Number.NaN,
		]);
		expect(first("at(wave, 5 day) > 9 or worst(crs) >= 1", "died and at(wave, 5 day) > 9", "not (died)")).toEqual([1, 0, 1]);
	});

	test("that a time never came is known: nothing lies before or after it", () => {
		const values = valuesOf(
			'a: "first(temperature > 40 degC)", b: "onset(icans) < 3 day", c: "not (first(temperature > 40 degC) < 1 day)"',
		);
		expect(values.map(([, value]) => value)).toEqual([Number.NaN, 0, 1]);
	});
});

describe("a study that cannot be run is refused before anything runs", () => {
	const refused = (replace: string | RegExp, by: string) => refusalsOf(studyText().replace(replace, by));

	test("a grid of a billion, with its count", () => {
		const grid = "{ from: 1 kg, to: 9 kg, steps: 1000 }";
		const text = studyText(
			`vary: { patient.weight: ${grid}, patient.age: { from: 1 year, to: 9 year, steps: 1000 }, set.gain: { from: 1 /h, to: 2 /h, steps: 1000 } }\n`,
		);
		expect(refusalsOf(text)).toEqual(["10:7 1000000000 cells of 12 patients are 12000000000 runs"]);
	});

	test("no patients, no outcome, too many runs", () => {
		expect(refused("patients: 12", "patients: 0")).toEqual(["4:11 expected at least 1, found 0"]);
		expect(refused(/outcomes:[\s\S]*/, "outcomes: {}\n")).toEqual(["5:11 a study needs at least one outcome"]);
		expect(refused("patients: 12", "patients: 3000000000")).toEqual(["4:11 1 cell of 3000000000 patients are 3000000000 runs"]);
	});

	test("too many runs, when a person asks for more patients than the text says", () => {
		const options = { file: "study.yaml", models: new Map(), grades: [], instead: { patients: 3_000_000_000 } };
		expect(() => parseStudy(studyText(), options)).toThrow("1 cell of 3000000000 patients are 3000000000 runs");
	});

	test("a time that no number can hold in hours", () => {
		expect(refused("at(wave, 4 day)", "at(wave, 1.7e308 day)")).toEqual(['9:19 "1.7e+308 day" in h is not a finite number']);
	});

	test("an unknown outcome function, column, grade or treatment, at its place", () => {
		expect(refused("peak(temperature) >= 38 degC", "peek(temperature) >= 38 degC")[0]).toMatch(/^6:10 /);
		expect(refused("peak(temperature)", "max(temperature)")[0]).toMatch(/^6:14 "temperature" has a value at each time/);
		expect(refused("peak(temperature)", "peak(temprature)")).toEqual(['6:15 unknown column "temprature"']);
		expect(refused("amount(drug)", "amount(drog)")).toEqual(['8:22 unknown treatment "drog"']);
		expect(refused("amount(drug)", "worst(crss)")).toEqual(['8:21 unknown grade "crss"']);
		expect(refused(">= 38 degC", ">= 38 mmHg")[0]).toMatch(/^6:/);
	});

	test("an outcome that is unknown in everybody, because each run ends before", () => {
		expect(refused("amount(drug)", "responded")).toEqual(["8:15 this is known only from day 28 on, and the run ends on day 4"]);
		expect(refused("at(wave, 4 day)", "not (at(wave, 4.5 day) > 1)")).toEqual([
			"9:10 this is known only from day 4.5 on, and the run ends on day 4",
		]);
	});

	test("a word that every object has is no outcome", () => {
		expect(refused("amount(drug)", "toString")[0]).toMatch(/^8:15 unknown name "toString"/);
		expect(refused("temperature > 38 degC", "constructor > 1")[0]).toMatch(/^7:\d+ unknown name "constructor"/);
	});

	test("a path that leads nowhere, or to a drug that no arm gives", () => {
		expect(refusalsOf(studyText("vary: { drug.at: [1 h] }\n"))).toEqual(['10:9 no arm gives what "drug.at" varies']);
		expect(refusalsOf(studyText("vary: { wait: [1 h] }\n"))).toEqual(['10:9 "wait" is not something that a study can vary']);
		expect(refusalsOf(studyText("vary: { patient.wieght: [70 kg] }\n"))).toEqual(["10:26 unknown key"]);
		expect(refusalsOf(studyText("vary: { set.gian: [1 /h] }\n"))[0]).toContain('unknown parameter "gian"');
	});

	test("a comma that YAML took for the end of an outcome", () => {
		const text = studyText().replace(/outcomes:[\s\S]*/, "outcomes: { final: at(wave, 4 day) }\n");
		expect(refusalsOf(text)).toEqual(["5:29 YAML reads what follows a comma within { … } as a new key"]);
	});

	test("a column of outcomes.parquet that would stand there twice", () => {
		const clash = (name: string, more = "") => refusalsOf(studyText(more).replace("  hot:", `  ${name}:`));
		expect(clash("patient")).toEqual(['7:3 outcomes.parquet has another column "patient"']);
		expect(clash("weight")).toEqual(['7:3 outcomes.parquet has another column "weight"']);
		expect(clash("until", "vary: { until: [4 day, 5 day] }\n")).toEqual(['7:3 outcomes.parquet has another column "until"']);
		expect(refusalsOf(studyText("covariates: [weight, gain, weight]\n"))).toEqual(['10:28 "weight" appears twice']);
		expect(refusalsOf(studyText("trajectories: { every: 1 h, columns: [wave, wave] }\n"))).toEqual(['10:45 "wave" appears twice']);
		expect(refusalsOf(studyText("trajectories: { every: 1 h, columns: [] }\n"))[0]).toContain("expected a list of at least 1");
	});

	test("a value that stands twice, however it is written", () => {
		expect(refusalsOf(studyText("vary: { patient.weight: [70 kg, 70000 g, 80 kg] }\n"))).toEqual([
			'10:25 the value "70000 g" appears twice',
		]);
	});

	test("what would be overwritten: two paths to one place, or a key that an arm sets too", () => {
		const drug = "treatments: [ { give: drug, at: 1 h } ]\n";
		expect(refusalsOf(studyText(`${drug}vary: { drug.dose: [1 mg], "drug[0].dose": [2 mg] }\n`))).toEqual([
			'11:28 "drug[0].dose" would overwrite what "drug.dose" varies',
		]);
		expect(refusalsOf(studyText(`${drug}vary: { drug.at: [1 h], drug.when: [t > 1 h] }\n`))).toEqual([
			'11:25 "drug.when" would overwrite what "drug.at" varies',
		]);
		const arms = "arms: [ { name: a }, { name: b, patient: { weight: 60 kg } } ]\n";
		expect(refusalsOf(studyText(`${arms}vary: { patient.weight: [70 kg, 80 kg] }\n`))).toEqual(['10:52 "patient.weight" is varied too']);
	});

	test("what an arm or a varied value says wrongly is told where it stands, once", () => {
		const arms = "arms:\n  - name: a\n  - name: b\n    treatments: [ { give: drug, at: 3 mg } ]\n";
		expect(refusalsOf(studyText(arms)).length).toBe(1);
		expect(refusalsOf(studyText(arms))[0]).toBe('13:37 expected a time (h), such as "5 day", found "3 mg" (a mass)');
		expect(refusalsOf(studyText("arms: [ { name: a }, { name: a } ]\n"))).toEqual(['10:30 two arms are called "a"']);
		expect(refusalsOf(studyText("arms: [ { name: a }, { name: ' ' } ]\n"))).toEqual(["10:30 an arm needs a name"]);
		for (const name of ['"a\\nb"', "x".repeat(61)])
			expect(refusalsOf(studyText(`arms: [ { name: ${name} } ]\n`))).toEqual(["10:17 the name of an arm must be one short line"]);
		const varied = "treatments: [ { give: drug, at: 1 h } ]\nvary: { drug.dose: [1 mg, 2 h] }\n";
		expect(refusalsOf(studyText(varied))[0]).toMatch(/^11:27 .*found "2 h" \(a time\)/);
	});

	test("a sensitivity plan of an unknown outcome or parameter", () => {
		const plan = (text: string) => refusalsOf(studyText(`sensitivity: ${text}\n`));
		expect(plan("{ outcome: fevre, samples: 16 }")).toEqual(['10:25 unknown outcome "fevre"']);
		expect(plan("{ outcome: fever, samples: 8, parameters: [gain] }")).toEqual([]);
		expect(plan("{ outcome: fever, samples: 16, parameters: [age] }")).toEqual(['10:58 "age" does not vary between patients here']);
	});
});
