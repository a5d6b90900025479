import { describe, expect, test } from "vitest";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { prepare } from "../../src/simulate/prepare.ts";
import { unpacked } from "../../src/simulate/prepared.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { shipped, shippedScenarioNames } from "../support/shipped.ts";

/** Prepared, and sent through a worker's wall. */
const crossed = (name: string) => unpacked(structuredClone(prepare(shipped(name).scenario)));

describe("a prepared scenario", () => {
	test.each(shippedScenarioNames)("%s runs as machine code to the numbers that JavaScript gives, to the last bit", (name) => {
		expect(simulate(crossed(name))).toEqual(simulate(shipped(name).scenario));
	});

	test("serves every patient drawn from it", () => {
		const [scenario, prepared] = [shipped("tocilizumab-at-grade-2").scenario, crossed("tocilizumab-at-grade-2")];
		const individual = { seed: 7, patient: 3 };
		expect(simulate(virtualPatient(prepared, individual))).toEqual(simulate(virtualPatient(scenario, individual)));
	});

	test("keeps two patients apart whose legs alternate in one memory", () => {
		const prepared = crossed("untreated");
		const [one, other] = [1, 2].map((patient) => virtualPatient(prepared, { seed: 7, patient })) as [typeof prepared, typeof prepared];
		const alone = simulate(one);
		simulate(other);
		expect(simulate(one)).toEqual(alone);
	});

	test.each([
		["too-many-steps", "", { maxSteps: 200 }],
		["not-finite", "cart_capacity", {}],
	] as const)("fails at the same hour for the same reason, %s, and keeps what came before", (kind, zero, options) => {
		const failing = ({ flat, ...scenario }: Scenario): Scenario => ({
			...scenario,
			flat: { ...flat, parameters: flat.parameters.map((one) => ({ ...one, ...(one.name === zero ? { value: 0 } : {}) })) },
		});
		const failed = simulate(failing(crossed("untreated")), options);
		expect(failed.outcome.kind).toBe(kind);
		expect(failed).toEqual(simulate(failing(shipped("untreated").scenario), options));
	});

	test("its code is taken as it is", () => {
		const { scenario, code } = structuredClone(prepare(shipped("no-tumor").scenario));
		const spoiled = { ...code, equations: { ...code.equations, body: 'throw new Error("this very code")' } };
		expect(() => unpacked({ scenario, code: spoiled })).toThrow("this very code");
	});
});
