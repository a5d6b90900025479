import { expect, test } from "vitest";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { prepare, unpacked } from "../../src/simulate/prepared.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { shipped } from "../support/shipped.ts";

test("a prepared scenario runs to the same numbers on the other side of a worker's wall, and so does every patient drawn from it", () => {
	const { scenario } = shipped("tocilizumab-at-grade-2");
	const crossed = unpacked(structuredClone(prepare(scenario)));
	const individual = { seed: 7, patient: 3 };
	expect(simulate(crossed)).toEqual(simulate(scenario));
	expect(simulate(virtualPatient(crossed, individual))).toEqual(simulate(virtualPatient(scenario, individual)));
});

test("code that was generated before is taken as it is", () => {
	const { scenario, code } = structuredClone(prepare(shipped("no-tumor").scenario));
	const spoiled = { ...code, equations: { ...code.equations, body: 'throw new Error("this very code")' } };
	expect(() => unpacked({ scenario, code: spoiled })).toThrow("this very code");
});
