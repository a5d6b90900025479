import { describe, expect, test } from "vitest";
import { courseOf, healthy, holding, patientWith, startedWith } from "./support.ts";

/** A body that has lost 15 % of its plasma; its vessels have this much vasoplegia and keep it. */
const afterLoss = (vasoplegia: number) =>
	courseOf(startedWith(holding(healthy({ until: "3 h" }), { vasoplegia_target: vasoplegia }), { plasma_volume: 2.55, vasoplegia }, 0), {
		every: 0.25,
	});
const [sound, slack] = [0, 0.5].map(afterLoss);

describe("veins around a loss of 15 % of the plasma", () => {
	test("those without tone do not close around it: less of the stressed volume is left than in sound ones", () => {
		for (const hours of [0.25, 1, 2]) expect(slack!.at("filling", hours)).toBeLessThan(sound!.at("filling", hours));
		expect(slack!.at("filling", 0)).toBeCloseTo(0.57, 1);
	});

	test("sound ones give up stored blood by reflex alone", () => {
		expect(sound!.at("reflex_on_veins", 1)).toBeGreaterThan(0);
		expect(slack!.at("reflex_on_veins", 1) / slack!.at("reflex", 1)).toBeCloseTo(
			0.5 * (sound!.at("reflex_on_veins", 1) / sound!.at("reflex", 1)),
			6,
		);
	});
});

test("only gains are taken up: in the storm veins never hold less than nothing", () => {
	const storm = courseOf(
		patientWith({ patient: "tumor_burden: 3", until: "12 day", treatments: ["give: crystalloid, dose: 15 mL/kg, over: 1 h, at: 75 h"] }),
	);
	expect(storm.low("vein_relaxation").value).toBeGreaterThan(-0.01);
	expect(storm.peak("vein_relaxation").value).toBeGreaterThan(0.02);
});
