import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { protocolsFor } from "../../src/node/protocol-files.ts";
import { drawnValues, virtualPatient } from "../../src/population/draw-patient.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import { workOf } from "../../src/population/study-work.ts";
import { uniform } from "../../src/random/stream.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { PlannedGroup } from "../../src/scenario/plan.ts";
import { loader } from "../../src/simulate/engine.ts";
import { patientValue } from "../../src/simulate/patient.ts";
import type { Program } from "../../src/simulate/program.ts";
import { standingOrders } from "../../src/treatment/library.ts";
import type { Order } from "../../src/treatment/order.ts";
import { models } from "../science/support.ts";
import { told } from "../support/a-scenario.ts";
import { numberLine } from "../support/number-digest.ts";
import { engineOf, runEngine, runPlan } from "../support/run-plan.ts";
import { runShipped } from "../support/shipped.ts";

const library = models.get("cart-crs")!;
const file = "s.yaml";
const options = { file, models, protocols: protocolsFor(file) };
const planOf = (population: string, more = "") => parseScenario(`about: A.\npopulation: ${population}\n${more}`, options);
const many = 10_000;
const mostOff = 4;

/** All that differs between the patients of one group, drawn `count` times; only of these names. */
function drawnIn(group: Pick<PlannedGroup, "varying">, names: readonly string[], count = many): Record<string, number>[] {
	const varying = group.varying.filter(({ name, shares }) => names.includes(name) || shares.some(({ of }) => names.includes(of)));
	return Array.from({ length: count }, (_, patient) =>
		Object.fromEntries(drawnValues(varying, (name) => uniform({ seed: 5, patient }, name))),
	);
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], share: number) => sorted(values)[Math.floor(share * values.length)]!;

describe("the groups of a population", () => {
	test.each([
		"LBCL-third-line-tisa-cel",
		"LBCL-third-line-liso-cel",
		"LBCL-routine",
		"lymphoma-three-products",
		"MM-routine",
		"B-cell-defined-composition",
	])("of %s have their shares of ten thousand patients, within four binomial errors", (name) => {
		const { groups, ...population } = planOf(name).population!;
		const still = groups.map((group) => ({ ...group, varying: [], follows: [], orders: [], values: [] }));
		const program = {
			id: "x",
			values: [],
			model: { parameters: [] },
			population: { ...population, groups: still },
		} as unknown as Program;
		const found = Array.from({ length: many }, (_, patient) => virtualPatient(program, { seed: 3, patient }).group!);
		for (const [i, { share }] of groups.entries()) {
			const seen = found.filter((group) => group === i).length / many;
			expect(Math.abs(seen - share)).toBeLessThan(mostOff * Math.sqrt((share * (1 - share)) / many));
		}
	});

	test("add up to 1 in every shipped file, and the nominal patient belongs to the largest", () => {
		for (const name of library.populations.keys()) {
			const { groups, nominal } = planOf(name).population!;
			expect(groups.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
			expect(Math.max(...groups.map(({ share }) => share))).toBe(groups[nominal]!.share);
		}
	});

	test("bring their own conditioning and dose, and go without what they do not get", () => {
		const given = planOf("LBCL-third-line-tisa-cel").population!.groups.map(({ orders }) =>
			orders.map(({ treatment }) => treatment).sort(),
		);
		expect(given).toEqual([["cart_infusion", "cyclophosphamide", "fludarabine"], ["bendamustine", "cart_infusion"], ["cart_infusion"]]);
		const doses = planOf("LBCL-third-line-liso-cel").population!.groups.map(({ orders }) => {
			const { gift } = orders.find(({ treatment }) => treatment === "cart_infusion")!.stretches[0]!;
			return gift.kind === "dose" ? gift.amount : Number.NaN;
		});
		expect(doses).toEqual([5e7, 1e8, 1.5e8]);
	});

	test("are followed in a run: who has bendamustine gets no fludarabine", () => {
		const engine = engineOf(planOf("LBCL-third-line-tisa-cel", "until: 12 h"));
		const runs = Array.from({ length: 12 }, (_, patient) => runEngine(engine, {}, { seed: 7, patient }));
		for (const { events, member } of runs) {
			const given = new Set(events.map(({ what }) => what));
			expect(given.has("bendamustine")).toBe(member!.about === "Bendamustine");
			expect(given.has("fludarabine")).toBe(member!.about === "Fludarabine and cyclophosphamide");
		}
		expect(new Set(runs.map(({ member }) => member!.about)).size).toBeGreaterThan(1);
	});
});

/** Typed once more from the published tables. */
const printed: readonly (readonly [population: string, group: number, fact: string, quartiles: readonly [number, number, number]])[] = [
	["LBCL-routine", 0, "age", [52, 62, 68]],
	["LBCL-routine", 1, "age", [62, 71, 77]],
	["LBCL-routine", 2, "age", [64, 71, 78]],
	["CLL-liso-cel", 0, "age", [59, 65, 70]],
	["B-ALL-adult-brexu-cel", 0, "age", [28, 40, 52]],
	["B-ALL-adult-brexu-cel", 0, "blasts", [24, 65, 87]],
	["MM-late-line-cilta-cel", 0, "age", [56, 61, 68]],
];

/** The least and the greatest among so many. */
const ends: readonly (readonly [population: string, fact: string, patients: number, extremes: readonly [number, number, number]])[] = [
	["LBCL-third-line-axi-cel", "age", 101, [23, 58, 76]],
	["LBCL-third-line-liso-cel", "age", 270, [18, 63, 86]],
	["LBCL-third-line-liso-cel", "tumor_burden", 270, [0.0215, 0.605, 11.25]],
	["LBCL-second-line-liso-cel", "tumor_burden", 92, [0.0269, 0.306, 3.22]],
	["FL-third-line-axi-cel", "tumor_burden", 127, [0.0256, 1, 12.72]],
	["MCL-third-line-brexu-cel", "age", 68, [38, 65, 79]],
	["B-ALL-children-tisa-cel", "blasts", 79, [5, 74, 99]],
	["MM-routine", "age", 113, [39, 65, 81]],
	["B-cell-defined-composition", "age", 47, [20, 40, 73]],
	["LBCL-third-line-axi-cel-cohort-4", "age", 41, [19, 61, 77]],
];

describe("the numbers of a population", () => {
	test.each(printed)("%s, group %i: %s has the quartiles of the table", (population, group, fact, [low, middle, high]) => {
		const values = drawnIn(planOf(population).population!.groups[group]!, [fact]).map((one) => one[fact]!);
		const width = high - low;
		// Quartiles that do not lie evenly around the median are met in their distance.
		expect(Math.abs(quantile(values, 0.5) - middle) / width).toBeLessThan(0.04);
		expect((quantile(values, 0.75) - quantile(values, 0.25)) / width).toBeCloseTo(1, 1);
		expect(Math.abs(quantile(values, 0.25) - low) / width).toBeLessThan(0.16);
		expect(Math.abs(quantile(values, 0.75) - high) / width).toBeLessThan(0.16);
	});

	test.each(ends)("%s: %s of %i patients reaches as far as in the table", (population, fact, patients, [least, middle, most]) => {
		const one = planOf(population).population!.groups[0]!.varying.find(({ name }) => name === fact)!;
		const tables = Array.from({ length: 60 }, (_, i) => {
			const draws = Array.from(
				{ length: patients },
				(_, patient) => drawnValues([{ ...one, own: 1, shares: [] }], (name) => uniform({ seed: i, patient }, name)).get(fact)!,
			);
			return { least: Math.min(...draws), middle: quantile(draws, 0.5), most: Math.max(...draws) };
		});
		const isLog = one.distribution === "lognormal";
		const on = (value: number) => (isLog ? Math.log(value) : one.distribution === "logit-normal" ? Math.log(value / (100 - value)) : value);
		const usual = (key: "least" | "middle" | "most") =>
			on(
				quantile(
					tables.map((table) => table[key]),
					0.5,
				),
			);
		const whole = on(most) - on(least);
		expect(Math.abs(usual("middle") - on(middle)) / whole).toBeLessThan(0.05);
		expect(Math.abs(usual("most") - usual("least") - whole) / whole).toBeLessThan(0.16);
	});

	test("the registry of children has the shares with 5 and with 50 percent blasts that it was fitted to", () => {
		const blasts = drawnIn(planOf("B-ALL-children-registry").population!.groups[0]!, ["blasts"]).map((one) => one["blasts"]!);
		const from = (least: number) => blasts.filter((value) => value >= least).length / many;
		expect(from(50)).toBeCloseTo(0.13, 1);
		expect(Math.abs(from(50) - 0.13)).toBeLessThan(0.015);
		expect(Math.abs(from(5) - 0.47)).toBeLessThan(0.02);
	});

	test("children are as heavy as their age lets one expect, as far as the correlation says", () => {
		const draws = drawnIn(planOf("B-ALL-children-tisa-cel").population!.groups[0]!, ["weight", "age"]);
		const ranks = (name: string) => {
			const order = draws.map((_, i) => i).sort((a, b) => draws[a]![name]! - draws[b]![name]!);
			const found: number[] = [];
			for (const [rank, i] of order.entries()) found[i] = rank / many - 0.5;
			return found;
		};
		const [a, b] = [ranks("weight"), ranks("age")];
		const spearman = (12 * a.reduce((sum, rank, i) => sum + rank * b[i]!, 0)) / many;
		// Of normal numbers: 6 / pi asin(r / 2).
		expect(spearman).toBeCloseTo((6 / Math.PI) * Math.asin(0.85 / 2), 1);
	});

	test("every number is measured, fitted or assumed, and says where it is from", () => {
		for (const { origins, source, groups } of library.populations.values()) {
			expect(source).toMatch(/doi:10\.\d{4,9}\/\S+|^table of .+ http:/);
			for (const [, origin] of [origins, ...groups.map((group) => group.origins)].flatMap((all) => [...all])) {
				expect(origin.source.trim()).not.toBe("");
				expect(origin.evidence === "fitted").toBe(origin.source.startsWith("fitted here to"));
				expect(origin.evidence === "assumed").toBe(origin.source === "assumed");
			}
		}
	});
});

describe("a patient of a population", () => {
	test("has what the population does not name from the same draws as without it", () => {
		const [with_, without] = ["population: LBCL-third-line-axi-cel\n", ""].map((line) =>
			engineOf(parseScenario(`about: A.\n${line}`, options)),
		);
		const individual = { seed: 7, patient: 4711 };
		const [one, other] = [with_!, without!].map(({ program }) => ({ program, patient: virtualPatient(program, individual) }));
		const named = new Set(["age", "tumor_burden", "typical_burden"]);
		// What is correlated with a number that no longer varies is drawn by itself.
		const linked = new Set(["cart_expansion", "creatinine_clearance"]);
		const names = other!.program.model.parameters.map(({ name }) => name).filter((name) => !named.has(name) && !linked.has(name));
		expect(names.length).toBeGreaterThan(300);
		const value = ({ program, patient }: NonNullable<typeof one>, name: string) => patientValue(program, patient, name);
		expect(names.filter((name) => value(one!, name) !== value(other!, name))).toEqual([]);
		expect([...named].filter((name) => value(one!, name) !== value(other!, name))).toEqual([...named]);
	});

	test("is himself in every arm: his facts and his group are the same", () => {
		const study = parseStudy(
			"about: A.\npopulation: LBCL-routine\npatients: 20\narms:\n  - { name: a }\n  - { name: b, care: p4 }\noutcomes: { severe: worst(crs) >= 3 }\n",
			options,
		);
		const [a, b] = workOf(study).programs;
		for (let patient = 0; patient < 20; patient++) {
			const [one, other] = [a!, b!].map((program) => virtualPatient(program, { seed: 1, patient }));
			expect(other!.group).toBe(one!.group);
			for (const fact of ["age", "weight", "tumor_burden"]) expect(patientValue(b!, other!, fact)).toBe(patientValue(a!, one!, fact));
		}
	});

	test("is the plain nominal patient where the population says the same as the disease", () => {
		expect(numberLine(runPlan(planOf("LBCL-third-line-axi-cel", "until: 30 day")))).toBe(numberLine(runShipped("untreated")));
	});

	test("has the burden that follows from his blasts; what the scenario says of him goes before", () => {
		const burden = (lines: string, patient: number) => {
			const { program } = engineOf(planOf("B-ALL-children-tisa-cel", lines));
			const one = virtualPatient(program, { seed: 2, patient });
			return { burden: patientValue(program, one, "tumor_burden")!, blasts: patientValue(program, one, "blasts")! };
		};
		for (const patient of [0, 1, 2]) {
			const drawn = burden("", patient);
			expect(drawn.burden).toBeCloseTo(drawn.blasts / 74, 12);
			expect(burden("patient: { tumor_burden: 3 }", patient)).toEqual({ burden: 3, blasts: drawn.blasts });
			expect(burden("patient: { blasts: 37 percent }", patient)).toEqual({ burden: 0.5, blasts: 37 });
		}
	});

	test("is treated by what is known of him: P8 gives tocilizumab early to those with 40 percent blasts or more, and to no other", () => {
		const engine = engineOf(planOf("B-ALL-children-tisa-cel", "care: p8\nuntil: 6 day"));
		const early = (patient: number) => {
			const { member, events } = runEngine(engine, { every: 24 }, { seed: 7, patient });
			return { blasts: member!.facts["blasts"]!.value, early: events.some(({ why }) => why.includes("high burden")) };
		};
		const seen = [2, 3, 5, 9, 11, 12, 14].map(early);
		const high = seen.filter(({ blasts }) => blasts >= 40);
		const low = seen.filter(({ blasts }) => blasts < 40);
		expect(low.length).toBeGreaterThan(0);
		expect(low.filter((one) => one.early)).toEqual([]);
		expect(high.filter((one) => one.early).length).toBeGreaterThanOrEqual(2);
	});
});

test("an outcome may ask for a fact of the patient, as a number or in a condition, and for no other", () => {
	const study = (outcomes: string) =>
		parseStudy(`about: A.\npopulation: B-ALL-children-tisa-cel\nuntil: 6 h\npatients: 3\noutcomes:\n${outcomes}`, options);
	const work = workOf(study("  burden: tumor_burden\n  high: blasts >= 40 percent and worst(crs) < 3\n  years: age / (1 year)\n"));
	const { rows } = simulatePatients(work, work.programs.map(loader()), { from: 0, count: 3 });
	for (const { patient, outcomes } of rows) {
		const one = virtualPatient(work.programs[0]!, { seed: 1, patient });
		const value = (name: string) => patientValue(work.programs[0]!, one, name)!;
		expect(outcomes).toEqual([value("tumor_burden"), value("blasts") >= 40 ? 1 : 0, value("age")]);
	}
	expect(told(() => study("  x: creatinine_claerance\n"))[0]).toContain('Did you mean "creatinine_clearance"');
	expect(told(() => study("  x: blasts >= 3 kg\n"))[0]).toContain("kg");
});

test("a study writes the facts that differ beside its outcomes, those that follow too, and may vary the population", () => {
	const study = parseStudy(
		"about: A.\npatients: 2\nvary: { population: [B-ALL-children-tisa-cel, B-ALL-children-registry] }\noutcomes: { severe: worst(crs) >= 3 }\n",
		options,
	);
	expect(study.cells.map(({ plan }) => plan.population!.name)).toEqual(["B-ALL-children-tisa-cel", "B-ALL-children-registry"]);
	expect(study.covariates.map(({ name }) => name)).toEqual(expect.arrayContaining(["age", "weight", "blasts", "tumor_burden"]));
});

test("the burden of every group is drawn, where rules and subgroups read it", () => {
	for (const name of library.populations.keys())
		for (const { varying, follows } of planOf(name).population!.groups)
			expect([name, [...varying, ...follows].some((one) => one.name === "tumor_burden")]).toEqual([name, true]);
});

describe("dose and conditioning", () => {
	const said = (orders: readonly Order[], one: string) =>
		orders.filter(({ treatment }) => treatment === one).map(({ begins, stretches, repeat }) => ({ begins, stretches, repeat }));

	test("are said once: no group repeats what its product or disease brings already", () => {
		const repeated = [...library.populations.values()].flatMap((population) =>
			population.groups.flatMap(({ disease, product }, group) => {
				const own = library.standing.get(`populations/${population.name}.yaml#${group}`) ?? [];
				const already = standingOrders(library, { disease, product });
				const names = [...new Set(own.map(({ treatment }) => treatment))];
				return names
					.filter((one) => isDeepStrictEqual(said(own, one), said(already, one)))
					.map((one) => `${population.name} ${group}: ${one}`);
			}),
		);
		expect(repeated).toEqual([]);
	});

	test("of tisa-cel differ between children with leukemia and adults with lymphoma", () => {
		const days = (disease: string, treatment: string) =>
			standingOrders(library, { disease, product: "tisa-cel" }).find((order) => order.treatment === treatment)!.stretches[0]!.lasts! / 24;
		expect(["B-ALL", "LBCL"].map((disease) => ["fludarabine", "cyclophosphamide"].map((one) => days(disease, one)))).toEqual([
			[4, 2],
			[3, 3],
		]);
	});
});
