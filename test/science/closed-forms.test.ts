import { describe, expect, test } from "vitest";
import { courseOf, halfLife, healthy, holding, startedWith } from "./support.ts";

/** Within a share of what is expected. */
const within = (actual: number, expected: number, share: number) => expect(Math.abs(actual / expected - 1)).toBeLessThanOrEqual(share);

describe("tocilizumab 560 mg over an hour in health", () => {
	const course = courseOf(healthy({ treatments: ["give: tocilizumab, dose: 560 mg, at: 0 h"], until: "40 day" }));

	test("peaks at 159 mg/L", () => within(course.peak("tocilizumab").value, 159, 0.02));
	test("stands at 56 mg/L on day 7", () => within(course.at("tocilizumab", 7 * 24), 56, 0.05));
	test("stands at 21 mg/L on day 14", () => within(course.at("tocilizumab", 14 * 24), 21, 0.05));
	test("has a local half-life of 5.0 days between day 7 and 14", () =>
		within(halfLife(course, "tocilizumab", { from: 168, to: 336 }) / 24, 5, 0.05));

	// Half of the receptors at 0.376 mg/L, which is 2.54 nM (doi:10.1016/j.intimp.2005.05.010); 0.1 mg/L stood here before, from memory.
	test("occupies 0.73 of the receptors at 1 mg/L and more than 0.996 at 100 mg/L", () => {
		course.all("tocilizumab").forEach((level, i) => void expect(course.all("il6r_occupancy")[i]!).toBeCloseTo(level / (level + 0.376), 12));
		const at = (level: number) => course.times[course.all("tocilizumab").findLastIndex((value) => value >= level)]!;
		expect(course.at("il6r_occupancy", at(1))).toBeCloseTo(0.727, 2);
		expect(course.at("il6r_occupancy", at(100))).toBeGreaterThan(0.996);
	});

	test("nothing of the dose is lost but by elimination", () => {
		const end = course.at("toci_central", 960) + course.at("toci_peripheral", 960);
		within(end + course.area("toci_elimination", { from: 0 }), 560, 2e-3);
	});
});

describe("interleukin-6 at constant production under full blockade", () => {
	const production = 100;
	const clearance = 0.35;
	const treatments = ["give: tocilizumab, dose: 560 mg, at: 0 h"];
	const steady = startedWith(holding(healthy({ treatments, until: "6 day" }), { il6_release: production }), {
		il6: 5 + production / clearance,
	});
	const course = courseOf(steady);
	const before = production / clearance;

	test("settles near 1 / (1 - receptor share), five times its excess, a little below as a few receptors stay free", () => {
		within((course.at("il6", 144) - 5) / before, 5, 0.03);
		within((course.at("il6", 144) - 5) / before, 1 / (1 - 0.8 * course.at("il6r_occupancy", 140)), 0.01);
	});

	test("climbs with the time constant 1 / (clearance x (1 - receptor share)) while every receptor is blocked", () => {
		const held = holding(healthy({ treatments: ["give: tocilizumab, dose: 1 mg, at: 119 h"], until: "5 day" }), {
			il6_release: production,
			il6r_occupancy: 1,
		});
		const blocked = courseOf(startedWith(held, { il6: 5 + before }, 0));
		const left = (hours: number) => 5 * before - (blocked.at("il6", hours) - 5);
		within((48 - 24) / Math.log(left(24) / left(48)), 1 / (clearance * 0.2), 1e-3);
	});

	test("its signal is below 1 % of that before", () => {
		expect(course.at("il6_signal", 6)).toBeLessThan(0.01 * before);
	});
});

describe("C-reactive protein", () => {
	const course = courseOf(startedWith(healthy({ until: "10 day" }), { crp: 206 }, 0), { every: 0.5 });

	test("falls with a half-life of 19 h", () => within(halfLife(course, "crp", { from: 24, to: 72, rest: 6 }), 19, 0.002));
	test("takes 82 h from 200 to 10 mg/L above rest", () => within(course.fallsBelow("crp", 16), 82, 0.01));
});

describe("anakinra 100 mg under the skin", () => {
	const course = courseOf(healthy({ treatments: ["give: anakinra, dose: 100 mg, at: 0 h"], until: "5 day" }), { every: 0.1 });

	test("peaks at 0.85 mg/L", () => within(course.peak("anakinra").value, 0.85, 0.03));
	test("peaks after 4.4 h", () => within(course.peak("anakinra").at, 4.4, 0.05));
	test("leaves with a half-life of 4.9 h, that of absorption", () => within(halfLife(course, "anakinra", { from: 18, to: 30 }), 4.9, 0.05));
	test("has the exposure of bioavailability x dose / clearance, 11 mg h/L", () =>
		within(course.area("anakinra"), (0.9 * 100) / (0.137 * 60), 0.01));
});

describe("dexamethasone in health", () => {
	const clearance = 10.9 * (1 - (0.7 * 6) / 106);
	const every6h = (dose: number) =>
		courseOf(healthy({ treatments: [`give: dexamethasone, dose: ${dose} mg, at: 0 h, every: 6 h, for: 9 day`], until: "9 day" }), {
			every: 0.1,
		});
	const ten = every6h(10);
	const twenty = every6h(20);

	test("10 mg every 6 h averages dose rate over clearance", () =>
		within(ten.area("dexamethasone", { from: 186, to: 210 }) / 24, 40 / 24 / clearance, 0.01));

	test("twice the dose makes twice the level", () => {
		for (const time of [3, 50, 100, 200]) within(twenty.at("dexamethasone", time), 2 * ten.at("dexamethasone", time), 1e-4);
	});

	// Half of the effect at 31.6 nM of free drug with a power of 0.64: 10 % at 1 nM and 90 % at 1 uM (doi:10.1002/eji.1830201112). The effect was above 0.9
	// when the half effect was taken at 10 nM and the power as 1.
	test("its effect follows the shallow curve of cells in culture: a tenth at 1 nM, nine tenths at 1 uM, less than 15 % more at 20 mg", () => {
		const [site, effect] = [ten.all("dex_effect_site"), ten.all("glucocorticoid_effect")];
		const near = (nanomolar: number) => effect[site.findIndex((level) => level >= nanomolar * 3.9246e-4)]!;
		for (const nanomolar of [1, 10, 31.6]) within(near(nanomolar), 1 / (1 + (31.6 / nanomolar) ** 0.64), nanomolar === 1 ? 0.25 : 0.06);
		const kept = ten.low("glucocorticoid_effect", { from: 186, to: 210 }).value;
		expect(kept).toBeGreaterThan(0.6);
		within(twenty.low("glucocorticoid_effect", { from: 186, to: 210 }).value, kept, 0.15);
	});
});

describe("fever", () => {
	test("the heart beats 8.4 /min faster a degree", () => {
		const [cool, hot] = [37, 39].map((temperature) => {
			const scenario = holding(healthy({ until: "2 h" }), { set_point: temperature });
			return courseOf(startedWith(scenario, { temperature }, 0)).at("heart_rate", 0);
		});
		expect(hot! - cool!).toBeCloseTo(16.8, 6);
	});
});
