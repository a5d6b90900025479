import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { plainData, plainText } from "../../src/model/plain-data.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { loader, loadProgram } from "../../src/simulate/engine.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram, compiler, type Program } from "../../src/simulate/program.ts";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { runEngine } from "../support/run-plan.ts";
import { shipped, shippedScenarioNames } from "../support/shipped.ts";

const compiled = (name: string): Program => compileProgram(shipped(name).plan);
const nominal = (program: Program): Run => runEngine(loadProgram(program));

/** A run without the name of what its steps ran as. */
const numbersOf = ({ solver: { kernel: _, ...solver }, ...run }: Run) => ({ ...run, solver });

/** The ways that a program goes from where it is compiled to where it is run. */
const ways: Readonly<Record<string, (program: Program) => Promise<Program>>> = {
	"as it is": async (program) => program,
	"a structured clone": async (program) => structuredClone(program),
	"JSON text": async (program) => plainData(plainText(program)) as Program,
	"a thread": (program) =>
		new Promise((resolve, reject) => {
			const code = 'const { parentPort, workerData } = require("node:worker_threads"); parentPort.postMessage(workerData);';
			const thread = new Worker(code, { eval: true, workerData: program });
			thread.once("message", resolve);
			thread.once("error", reject);
		}),
};

describe("a program", () => {
	test.each(shippedScenarioNames)("of %s runs as machine code to the numbers that JavaScript gives, to the last bit", (name) => {
		const program = compiled(name);
		const [machine, javascript] = [true, false].map((machineCode) => runEngine(loadProgram(program, { machineCode }))) as [Run, Run];
		expect([machine, javascript].map(({ solver }) => solver.kernel)).toEqual(["webassembly", "javascript"]);
		expect(numbersOf(machine)).toEqual(numbersOf(javascript));
	});

	test.each(Object.entries(ways))("arrives whole by the way of %s: the same bytes, the same kernel", async (_, go) => {
		const program = compiled("death-averted");
		const arrived = await go(program);
		expect(plainText(arrived)).toBe(plainText(program));
		expect(nominal(arrived)).toEqual(nominal(program));
		expect(nominal(arrived).solver.kernel).toBe("webassembly");
	});

	test("has an id of equations and numbers alone: words do not count, a number or an equation does", () => {
		const { plan } = shipped("tocilizumab-at-grade-2");
		const { id } = compileProgram(plan, { machineCode: false });
		const idOf = (change: Partial<Plan>) => compileProgram({ ...plan, ...change }, { machineCode: false }).id;
		const flat = (change: Partial<Plan["flat"]>) => ({ flat: { ...plan.flat, ...change } });
		expect(idOf({})).toBe(id);
		expect(idOf({ title: "Other words", about: "Other words.", file: "other.yaml", warnings: ["one"] })).toBe(id);
		expect(idOf({ orders: plan.orders.map((order) => ({ ...order, why: "other words" })) })).toBe(id);
		expect(idOf(flat({ states: plan.flat.states.map((state) => ({ ...state, title: "other words" })) }))).toBe(id);
		expect(idOf({ until: plan.until + 1 })).not.toBe(id);
		expect(idOf({ orders: plan.orders.slice(1) })).not.toBe(id);
		expect(idOf(flat({ parameters: plan.flat.parameters.map((one, i) => (i === 0 ? { ...one, value: 2 * one.value } : one)) }))).not.toBe(
			id,
		);
		expect(idOf(flat({ states: plan.flat.states.map((state, i) => (i === 0 ? { ...state, rate: state.startIs } : state)) }))).not.toBe(id);
	});

	test("shares its equations with another of the same compiler that differs in values, doses and rules only", () => {
		const { compile } = compiler();
		const models = modelsAtHand();
		const programs = ["p0", "p4"].map((care) => compile(loadScenario("scenarios/untreated.yaml", models, { care }).plan));
		const burdens = ["untreated", "bulky-untreated"].map((name) => compile(shipped(name).plan));
		expect(new Set(burdens.map(({ model }) => model.code)).size).toBe(1);
		expect(new Set(burdens.map(({ id }) => id)).size).toBe(2);
		expect(new Set(programs.map(({ model }) => model.code)).size).toBe(2);
	});

	test("is frozen data to a run: nothing in it changes", () => {
		const program = compiled("shock-norepinephrine");
		const before = plainText(program);
		nominal(program);
		expect(plainText(program)).toBe(before);
	});
});

describe("an engine", () => {
	test("serves every patient drawn from its program, as a fresh one would", () => {
		const program = compiled("tocilizumab-at-grade-2");
		const engine = loadProgram(program);
		for (const patient of [3, 1, 3]) {
			const individual = { seed: 7, patient };
			expect(runEngine(engine, {}, individual)).toEqual(runEngine(loadProgram(program), {}, individual));
		}
	});

	test("gives beside others, whose runs come in between, what it gives alone", () => {
		const names = ["untreated", "bulky-untreated", "shock-vasopressin", "checkpoint-colitis"];
		const programs = names.map(compiled);
		const alone = programs.map((program) => nominal(program));
		// Those with the same equations share functions and memory here.
		const engines = programs.map(loader());
		for (const order of [
			[0, 1, 2, 3],
			[3, 1, 0, 2, 1],
		])
			for (const i of order) expect(runEngine(engines[i]!)).toEqual(alone[i]);
	});

	test("refuses a patient of another program, with both names", () => {
		const [one, other] = [compiled("untreated"), compiled("bulky-untreated")];
		const patient = virtualPatient(other, { seed: 7, patient: 4711 });
		expect(() => simulate(loadProgram(one), patient)).toThrow(RangeError);
		expect(() => simulate(loadProgram(one), patient)).toThrow(
			`virtual patient 4711 of seed 7 belongs to the program ${other.id}, not to ${one.id} ("${one.title}"); draw the patient from the program that is run`,
		);
		expect(() => simulate(loadProgram(one), { ...nominalPatient(one), values: [1] })).toThrow("has 1 values");
	});

	test.each([
		["too-many-steps", "", { maxSteps: 200 }],
		["not-finite", "cart_capacity", {}],
	] as const)("fails in both kernels at the same hour for the same reason, %s, and keeps what came before", (kind, zero, options) => {
		const { plan } = shipped("untreated");
		const parameters = plan.flat.parameters.map((one) => (one.name === zero ? { ...one, value: 0 } : one));
		const program = compileProgram({ ...plan, flat: { ...plan.flat, parameters } });
		const [machine, javascript] = [true, false].map((machineCode) => runEngine(loadProgram(program, { machineCode }), options)) as [
			Run,
			Run,
		];
		expect(machine.outcome.kind).toBe(kind);
		expect(numbersOf(machine)).toEqual(numbersOf(javascript));
	});

	test("says that its steps run as JavaScript where the program has no machine code for the method", () => {
		const program = compiled("no-tumor");
		const engine = loadProgram(program);
		const without = loadProgram(compileProgram(shipped("no-tumor").plan, { machineCode: false }));
		const kernels = [runEngine(engine), runEngine(engine, { method: "rodas4" }), runEngine(without)].map(({ solver }) => solver.kernel);
		expect(kernels).toEqual(["webassembly", "javascript", "javascript"]);
		expect(without.program.id).toBe(program.id);
	});
});
