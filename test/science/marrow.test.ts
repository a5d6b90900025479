import { describe, expect, test } from "vitest";
import { runShipped } from "../support/shipped.ts";
import { course, highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";

const noLymphodepletion = `treatments:
  - { give: fludarabine, dose: 1e-12 mg/m2, at: -5 day }
  - { give: cyclophosphamide, dose: 1e-12 mg/m2, at: -5 day }
`;
const counts = ["anc", "platelets", "hemoglobin", "fibrinogen", "triglycerides", "procalcitonin"];

/** Days from infusion on with neutrophils at or below a count (cells/nL). */
function daysBelow(run: ReturnType<typeof runPatient>, count: number): number {
	const { times } = run.trajectory;
	const anc = course(run, "anc");
	let hours = 0;
	for (let i = 1; i < times.length; i++) if (times[i]! > 0 && anc[i]! <= count) hours += times[i]! - times[i - 1]!;
	return hours / 24;
}

/** Lowest value between two days. */
function lowestBetween(run: ReturnType<typeof runPatient>, name: string, [from, to]: readonly [number, number]): number {
	const values = course(run, name);
	return Math.min(...[...run.trajectory.times.keys()].flatMap((i) => (inDays(run.trajectory.times[i]!, from, to) ? [values[i]!] : [])));
}

const inDays = (time: number, from: number, to: number) => time >= from * 24 && time <= to * 24;
const highestBetween = (run: ReturnType<typeof runPatient>, name: string, [from, to]: readonly [number, number]) =>
	Math.max(...[...course(run, name)].filter((_, i) => inDays(run.trajectory.times[i]!, from, to)));

const usual = runPatient("until: 45 day");
const depletedOnly = runPatient("patient: { tumor_burden: 0 }\nuntil: 45 day");
const twoHits = runShipped("marrow-two-hits");

describe("the marrow at rest", () => {
	test.each(counts)("without a tumor and without lymphodepletion %s does not move", (name) => {
		const rest = runPatient(`patient: { tumor_burden: 0 }\nuntil: 30 day\n${noLymphodepletion}`);
		expect(highest(rest, name) / lowest(rest, name)).toBeCloseTo(1, 9);
	});
});

describe("the first hit", () => {
	test("lymphodepletion alone empties the blood of neutrophils between day 4 and day 10, and they are back by day 21", () => {
		expect(lowestBetween(depletedOnly, "anc", [4, 10])).toBe(lowest(depletedOnly, "anc"));
		expect(lowest(depletedOnly, "anc")).toBeLessThan(0.2);
		expect(onDay(depletedOnly, "anc", 21)).toBeGreaterThan(3.5);
	});

	test("a weak kidney keeps fludarabine longer, so neutrophils stay away longer", () => {
		const weak = runPatient("patient: { creatinine_clearance: 35 mL/min }\nuntil: 30 day");
		expect(daysBelow(weak, 0.5)).toBeGreaterThan(daysBelow(usual, 0.5));
	});

	test("neutrophils leave blood within hours, but the marrow goes on ripening: the count is above 1 at the infusion and below 0.5 from about day 3", () => {
		expect(onDay(depletedOnly, "anc", 0)).toBeGreaterThan(1);
		expect(onDay(depletedOnly, "anc", 2.5)).toBeGreaterThan(0.5);
		expect(onDay(depletedOnly, "anc", 4)).toBeLessThan(0.5);
	});

	test("bendamustine instead is milder: the count falls below 1 late or not at all", () => {
		const milder = runPatient(`patient: { tumor_burden: 0 }
until: 30 day
without: [fludarabine, cyclophosphamide]
treatments:
  - { give: bendamustine, at: -4 day, every: 24 h, for: 2 day }
`);
		expect(lowest(milder, "anc")).toBeGreaterThan(5 * lowest(depletedOnly, "anc"));
		expect(lowest(milder, "platelets")).toBeGreaterThan(lowest(depletedOnly, "platelets"));
	});

	test("twice the lymphodepletion falls deeper", () => {
		const twice = runPatient(`until: 30 day
treatments:
  - { give: fludarabine, dose: 60 mg/m2, at: -5 day, every: 24 h, for: 3 day }
`);
		expect(lowest(twice, "anc")).toBeLessThan(lowest(usual, "anc"));
		expect(lowest(twice, "platelets")).toBeLessThan(lowest(usual, "platelets"));
	});
});

describe("the second hit", () => {
	test("without a storm there is one fall, with a storm there are two", () => {
		expect(lowestBetween(depletedOnly, "anc", [18, 40])).toBeGreaterThan(3);
		const between = highestBetween(twoHits, "anc", [10, 20]);
		const second = lowestBetween(twoHits, "anc", [20, 40]);
		expect(between).toBeGreaterThan(1.5 * second);
		expect(onDay(twoHits, "anc", 59)).toBeGreaterThan(3);
	});

	test("neutrophils are back in the third week and fall again in the fourth and fifth, as measured (doi:10.1038/s41409-019-0487-3)", () => {
		const third = highestBetween(twoHits, "anc", [14, 20]);
		expect(third).toBeGreaterThan(3 * lowestBetween(twoHits, "anc", [0, 14]));
		expect(lowestBetween(twoHits, "anc", [21, 35])).toBe(lowestBetween(twoHits, "anc", [14, 60]));
		expect(onDay(twoHits, "anc", 59)).toBeGreaterThan(3);
	});

	test.each([0.5, 1, 2, 3])("the second fall is deeper with %d times the usual tumor than with half of that", (burden) => {
		const second = (times: number) =>
			lowestBetween(runPatient(`patient: { tumor_burden: ${times} }\nset: { breakthrough_rate: 0 }\nuntil: 40 day`), "anc", [18, 40]);
		expect(second(burden)).toBeLessThan(second(burden / 2));
	});

	test("the usual patient has 5 to 12 days at or below 0.5 neutrophils per nL (published median 9)", () => {
		expect(daysBelow(usual, 0.5)).toBeGreaterThan(5);
		expect(daysBelow(usual, 0.5)).toBeLessThan(12);
	});
});

describe("the reserve", () => {
	test("the less of it the longer neutrophils are gone and the lower platelets fall", () => {
		const runs = [1.2, 1, 0.8, 0.6, 0.4].map((reserve) =>
			runPatient(`patient: { marrow_reserve: ${reserve} }\nset: { breakthrough_rate: 0 }\nuntil: 45 day`),
		);
		for (let i = 1; i < runs.length; i++) {
			expect(daysBelow(runs[i]!, 0.5)).toBeGreaterThan(daysBelow(runs[i - 1]!, 0.5));
			expect(lowest(runs[i]!, "platelets")).toBeLessThan(lowest(runs[i - 1]!, "platelets"));
		}
	});

	test("quick, intermittent and aplastic courses come from it and from the storm, not from a script", () => {
		expect(daysBelow(usual, 0.5)).toBeLessThan(10);
		expect(onDay(usual, "anc", 15)).toBeGreaterThan(1.5);
		expect(lowestBetween(twoHits, "anc", [18, 35])).toBeLessThan(1);
		expect(daysBelow(runShipped("marrow-aplastic"), 0.5)).toBeGreaterThan(25);
	});
});

describe("what helps", () => {
	test("filgrastim shortens the first gap, nearly closes the second, and leaves platelets alone", () => {
		const treated = runShipped("marrow-filgrastim");
		expect(daysBelow(treated, 0.5)).toBeLessThan(daysBelow(twoHits, 0.5));
		expect(lowestBetween(treated, "anc", [18, 30])).toBeGreaterThan(1.5 * lowestBetween(twoHits, "anc", [18, 30]));
		expect(lowest(treated, "platelets")).toBeCloseTo(lowest(twoHits, "platelets"), 1);
	});

	test("three 1e11 of platelets add about 40 per nL at 70 kg and are mostly gone a week later", () => {
		const give = "patient: { tumor_burden: 0 }\nuntil: 30 day\n";
		const without = runPatient(give);
		const given = runPatient(`${give}treatments:\n  - { give: platelet_transfusion, dose: 3e11 cells, at: 12 day }\n`);
		const gain = (day: number) => onDay(given, "platelets", day) - onDay(without, "platelets", day);
		expect(gain(12 + 1 / 24)).toBeGreaterThan(35);
		expect(gain(12 + 1 / 24)).toBeLessThan(42);
		expect(gain(19)).toBeLessThan(0.4 * gain(12 + 1 / 24));
	});

	test("a unit of red cells adds about 1 g/dL", () => {
		const give = "patient: { tumor_burden: 0 }\nuntil: 20 day\n";
		const given = runPatient(`${give}treatments:\n  - { give: red_cells, dose: 280 mL, at: 10 day }\n`);
		const gain = onDay(given, "hemoglobin", 10.2) - onDay(runPatient(give), "hemoglobin", 10.2);
		expect(gain).toBeGreaterThan(0.9);
		expect(gain).toBeLessThan(1.2);
	});

	test("4 g of fibrinogen add about 100 mg/dL at 70 kg", () => {
		const give = "patient: { tumor_burden: 0 }\nuntil: 20 day\n";
		const given = runPatient(`${give}treatments:\n  - { give: fibrinogen_concentrate, dose: 4 g, at: 10 day }\n`);
		expect(onDay(given, "fibrinogen", 10.1) - onDay(runPatient(give), "fibrinogen", 10.1)).toBeCloseTo(107, -1);
	});
});
