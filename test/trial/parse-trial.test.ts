import { describe, expect, test } from "vitest";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import { workOf } from "../../src/population/study-work.ts";
import { loader } from "../../src/simulate/engine.ts";
import { aTrial, endpoint, setsOf, trialRefusals, trialText, twoEndpoints } from "../support/a-trial-text.ts";

const one = (text: string) => trialText(endpoint(text));

describe("a trial", () => {
	test("is a study of its endpoints, each with what was seen in the unit that the model counts in", () => {
		const { endpoints, outcomes, study } = aTrial(
			trialText(
				endpoint("name: fever, id: F1, is: peak(temperature) >= 38 degC, seen: 8 of 20") +
					endpoint(
						"name: length, is: median(duration(temperature > 38 degC)), among: peak(temperature) >= 38 degC, seen: 48 h of 8, range: [6 h, 3 day]",
					),
			),
		);
		expect(endpoints[0]).toMatchObject({
			name: "fever",
			id: "F1",
			unit: "1",
			seen: { kind: "share", count: 8, n: 20 },
			source: "doi:10.1000/paper",
		});
		expect(endpoints[0]!.stated).toEqual({ statistic: "share", is: "peak(temperature) >= 38 degC", among: null });
		expect(endpoints[1]).toMatchObject({
			unit: "day",
			seen: { kind: "number", value: 2, n: 8, beside: { of: "range", from: 0.25, to: 3 } },
		});
		expect(endpoints[1]!.stated).toEqual({
			statistic: "median",
			is: "duration(temperature > 38 degC)",
			among: "peak(temperature) >= 38 degC",
		});
		expect(outcomes).toEqual([0, 1]);
		expect(study!.outcomes.map(({ kind }) => kind)).toEqual(["probability", "number"]);
		expect(study).toMatchObject({ patients: 12, seed: 7, bands: [] });
	});

	test("whose endpoints the model cannot state needs nobody to be simulated, and keeps what was seen as it was written", () => {
		const { study, endpoints, outcomes } = aTrial(trialText(endpoint('name: response, seen: 7 day of 30, unstated: "no tumor"')));
		expect(study).toBeNull();
		expect(outcomes).toEqual([null]);
		expect(endpoints[0]).toMatchObject({ unit: "day", stated: null, unstated: "no tumor", seen: { kind: "number", value: 7, n: 30 } });
	});

	test("a band has no patients, and a share as a band is between 0 and 1", () => {
		const { endpoints } = aTrial(one("name: fever, is: peak(temperature) >= 38 degC, seen: 0.5 percent to 1.5 percent"));
		expect(endpoints[0]!.seen).toEqual({ kind: "band", from: 0.005, to: 0.015 });
		expect(endpoints[0]!.unit).toBe("1");
	});

	test("sets of parameters are cells through which the same patients go, and a change goes below them", () => {
		const sets = setsOf("about: Two.\nsource: assumed\nsets: [ { gain: 0.5x }, { gain: 2x } ]\n");
		const { study } = aTrial(trialText(twoEndpoints), { sets, changes: { fever_height: "3 degC" } });
		const work = workOf(study!);
		const { rows } = simulatePatients(work, work.programs.map(loader()), { from: 0, count: 2 });
		expect(rows.map(({ patient, cell }) => [patient, cell])).toEqual([
			[0, 0],
			[0, 1],
			[1, 0],
			[1, 1],
		]);
		const alone = workOf(aTrial(trialText(twoEndpoints), { changes: { gain: "2x", fever_height: "3 degC" } }).study!);
		const again = simulatePatients(alone, alone.programs.map(loader()), { from: 0, count: 2 });
		expect(rows.filter(({ cell }) => cell === 1).map(({ outcomes }) => outcomes)).toEqual(again.rows.map(({ outcomes }) => outcomes));
	});

	test.each([
		["a count above its patients", "name: a, is: died, seen: 21 of 20", "endpoints[0].seen: 21 of 20 patients is more than all of them"],
		[
			"a count of a number",
			"name: a, is: median(duration(temperature > 38 degC)), seen: 7 of 20",
			'endpoints[0].seen: expected a time (day), such as "7 day of 94", found 7 without a unit',
		],
		[
			"a number of a condition",
			"name: a, is: died, seen: 7 day of 20",
			'endpoints[0].seen: expected a count of patients, since "is" is a condition, found "7 day of 20"',
		],
		[
			"a number that is not made one",
			"name: a, is: duration(temperature > 38 degC), seen: 7 day of 20",
			"endpoints[0].is: expected a condition, or median(…) or mean(…) of a number, found a number",
		],
		[
			"a condition in a median",
			"name: a, is: median(died), seen: 7 of 20",
			"endpoints[0].is: expected a number within median(…), found a condition",
		],
		["half a patient", "name: a, is: died, seen: 3 of 20.5", 'endpoints[0].seen: expected a number of patients behind "of", found "20.5"'],
		["words", "name: a, is: died, seen: nobody", 'endpoints[0].seen: expected what was seen, found "nobody"'],
		[
			"a band upside down",
			"name: a, is: died, seen: 2 percent to 1 percent",
			'endpoints[0].seen: expected the lower end of the band first, found "2 percent to 1 percent"',
		],
		[
			"a range upside down",
			"name: a, is: median(duration(temperature > 38 degC)), seen: 7 day of 20, range: [9 day, 2 day]",
			"endpoints[0].range: expected the lower value first",
		],
		[
			"a range beside a count",
			"name: a, is: died, seen: 7 of 20, range: [9 day, 2 day]",
			'endpoints[0].range: "range" stands beside a number only',
		],
		[
			"two things beside",
			"name: a, is: median(duration(temperature > 38 degC)), seen: 7 day of 20, range: [1 day, 9 day], quartiles: [2 day, 8 day]",
			"endpoints[0].quartiles: expected one of range, quartiles, interval, found range and quartiles",
		],
		[
			"another kind of number",
			"name: a, is: median(duration(temperature > 38 degC)), seen: 7 mg of 20",
			'endpoints[0].seen: expected a time (day), such as "7 day of 94", found "7 mg of 20" (a mass)',
		],
		[
			"nothing that is counted",
			"name: a, seen: 7 of 20",
			'endpoints[0]: expected "is", what is counted of a virtual patient, or "unstated", why it cannot be',
		],
		["both", "name: a, is: died, seen: 7 of 20, unstated: no", 'endpoints[0].unstated: expected "is" or "unstated", found both'],
		[
			"among nobody",
			"name: a, among: died, seen: 7 of 20, unstated: no",
			'endpoints[0].among: "among" tells of whom "is" holds, and there is no "is"',
		],
	])("%s is refused where it stands", (_, text, message) => {
		const found = trialRefusals(one(text));
		expect(found).toHaveLength(1);
		expect(found[0]).toMatch(/^trial\.yaml 6:\d+ /);
		expect(found[0]!.replace(/^trial\.yaml \d+:\d+ /, "")).toBe(message);
	});

	test("an expression within median(…) is told at its own letters, and what was seen elsewhere beside it", () => {
		const text = trialText(
			endpoint("name: a, is: died, seen: 21 of 20") + endpoint("name: b, is: median( longth(crs)), seen: 7 day of 20"),
		);
		const found = trialRefusals(text);
		const column = text.split("\n")[6]!.indexOf("longth") + 1;
		expect(found).toEqual([
			"trial.yaml 7:" + `${column} endpoints[1].is: unknown function "longth"`,
			expect.stringContaining("21 of 20 patients is more than all of them"),
		]);
	});

	test("names and ids are each one's own, a source is needed, and an unknown scale is told with those that there are", () => {
		expect(trialRefusals(trialText(endpoint("name: a, is: died, seen: 1 of 2") + endpoint("name: a, is: died, seen: 1 of 2")))).toEqual([
			'trial.yaml 7:13 endpoints[1].name: "a" appears twice',
		]);
		expect(trialRefusals(one("name: a, is: died, seen: 1 of 2").replace(/source.*\n/, ""))[0]).toContain('the key "source" is missing');
		expect(trialRefusals(one("name: a, is: worst(pen_crs) >= 1, seen: 1 of 2"))[0]).toContain('endpoints[0].is: unknown grade "pen_crs"');
	});

	test("a parameter that there is not is told where it was asked for: in the file of sets, or by whom", () => {
		const sets = setsOf("about: Two.\nsource: assumed\nsets:\n  - { gian: 0.5x }\n");
		expect(trialRefusals(trialText(twoEndpoints), { sets })[0]).toMatch(/^sets\.yaml 4:7 .*unknown parameter "gian"/);
		expect(trialRefusals(trialText(twoEndpoints), { changes: { gian: "0.5x" } })[0]).toMatch(
			/^command line 1:1 set\.gian: unknown parameter "gian"/,
		);
	});
});
