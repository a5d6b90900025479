import { describe, expect, test } from "vitest";
import { courseOf, drift, lymphodepletion, patientWith, withoutCells } from "./support.ts";

const diseases = ["LBCL", "B-ALL"];
const bodies = [
	{ weight: 10, age: 1 },
	{ weight: 70, age: 58 },
	{ weight: 150, age: 40 },
];
const cases = diseases.flatMap((disease) => bodies.map((body) => ({ disease, ...body })));
const cells = new Set(["cart_infused", "cart_effector", "cart_memory", "cart_cells"]);

describe.each(cases)("$disease, $weight kg, $age years", ({ disease, weight, age }) => {
	const wishes = {
		patient: `disease: ${disease}, weight: ${weight} kg, age: ${age} year, tumor_burden: 0`,
		until: "72 h",
		without: lymphodepletion,
	};

	test("without disease or input every state stays within 1e-6 over 72 h", () => {
		const scenario = withoutCells(patientWith(wishes));
		const course = courseOf(scenario);
		for (const { name } of scenario.flat.states) expect(`${name} ${drift(course, scenario, name) <= 1e-6}`).toBe(`${name} true`);
	});

	test("after an infusion of cells without a tumor every other state stays as well", () => {
		const scenario = patientWith(wishes);
		const course = courseOf(scenario);
		for (const { name } of scenario.flat.states)
			if (!cells.has(name)) expect(`${name} ${drift(course, scenario, name) <= 1e-6}`).toBe(`${name} true`);
		expect(course.peak("cart_infused").value).toBeCloseTo(2e6 * Math.min(weight, 100), 0);
	});

	test("before the infusion nothing moves though the tumor is there", () => {
		const scenario = patientWith({ ...wishes, patient: wishes.patient.replace("tumor_burden: 0", "tumor_burden: 3") });
		const course = courseOf(scenario);
		for (const { name } of scenario.flat.states)
			expect(`${name} ${drift(course, scenario, name, { to: -1 }) <= 1e-6}`).toBe(`${name} true`);
	});
});

test("with every drug and device compiled in, but none given yet, rest is still rest", () => {
	const later = [
		"give: tocilizumab, dose: 8 mg/kg, at: 71 h",
		"give: dexamethasone, dose: 10 mg, at: 71 h",
		"give: anakinra, dose: 100 mg, at: 71 h",
		"give: crystalloid, dose: 10 mL/kg, at: 71 h",
		"give: norepinephrine, rate: 0.1 ug/kg/min, at: 71 h, for: 1 h",
		"give: oxygen, device: hfnc, fio2: 0.5, flow: 40 L/min, at: 71 h",
	];
	const scenario = withoutCells(patientWith({ patient: "tumor_burden: 0", until: "72 h", treatments: later, without: lymphodepletion }));
	const course = courseOf(scenario);
	for (const { name } of scenario.flat.states) expect(`${name} ${drift(course, scenario, name, { to: 70 }) <= 1e-6}`).toBe(`${name} true`);
});
