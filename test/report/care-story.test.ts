import { expect, test } from "vitest";
import { careStory } from "../../src/report/care-story.ts";
import { timingSentence } from "../../src/report/grade-story.ts";
import { treatmentDigest } from "../../src/report/treatment-digest.ts";
import { aRunOf } from "../support/a-scenario.ts";

const story = (rules: readonly string[]) => {
	const protocol = ["about: x", "rules:", ...rules.map((rule) => `  - { ${rule} }`)].join("\n");
	const run = aRunOf("until: 96 h\ncare: test\n", {}, { protocols: { test: protocol } });
	return careStory(run).map(({ day, what, why }) => `${day.toFixed(2)} ${what} | ${why}`);
};

test("the story tells turns of grades and acts in the order of time, each with its reason", () => {
	expect(story(["name: for fever, when: 'crs >= 1', every: 24 h, at_most: 2, give: pool"])).toEqual([
		"0.42 CRS grade 1 | fever 39.0 °C",
		"0.42 pool 10 mg (push) | for fever",
		"1.42 pool 10 mg (push) | for fever",
		"2.50 CRS over | no fever, hypotension or hypoxia; fever earlier in this episode",
	]);
});

test("steps of one rate for one reason share a line until something else happens", () => {
	const up = "name: up, when: 't >= 5 h and t < 12 h', titrate: pressor, step: 0.1 ug/kg/min, between: [0, 1 ug/kg/min]";
	const lines = story([up, "name: off, when: t == 20 h, stop: pressor"]);
	expect(lines[0]).toBe("0.21 pressor 0.1 to 0.5 µg/kg/min in 5 steps | up");
	expect(lines.filter((line) => line.includes("pressor") && !line.includes("CRS"))).toEqual([
		"0.21 pressor 0.1 to 0.5 µg/kg/min in 5 steps | up",
		expect.stringMatching(/^0.4\d pressor 0.6 (to 0.7 )?µg\/kg\/min/),
		"0.83 pressor off | off",
	]);
});

test("repeats of one order share a line of the digest, whatever their number", () => {
	const run = aRunOf('until: 96 h\ntreatments: [ { give: pool, dose: 10 mg, when: "crs >= 1", repeat: { every: 6 h, at_most: 4 } } ]\n');
	expect(treatmentDigest(run).map(({ amount, why, doses }) => [amount, why, doses])).toEqual([["4 × 10 mg", "crs >= 1", 4]]);
	expect(run.events.map(({ why }) => why)).toEqual(["crs >= 1", "crs >= 1 (repeat 2)", "crs >= 1 (repeat 3)", "crs >= 1 (repeat 4)"]);
});

test("a grade that an act has made stands behind the act", () => {
	const lines = story(["name: fluid, when: t == 20 h, give: saline"]);
	expect(lines.indexOf("0.83 saline 700 mL (iv) | fluid")).toBeLessThan(lines.findIndex((line) => line.includes("CRS grade 2")));
});

test("an episode whose signs are gone for less than a day is neither resolved nor said to go on", () => {
	const timing = (hours: number) => timingSentence(aRunOf(`until: ${hours} h\n`).grades.crs!);
	expect(timing(59)).toContain(" · not resolved at the end · ");
	expect(timing(72)).toContain(" · grade 0 from day 2.5 on, for less than the 24 h that count as resolved · ");
	expect(timing(96)).toContain(" · resolved day 2.5 · ");
});
