import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { drawnValues, virtualPatient } from "../../src/population/draw-patient.ts";
import { drawsOf, uniform } from "../../src/random/stream.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Varying } from "../../src/scenario/plan.ts";
import { patientValue, patientWith } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { engineOf, runEngine } from "../support/run-plan.ts";
import { shipped } from "../support/shipped.ts";

const plain: Varying = { name: "a", value: 2, cv: 0.5, distribution: "lognormal", range: null, classes: [], own: 1, shares: [] };
const many = 4000;
const of = (seed: number, patient: number) => (name: string) => uniform({ seed, patient }, name);

function cohort(varying: readonly Varying[], name: string, seed = 1): number[] {
	return Array.from({ length: many }, (_, patient) => drawnValues(varying, of(seed, patient)).get(name)!).sort((x, y) => x - y);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sd = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
const medianOf = (sorted: readonly number[]) => sorted[sorted.length >> 1]!;

function correlation(a: readonly number[], b: readonly number[]): number {
	const [ma, mb] = [mean(a), mean(b)];
	return mean(a.map((x, i) => (x - ma) * (b[i]! - mb))) / (sd(a) * sd(b));
}

const models = modelsAtHand();

describe("the numbers of virtual patients", () => {
	test("the same seed and number give the same patient, another number or seed another", () => {
		const draw = (seed: number, patient: number) => drawnValues([plain], of(seed, patient)).get("a");
		expect(draw(7, 4711)).toBe(draw(7, 4711));
		expect(new Set([draw(7, 1), draw(7, 2), draw(8, 1), draw(8, 2)]).size).toBe(4);
	});

	test("draws that are kept are those that would be made anew, in whatever order they are asked for", () => {
		const kept = drawsOf({ seed: 7, patient: 4711 });
		const names = ["b", "a", "a class", "b", "a"];
		expect(names.map(kept)).toEqual(names.map(of(7, 4711)));
	});

	test("a further quantity, or another order, changes no draw", () => {
		const individual = of(3, 12);
		const alone = drawnValues([plain], individual).get("a");
		const among = drawnValues([{ ...plain, name: "b" }, plain, { ...plain, name: "c" }], individual);
		expect(among.get("a")).toBe(alone);
	});

	test("the nominal value is the median, and the spread is the coefficient of variation", () => {
		const values = cohort([plain], "a");
		expect(medianOf(values) / 2).toBeCloseTo(1, 1);
		expect(sd(values) / mean(values)).toBeCloseTo(0.5, 1);
		const normal = cohort([{ ...plain, distribution: "normal", value: 90, cv: 0.1 }], "a");
		expect([mean(normal) / 90, sd(normal) / 9].map((ratio) => Math.round(ratio * 20) / 20)).toEqual([1, 1]);
		const share = cohort([{ ...plain, distribution: "logit-normal", value: 0.8, cv: 0.1 }], "a");
		expect(medianOf(share)).toBeCloseTo(0.8, 1);
		expect(Math.max(...share)).toBeLessThan(1);
	});

	test("a scenario multiplies the spread of a parameter: none leaves all patients alike, half leaves half, and no other number moves", () => {
		const spreadOf = (set: string) => {
			const program = compileProgram(parseScenario(`about: Spread.\nset: ${set}\n`, { file: "scenario.yaml", models }), {
				machineCode: false,
			});
			const patients = Array.from({ length: 200 }, (_, patient) => virtualPatient(program, { seed: 5, patient }));
			const logs = patients.map((one) => Math.log(patientValue(program, one, "macrophage_response")!));
			return { sd: sd(logs), other: patients.map((one) => patientValue(program, one, "il6_gain")) };
		};
		const usual = spreadOf("{}");
		const half = spreadOf("{ macrophage_response: { value: 3x, spread: 0.5x } }");
		expect(usual.sd).toBeGreaterThan(0.3);
		expect(half.sd / usual.sd).toBeGreaterThan(0.4);
		expect(half.sd / usual.sd).toBeLessThan(0.7);
		expect(half.other).toEqual(usual.other);
		expect(spreadOf("{ macrophage_response: { spread: 0x } }").sd).toBeLessThan(1e-12);
	});

	test("no draw lies beyond the plausible range, and the order of patients is that without it", () => {
		const free = Array.from({ length: 300 }, (_, patient) => drawnValues([plain], of(1, patient)).get("a")!);
		const bound = Array.from({ length: 300 }, (_, patient) => drawnValues([{ ...plain, range: [1.5, 3] }], of(1, patient)).get("a")!);
		expect(Math.min(...bound)).toBeGreaterThanOrEqual(1.5);
		expect(Math.max(...bound)).toBeLessThanOrEqual(3);
		const order = (values: readonly number[]) => values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
		expect(order(bound)).toEqual(order(free));
	});

	test("correlated numbers correlate as the rows say", () => {
		const b: Varying = { ...plain, name: "b", own: Math.sqrt(1 - 0.6 ** 2), shares: [{ of: "a", weight: 0.6 }] };
		const draws = Array.from({ length: many }, (_, patient) => drawnValues([plain, b], of(5, patient)));
		const logs = (name: string) => draws.map((draw) => Math.log(draw.get(name)!));
		expect(correlation(logs("a"), logs("b"))).toBeCloseTo(0.6, 1);
	});

	test("a class has its share of patients and its multiple", () => {
		const low: Varying = { ...plain, cv: 0, classes: [{ share: 0.15, times: 1 / 12, about: "" }] };
		const values = cohort([low], "a");
		const few = values.filter((value) => value < 1).length / many;
		expect(few).toBeGreaterThan(0.13);
		expect(few).toBeLessThan(0.17);
		expect(new Set(values.map((value) => value.toPrecision(6)))).toEqual(new Set(["2.00000", "0.166667"]));
	});

	test("the draw of a hazard is exponential with its nominal value as the median", () => {
		const draws = cohort([{ ...plain, distribution: "exponential", value: Math.LN2, cv: 1 }], "a");
		expect(mean(draws)).toBeCloseTo(1, 1);
		expect(medianOf(draws)).toBeCloseTo(Math.LN2, 1);
	});
});

describe("a virtual patient of a program", () => {
	const { plan } = shipped("tocilizumab-at-grade-2");
	const engine = engineOf(plan);
	const { program } = engine;
	const individual = { seed: 7, patient: 4711 };
	const patient = virtualPatient(program, individual);
	const untreated = compileProgram(shipped("untreated").plan, { machineCode: false });

	test("is the same whatever was simulated before", () => {
		const before = runEngine(engine, {}, individual);
		runEngine(engine, {}, { seed: 7, patient: 4712 });
		expect(runEngine(engine, {}, individual)).toEqual(before);
	});

	test("meets every arm as himself: what both programs share is drawn alike", () => {
		const other = virtualPatient(untreated, individual);
		const shared = (name: string) => patientValue(untreated, other, name);
		const varied = plan.varying.map(({ name }) => name).filter((name) => shared(name) !== undefined && name !== "typical_burden");
		expect(varied.length).toBeGreaterThan(30);
		expect(varied.filter((name) => patientValue(program, patient, name) !== shared(name))).toEqual([]);
	});

	test("what the scenario gives as a value is the same in all; a multiple shifts the whole spread", () => {
		const names = new Set(plan.varying.map(({ name }) => name));
		expect(names.has("tumor_burden")).toBe(false);
		expect(names.has("weight")).toBe(shipped("untreated").plan.varying.some(({ name }) => name === "weight"));
	});

	test("states start from his own numbers", () => {
		const column = runEngine(engine, {}, individual).trajectory.columns.get("il6")!;
		expect(column.values[0]).toBe(patientValue(program, patient, "il6_rest"));
	});

	test("doses per kg go with his weight and stop at the cap", () => {
		const dose = (weight: number) => {
			const heavy = patientWith(program, patient, new Map([["weight", weight]]));
			return simulate(engine, heavy).events.find(({ what }) => what === "tocilizumab")?.amount;
		};
		expect([35, 70, 150].map(dose)).toEqual([280, 560, 800]);
	});

	test("a number that the model does not have cannot be given to a patient", () => {
		expect(() => patientWith(program, patient, new Map([["wieght", 70]]))).toThrow('the model has no parameter "wieght"');
	});
});
