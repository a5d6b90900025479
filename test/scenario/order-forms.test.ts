import { describe, expect, test } from "vitest";
import { aScenario, told, treated } from "../support/a-scenario.ts";

const tells = (lines: string, model?: Readonly<Record<string, string>>) => told(() => aScenario(lines, model ? { model } : {}));
/** Without the places, which a test of their own holds. */
const order = (text: string) => tells(treated([`give: ${text}`])).map((line) => line.replace(/^\d+:\d+ /, ""));

describe("what is wrong in a dose that is told at the bedside", () => {
	test.each([
		// The unit of each branch, at its own place.
		[
			'drug, at: 1 h, dose: "weight < 30 kg ? 12 mL/kg : 8 h"',
			[
				'treatments[0].dose | expected a mass (mg), such as "1 mg/kg", found "12 mL/kg" (a volume)',
				'treatments[0].dose | expected a mass (mg), such as "1 mg/kg", found "8 h" (a time)',
			],
		],
		[
			'drug, at: 1 h, dose: "weight < 30 kg ? -2 mg : 8"',
			[
				'treatments[0].dose | "-2 mg" is below zero | for example "1 mg/kg"',
				'treatments[0].dose | expected a mass (mg), such as "1 mg/kg", found 8 without a unit',
			],
		],
		[
			'drug, at: 1 h, dose: "weight < 30 h ? 2 mg : 8 mg"',
			['treatments[0].dose | comparing "weight" in kg and "30 h" in h: a mass and a time do not go together'],
		],
		[
			'drug, at: 1 h, dose: "wieght < 30 kg ? 2 mg : 8 mg"',
			[expect.stringMatching(/^treatments\[0\]\.dose \| unknown name "wieght" \| .*Did you mean "weight"\?/)],
		],
		[
			'drug, at: 1 h, dose: "weight ? 2 mg : 8 mg"',
			['treatments[0].dose | "weight" is a number, not a condition | compare it, for example with > 0'],
		],
		[
			'drug, at: 1 h, dose: "2 mg * weight"',
			['treatments[0].dose | expected a mass (mg), such as "1 mg", found "2 mg * weight" (mass^2) | per kg or m2 is allowed too'],
		],
		[
			'drug, at: 1 h, dose: "2 mg + 3 h"',
			['treatments[0].dose | adding "2 mg" in mg and "3 h" in h: a mass and a time do not go together'],
		],
		["drug, at: 1 h, dose: NaN mg", ['treatments[0].dose | "NaN mg" is not a number with a unit | write, for example, "8 mg/kg"']],
		["drug, at: 1 h, dose: .inf", ['treatments[0].dose | ".inf" is not a number with a unit | write, for example, "8 mg/kg"']],
		['drug, at: 1 h, dose: "1e999 mg"', ['treatments[0].dose | "1e999 mg" is not a finite number']],
		['drug, at: 1 h, dose: "(1 mg"', ["treatments[0].dose | not a complete expression: Parenthesis ) expected"]],
		// A limit is told of the branch that this patient gets, and of every branch that he may get.
		['guarded, at: 1 h, dose: "weight < 30 kg ? 900 mg : 8 mg/kg"', []],
		[
			'guarded, at: 1 h, dose: "weight > 30 kg ? 900 mg : 8 mg/kg"',
			[expect.stringMatching(/the dose at day 0.04 is beyond a limit of guarded: 800 mg is the most at one time/)],
		],
		['guarded, at: 1 h, dose: "crs >= 2 ? 900 mg : 8 mg"', [expect.stringMatching(/beyond a limit of guarded: 800 mg/)]],
		['guarded, at: 1 h, dose: "20 mg * weight / 1 kg"', [expect.stringMatching(/beyond a limit of guarded: 800 mg/)]],
		[
			'guarded, when: crs >= 1, dose: "weight > 30 kg ? 900 mg : 8 mg/kg"',
			[expect.stringMatching(/the dose is beyond a limit of guarded: 800 mg/)],
		],
		[
			'pressor, at: 1 h, for: 2 h, rate: "weight < 30 kg ? 1 ug/min : 4 ug/kg/min"',
			[expect.stringMatching(/beyond a limit of pressor: above 3 ug\/kg\/min/)],
		],
	])("%s", (text, expected) => {
		expect(order(text)).toEqual(expected.length === 0 ? [] : expected);
	});

	test("of a branch that is never come to nothing is warned", () => {
		const cuts = (weight: number, dose: string) =>
			aScenario(`patient: { weight: ${weight} kg }\n${treated([`give: drug, at: 1 h, dose: "${dose}"`])}`).warnings;
		const [last, first] = ["weight < 90 kg ? 1 mg/kg : 5 mg/kg", "weight < 90 kg ? 5 mg/kg : 1 mg/kg"];
		expect([cuts(80, last), cuts(95, first)]).toEqual([[], []]);
		expect(cuts(95, last)).toEqual(["drug: 5 mg/kg would be 475 mg; cut at 100 mg"]);
		expect(cuts(80, first)).toEqual(["drug: 5 mg/kg would be 400 mg; cut at 100 mg"]);
	});
});

test("each part is told at its own place", () => {
	const places = (text: string) => tells(treated([`give: ${text}`])).map((line) => line.split(" ")[0]);
	expect(places('drug, at: 1 h, dose: "weight < 30 kg ? 12 mL/kg : 8 h"')).toEqual(["5:52", "5:63"]);
	expect(places('drug, at: 1 h, dose: "weight < 30 h ? 2 mg : 8 mg"')).toEqual(["5:44"]);
	expect(places("drug, times: [1 h, 60 min]")).toEqual(["5:32"]);
	expect(places("drug, at: 1 h, every: 3 h, for: 9 h, doses: 3")).toEqual(["5:50"]);
	expect(places("pool, at: 1 h, every: 3 h, ss: true")).toEqual(["5:40"]);
	expect(places("drug, dose: 5 mg, rate: 1 mg/h, over: 5 h, at: 1 h")).toEqual(["5:45"]);
});

describe("what is wrong in times, numbers of doses, rates and steady states", () => {
	test.each([
		["drug, at: 1 h, times: [2 h]", ['treatments[0].give | at: and times: do not go together | write "at: 5 day" or "when: crs >= 2"']],
		[
			"drug, when: crs >= 1, times: [2 h]",
			['treatments[0].give | when: and times: do not go together | write "at: 5 day" or "when: crs >= 2"'],
		],
		["drug, times: []", ["treatments[0].times | expected a list of at least 1, found a list of 0"]],
		["drug, times: 3 h", ['treatments[0].times | expected a list, found "3 h"']],
		["drug, times: [1 h, 60 min]", ['treatments[0].times[1] | "60 min" repeats times[0] | list each time once']],
		[
			"drug, times: [1 h, 3 mg, 99 h, -30 h]",
			[
				'treatments[0].times[1] | expected a time (h), such as "5 day", found "3 mg" (a mass)',
				'treatments[0].times[2] | "99 h" is after the run ends (until: 4 day) | let the run last longer, or give it earlier',
				'treatments[0].times[3] | "-30 h" is before the model starts (-1 day) | allowed: -1 day to 4 day',
			],
		],
		[
			"drug, times: [1 h], every: 3 h",
			['treatments[0].every | every: does not go with times:, which says when each is given | write "at:" in place of "times:"'],
		],
		["drug, times: [1 h], for: 3 h", ["treatments[0].for | for: does not go with times: of doses | use over: for a long infusion"]],
		["drug, at: 1 h, doses: 3", ['treatments[0].doses | doses: needs every: | for example "every: 6 h"']],
		[
			"drug, at: 1 h, every: 3 h, for: 9 h, doses: 3",
			["treatments[0].doses | for: and doses: both say when it ends | leave one of the two out"],
		],
		["drug, at: 1 h, every: 3 h, doses: 0", ["treatments[0].doses | expected at least 1, found 0"]],
		["drug, at: 1 h, every: 3 h, doses: 2.5", [expect.stringMatching(/^treatments\[0\]\.doses \| /)]],
		[
			"drug, at: 1 h, every: 3 h, doses: 3, taper: [{ dose: 1 mg, every: 3 h }]",
			['treatments[0].taper[0] | a step needs for: or doses: to know when it ends | for example "for: 2 day"'],
		],
		["pressor, rate: 1 ug/min, at: 1 h, doses: 3", ['treatments[0].doses | doses: needs every: | for example "every: 6 h"']],
		[
			"oxygen, device: cpap, at: 1 h, doses: 3, ss: true",
			[
				expect.stringMatching(/doses: does not go with oxygen, a device/),
				expect.stringMatching(/ss: does not go with oxygen, a device/),
				expect.anything(),
				expect.anything(),
			],
		],
		[
			"drug, dose: 5 mg, rate: 1 mg/h, over: 5 h, at: 1 h",
			["treatments[0].over | rate: and over: both say how long the dose takes | leave one of the two out"],
		],
		["drug, dose: 5 mg, rate: 0 mg/h, at: 1 h", ['treatments[0].rate | "0 mg/h" is not greater than zero | for example "10 mg/h"']],
		[
			"drug, dose: 5 mg, rate: 5 mg, at: 1 h",
			['treatments[0].rate | expected a mass/time (mg/h), such as "10 mg/h", found "5 mg" (a mass)'],
		],
		["drug, rate: 5 mg/h, at: 1 h", ['treatments[0].rate | drug is given in doses | write "dose:" with "over:" for a long infusion']],
		[
			"drug, at: 1 h, ss: true",
			['treatments[0].ss | ss: needs every:, the time between the doses that went before | for example "every: 12 h"'],
		],
		["drug, at: 1 h, ss: yes please", [expect.stringMatching(/^treatments\[0\]\.ss \| expected true or false/)]],
		[
			"drug, at: 1 h, ss: true, repeat: { every: 3 h }",
			['treatments[0].ss | ss: does not go with repeat: | write "every: 8 h" with "for:" or "doses:"'],
		],
		["pressor, rate: 1 ug/min, at: 1 h, for: 3 h, ss: true", ["treatments[0].ss | ss: goes with a dose, not with a rate"]],
		[
			"pool, at: 1 h, every: 3 h, ss: true",
			[
				'treatments[0].ss | ss: nothing makes pool fall as it rises: it has no steady state | give doses before it instead: "at:" some days earlier',
			],
		],
		[
			"saline, at: 1 h, every: 3 h, ss: true",
			[
				'treatments[0].ss | ss: saline goes into fluid_rate, which belongs to the patient: it has no steady state of its own | give doses before it instead: "at:" some days earlier',
			],
		],
	])("%s", (text, expected) => {
		expect(order(text)).toEqual(expected);
	});

	test.each([
		["wave", "uses wave, which belongs to the patient: bound has no steady state of its own"],
		["1 * t / 1 h", "uses the time: it has no steady state"],
	])("a drug whose removal reads %s has no steady state of its own", (read, words) => {
		const file = `about: Cleared by the patient.\nrole: other\namount: mg\nusual: { dose: 10 mg, route: push }\nstates:\n  bound: { unit: mg, start: 0 mg, rate: bound_loss }\nflows:\n  bound_loss: { unit: mg/h, is: "-0.1 /h * bound * (${read})" }\nroutes:\n  push: { into: bound }\n`;
		const found = tells(treated(["give: bound, at: 1 h, every: 3 h, ss: true"]), { "treatments/bound.yaml": file });
		expect(found).toEqual([expect.stringContaining(`ss: the rate of bound ${words}`)]);
	});
});

test.each([
	["500 mg, rate: 1e15 mg/h", "at this rate 500 mg would be given within a second | leave rate: out to give it as its route says"],
	['5 mg, rate: "2 mg/h * weight / 1 kg"', "a rate beside a dose is a quantity, or a choice between quantities | for example 10 mL/kg/h"],
	['5 mg, rate: "weight < 30 kg ? 2 mg/h : 3 mg"', 'expected a mass/time (mg/h), such as "10 mg/h", found "3 mg" (a mass)'],
])("a rate beside a dose of %s is refused", (text, expected) => {
	expect(order(`drug, at: 1 h, dose: ${text}`)).toEqual([`treatments[0].rate | ${expected}`]);
});

describe("what is wrong in a state that is set", () => {
	test.each([
		["volume: 3 mg", ['4:16 set.volume | expected a volume (mL), such as "0 mL" or "1.5x", found "3 mg" (a mass)']],
		["volume: -3 mL", ['4:16 set.volume | "-3 mL" is below zero | the run begins with 0 mL']],
		["volume: { to: 3 mL }", [expect.stringMatching(/set\.volume/)]],
		["volume: { to: 3 mL, at: 99 h }", ['4:32 set.volume.at | "99 h" is outside the run | allowed: -1 day to 4 day']],
		["volume: { to: 3 mL, at: 3 mL }", ['4:32 set.volume.at | expected a time (h), such as "3 day", found "3 mL" (a volume)']],
		["gain: { to: 3 /h, at: 3 h }", ['4:14 set.gain | gain is a parameter, which is the same for the whole run | write "gain: 2 /h"']],
		["weight: { to: 3 kg, at: 3 h }", [expect.stringContaining('it is a fact of the patient: write it under "patient:"')]],
		["vloume: 3 mL", [expect.stringContaining('Did you mean "volume"?')]],
	])("%s", (text, expected) => {
		expect(tells(`until: 4 day\nset: { ${text} }`)).toEqual(expected);
	});

	test("a state of a drug that is not given changes nothing, and the run says so", () => {
		expect(aScenario("set: { drug: 3 mg }").warnings).toEqual(["drug is set, but drug is not given: it changes nothing"]);
	});
});

describe("what is wrong in a route's parameters", () => {
	const file = (route: string) => ({
		"treatments/drug.yaml": `about: A drug.\nrole: other\namount: mg\nusual: { dose: 1 mg, route: push }\nparameters:\n  share: { value: 0.5, source: assumed, evidence: assumed }\n  wait: { value: 2 h, source: assumed, evidence: assumed }\nstates:\n  drug: { unit: mg, start: 0 mg, rate: 0 mg/h }\nroutes:\n  push: { into: drug, ${route} }\n`,
	});

	test.each([
		["bioavailability: share, lag: wait", []],
		[
			"bioavailability: shaer",
			[expect.stringMatching(/^11:40 routes\.push\.bioavailability \| unknown parameter "shaer" \| .*Did you mean "share"\?/)],
		],
		["bioavailability: wait", ["11:40 routes.push.bioavailability | wait is 2 h, a time; expected a pure number"]],
		["lag: share", ["11:28 routes.push.lag | share is 0.5, a pure number; expected a time"]],
		[
			"bioavailability: 80 percent",
			[expect.stringMatching(/^11:40 routes\.push\.bioavailability \| "80 percent" is neither a number nor the name of a parameter/)],
		],
		["bioavailability: 3", [expect.stringMatching(/^11:40 routes\.push\.bioavailability/)]],
		["lag: -2 h", [expect.stringMatching(/^11:28 routes\.push\.lag \| "-2 h" is not zero or more/)]],
	])("%s", (route, expected) => {
		expect(tells(treated(["give: drug, at: 1 h"]), file(route))).toEqual(expected);
	});
});
