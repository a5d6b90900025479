import { describe, expect, test } from "vitest";
import { causes } from "../../../src/page/words/causes.ts";
import { whatChanged } from "../../../src/page/words/what-changed.ts";
import { aDose, aKit, anAnswer, anEvent, aStrip, aWish } from "./builders.ts";

const kit = aKit();

/** Norepinephrine that ran for so many hours. */
const onPressor = (hours: number) => [anEvent({ time: 60, amount: 0.1 }), anEvent({ time: 60 + hours, amount: 0, kind: "stop" })];

describe("the sentence of what changed", () => {
	test("names the dose, the worst grade and the days on vasopressors with what they were", () => {
		const was = anAnswer({ grades: [aStrip("crs", 4), aStrip("icans", 0)], events: onPressor(81.6) });
		const is = anAnswer({
			wish: aWish({ orders: [aDose("tocilizumab", 96)] }),
			grades: [aStrip("crs", 3), aStrip("icans", 0)],
			events: onPressor(50.4),
		});
		expect(whatChanged(kit, { was, is })).toBe("Tocilizumab on day 4.0: worst CRS grade 3 (was 4), 2.1 days on vasopressors (was 3.4).");
	});

	test("says that a toxicity did not come at all, and that no pressor was needed", () => {
		const was = anAnswer({ grades: [aStrip("crs", 3), aStrip("icans", 2)], events: onPressor(48) });
		const is = anAnswer({ wish: aWish({ care: "p4" }), grades: [aStrip("crs", 1), aStrip("icans", 0)] });
		expect(whatChanged(kit, { was, is })).toBe(
			'Care "p4" (was "Nobody acts"): worst CRS grade 1 (was 3), no ICANS (was grade 2), no days on vasopressors (was 2.0).',
		);
	});

	test("puts a death before all else", () => {
		const died = { kind: "finished", died: { day: 6.2, of: "crs" } } as const;
		const [lives, dies] = [
			anAnswer({ wish: aWish({ care: "p4" }) }),
			anAnswer({ outcome: died, grades: [aStrip("crs", 5), aStrip("icans", 0)] }),
		];
		expect(whatChanged(kit, { was: dies, is: lives })).toMatch(
			/^Care "p4" \(was "Nobody acts"\): the patient lives \(died on day 6\.2\), no CRS \(was grade 5\)/,
		);
		expect(whatChanged(kit, { was: lives, is: dies })).toContain("the patient dies of CRS on day 6.2 (lived)");
	});

	test("turns to the key numbers where neither grades nor supports say much", () => {
		const is = anAnswer({ wish: aWish({ knobs: { il6_gain: 2 } }) });
		const hot = anAnswer({ ...is, columns: { ...is.columns, temperature: is.times.map((time) => (time === 80 ? 39.4 : 37)) } });
		expect(whatChanged(kit, { was: anAnswer(), is: hot })).toBe("Il6 gain ×2 (was ×1): highest temperature 39.4 °C (was 37.0 °C).");
	});

	test("tells how long a sign lay beyond the line at which it begins to count", () => {
		const fever = (hours: number) => anAnswer().times.map((time) => (time > 40 && time <= 40 + hours ? 39 : 37));
		const was = anAnswer({ columns: { temperature: fever(96) } });
		const wish = aWish({ orders: [aDose("tocilizumab", 48)] });
		const course = (hours: number) => whatChanged(kit, { was, is: anAnswer({ wish, columns: { temperature: fever(hours) } }) });
		expect(course(12)).toBe("Tocilizumab on day 2.0: 12 h above 38 °C (was 4 days).");
		expect(course(0)).toBe("Tocilizumab on day 2.0: no time above 38 °C (was 4 days), highest temperature 37.0 °C (was 39.0 °C).");
		expect(course(94)).toBe("Tocilizumab on day 2.0: no difference that a bedside would see.");
	});

	test("owns that nothing came of a change", () => {
		const is = anAnswer({ wish: aWish({ orders: [aDose("cefepime", 24, 2000, "mg")] }) });
		expect(whatChanged(kit, { was: anAnswer(), is })).toBe("Cefepime on day 1.0: no difference that a bedside would see.");
		expect(whatChanged(kit, { was: anAnswer(), is: anAnswer() })).toBe("Nothing has been changed yet.");
	});

	test("counts the changes beyond the second", () => {
		const is = aWish({ orders: [aDose("tocilizumab", 96)], care: "p4", knobs: { il6_gain: 2 }, facts: { tumor_burden: 5 } });
		expect(whatChanged(kit, { was: anAnswer(), is: anAnswer({ wish: is }) })).toMatch(
			/^Tocilizumab on day 4\.0; care "p4" \(was "Nobody acts"\); 2 more changes:/,
		);
	});
});

describe("what was asked otherwise", () => {
	test.each([
		["a dose that moved", [aDose("tocilizumab", 144)], [aDose("tocilizumab", 96)], ["tocilizumab on day 4.0 (was day 6.0)"]],
		["an amount that changed", [aDose("tocilizumab", 96)], [aDose("tocilizumab", 96, 4)], ["tocilizumab 4 mg/kg on day 4.0"]],
		["a dose left out", [aDose("tocilizumab", 96)], [], ["without tocilizumab on day 4.0"]],
		[
			"one of two equal doses left out",
			[aDose("tocilizumab", 96), aDose("tocilizumab", 96)],
			[aDose("tocilizumab", 96)],
			["without tocilizumab on day 4.0"],
		],
		["the order of a list alone", [aDose("tocilizumab", 96), aDose("cefepime", 24)], [aDose("cefepime", 24), aDose("tocilizumab", 96)], []],
	])("%s", (_, was, is, phrases) => {
		expect(causes(kit, aWish({ orders: was }), aWish({ orders: is }))).toEqual(phrases);
	});

	test("facts, patient, knobs and infections", () => {
		const is = aWish({ facts: { tumor_burden: 5 }, individual: { seed: 1, patient: 7 }, knobs: { il6_gain: 1.5 }, infections: "chance" });
		expect(causes(kit, aWish(), is)).toEqual(["tumor burden 5 (was 1)", "patient 7", "il6 gain ×1.5 (was ×1)", "infections by chance"]);
		expect(causes(kit, is, is)).toEqual([]);
	});
});
