import { describe, expect, test } from "vitest";
import { textTable } from "../../src/report/text-table.ts";
import { cohort, type Facts, type Lab } from "../support/cohort.ts";
import {
	gradeGivenIl6,
	measured,
	median,
	mediansByDay,
	mediansByGrade,
	miss,
	percent,
	rankCorrelation,
	rowsOf,
} from "../support/cohort-table.ts";
import { arms } from "../support/trial-arms.ts";

/** Enough for wide bands, few enough to wait for. The pages were fitted and the bands set on patients 0 to 199; here are others, from 1,000 on. */
const patients = 90;

const found: Readonly<Record<string, readonly Facts[]>> = Object.fromEntries(
	Object.entries(arms).map(([name, arm]) => [name, cohort(arm, { patients, first: 1000 })]),
);
const all = Object.values(found).flat();
const children = found["as ELIANA"]!;

/**
 * No row misses the trial beyond the bands below. Within the bands, but beyond chance: too many have a steroid after axi-cel and tisa-cel, and too many tumors shrink after tisa-cel;
 * cytokine release ends a day or two too early in every arm; too few children are ventilated; too few adults have a pressure that asks for fluid. After liso-cel too many have
 * a grade as attributed: a fever counts until a culture names its cause, some 15 h later, and is not taken back afterwards, as a trial's file may do. The printed table marks
 * every row beyond two standard errors.
 */
const figure = (value: number) => (Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(1));

describe.each(Object.entries(arms))("virtual patients treated %s", (name, { reported }) => {
	const facts = found[name]!;
	const rows = rowsOf(facts, reported);

	test("everyone is followed to the end", () => expect(facts.filter(({ finished }) => !finished)).toEqual([]));

	// Known misses since a fever lowers resistance: 5 of 90 die as in ZUMA-1 (3 of 108 did) and more as in ELIANA (2 of 75).
	(["as ELIANA", "as ZUMA-1"].includes(name) ? test.fails : test)("few die", () => {
		expect(percent(facts, ({ died }) => died !== null)).toBeLessThan(5);
	});

	test("the table", () => {
		const lines = rows.map((row) => [
			row.name,
			figure(row.simulated),
			figure(row.reported),
			row.unit,
			Math.abs(miss(row, patients)) > 2 ? "miss" : "",
		]);
		console.log([name, ...textTable([["", "here", "trial", "", ""], ...lines])].join("\n"));
	});

	test.each(rows.map((row) => [row.name, row] as const))(
		"%s lies near the trial's",
		(_, { simulated, reported: trial, unit, name: what }) => {
			// Twenty points; twice or half for times, three times or a third for counts of cells.
			if (unit === "%") expect(Math.abs(simulated - trial)).toBeLessThan(20);
			else expect(Math.abs(Math.log(simulated / trial))).toBeLessThan(what === "cartPeak" ? Math.log(3) : Math.log(2));
		},
	);
});

describe("between products", () => {
	const share = (name: string, key: "any" | "severeNeurologic") => measured(found[name]!, "lee")[key];

	test("cytokine release is commonest after axi-cel and rarest after liso-cel", () => {
		expect(share("as ZUMA-1", "any")).toBeGreaterThan(share("as JULIET", "any"));
		expect(share("as JULIET", "any")).toBeGreaterThan(share("as TRANSCEND", "any"));
	});

	test("severe neurologic events are commonest after axi-cel", () => {
		for (const other of ["as JULIET", "as TRANSCEND"])
			expect(share("as ZUMA-1", "severeNeurologic")).toBeGreaterThan(share(other, "severeNeurologic"));
	});

	test("cytokine release begins before neurologic events in four of five patients who have both", () => {
		const both = all.filter(({ astct, icans }) => astct.onset !== null && icans.onset !== null);
		expect((100 * both.filter(({ astct, icans }) => astct.onset! < icans.onset!).length) / both.length).toBeGreaterThan(80);
	});

	test("severe neurologic events come with mild cytokine release, and severe cytokine release without any", () => {
		expect(all.some(({ astct, icans }) => icans.worst >= 3 && astct.worst <= 1)).toBe(true);
		expect(all.some(({ astct, icans }) => icans.worst === 0 && astct.worst >= 3)).toBe(true);
	});

	// Some per cent each in reports; nothing but the patient's brain and its barrier decides.
	test("ICANS without any cytokine release, and before it, exists in some per cent", () => {
		const without = percent(all, ({ astct, icans }) => astct.worst === 0 && icans.worst >= 1);
		const before = percent(all, ({ astct, icans }) => astct.onset !== null && icans.onset !== null && icans.onset < astct.onset);
		expect(without).toBeGreaterThan(0.5);
		expect(without).toBeLessThan(10);
		expect(before).toBeLessThan(10);
	});

	test("response is not a function of the grade: responders and others at every grade from 0 to 3", () => {
		for (const grade of [0, 1, 2, 3])
			expect(
				new Set(all.filter(({ astct, response }) => astct.worst === grade && response).map(({ response }) => response === "CR")).size,
			).toBe(2);
	});
});

/** Measured in 202 patients with B-ALL (doi:10.3389/fimmu.2023.1273507); here by ASTCT grade, watched as they were. */
describe("levels in blood beside those of a measured cohort", () => {
	const near = (values: readonly number[], seen: readonly number[], factor: number) => {
		for (const [grade, value] of seen.entries())
			if (value > 0) expect([grade, Math.abs(Math.log(values[grade]! / value)) < Math.log(factor)]).toEqual([grade, true]);
	};

	test("peaks of interleukin-6 by worst grade lie within a factor of 2.5 at grades 0 to 2; at grade 3 they are several times too high, a known miss", () => {
		const values = mediansByGrade(all, "il6");
		near(values, [9.5, 29, 194], 2.5);
		expect(values[3]! / 276).toBeLessThan(7);
	});

	test("peaks of C-reactive protein by worst grade lie within a factor of 2.5 at grades 0 to 3", () => {
		near(mediansByGrade(all, "crp"), [9, 24, 112, 166], 2.5);
	});

	test("procalcitonin on the day lies within a factor of 2.5 at grades 0 to 3", () => {
		near(mediansByDay(all, "procalcitonin"), [0.3, 0.34, 0.88, 1.5], 2.5);
	});

	const curves: readonly (readonly [grade: number, level: number, percent: number])[] = [
		[1, 30, 61],
		[1, 100, 87],
		[1, 300, 96],
		[2, 10, 3],
		[2, 30, 11],
		[2, 100, 38],
		[3, 10, 1],
		[3, 30, 3],
		[3, 100, 8],
		[3, 300, 23],
		[3, 1000, 51],
	];
	const samples = all.flatMap(({ days }) => days);
	test.each(curves)("grade %d or more at an interleukin-6 of %d pg/mL is near %d %% of days, within 25 points", (grade, level, seen) => {
		expect(Math.abs(gradeGivenIl6(samples, grade, level) - seen)).toBeLessThan(25);
	});

	test("too few days have fever at 10 pg/mL and grade 2 at 300 pg/mL: known misses of 26 and some 28 points", () => {
		expect(gradeGivenIl6(samples, 1, 10)).toBeLessThan(29);
		expect(gradeGivenIl6(samples, 2, 300)).toBeLessThan(73);
		expect(gradeGivenIl6(samples, 2, 300)).toBeGreaterThan(30);
	});

	const peak = (lab: Lab) => (one: Facts) => one.peaks[lab];
	const grade = ({ astct }: Facts) => astct.worst;
	const correlations: readonly (readonly [string, (one: Facts) => number, (one: Facts) => number, number])[] = [
		["grade and interleukin-6", grade, peak("il6"), 0.8],
		["grade and C-reactive protein", grade, peak("crp"), 0.7],
		["grade and interferon gamma", grade, peak("ifn_gamma"), 0.63],
		["grade and ferritin", grade, peak("ferritin"), 0.38],
		["grade and burden", grade, ({ burden }) => burden, 0.42],
		["interleukin-6 and C-reactive protein", peak("il6"), peak("crp"), 0.71],
		["interleukin-6 and interferon gamma", peak("il6"), peak("ifn_gamma"), 0.65],
		["interleukin-6 and ferritin", peak("il6"), peak("ferritin"), 0.43],
		["interferon gamma and CAR-T cells", peak("ifn_gamma"), ({ cartPeak }) => cartPeak, 0.4],
	];
	test.each(correlations)("%s go together as measured, within 0.2", (_, a, b, seen) => {
		expect(Math.abs(rankCorrelation(children.map(a), children.map(b)) - seen)).toBeLessThan(0.2);
	});

	test("grade and interleukin-10 go together too closely, a known miss: 0.53 was measured", () => {
		expect(rankCorrelation(children.map(grade), children.map(peak("il10")))).toBeLessThan(0.9);
	});

	test("interleukin-6 and CAR-T cells go together too closely, a known miss: 0.1 to 0.3 was measured", () => {
		expect(
			rankCorrelation(
				children.map(peak("il6")),
				children.map(({ cartPeak }) => cartPeak),
			),
		).toBeLessThan(0.6);
	});
});

describe("the order of things in patients whom nobody gave tocilizumab", () => {
	const free = all.filter(({ astct, tocilizumab, infected }) => astct.worst > 0 && tocilizumab.length === 0 && !infected);
	const day = (lab: Lab) => median(free.map(({ peakDays }) => peakDays[lab]));

	test("interferon gamma peaks no later than interleukin-6, then C-reactive protein, then ferritin", () => {
		expect(day("ifn_gamma")).toBeLessThan(day("il6") + 0.5);
		expect(day("il6")).toBeLessThan(day("crp"));
		expect(day("crp")).toBeLessThan(day("ferritin"));
	});

	test("the day before fever interferon gamma has risen two- to fivefold, interleukin-6 less", () => {
		const eves = free.flatMap(({ eve }) => eve ?? []);
		const [ifn, il6] = [median(eves.map((eve) => eve.ifn)), median(eves.map((eve) => eve.il6))];
		expect(ifn).toBeGreaterThan(2);
		expect(ifn).toBeLessThan(5);
		expect(il6).toBeLessThan(ifn);
	});

	test("interleukin-6 peaks one to four days after the first fever and stays above a quarter of its peak for two to eight days", () => {
		const after = median(free.map(({ peakDays, astct }) => peakDays.il6 - astct.onset!));
		expect(after).toBeGreaterThan(1);
		expect(after).toBeLessThan(4);
		const width = median(free.flatMap(({ wave }) => wave?.width ?? []));
		expect(width).toBeGreaterThan(2);
		expect(width).toBeLessThan(8);
	});
});

describe("after the first tocilizumab", () => {
	test("fever is gone within a day in most patients, not in all", () => {
		const answers = all.flatMap(({ afebrile }) => afebrile ?? []);
		const gone = (100 * answers.filter(({ h24 }) => h24).length) / answers.length;
		expect(gone).toBeGreaterThan(50);
		// At that hour, antipyretics and further doses included; what lasts without them stands in late-mediators.test.ts, where fevers that came back are counted too.
		expect(gone).toBeLessThan(99);
	});
});
