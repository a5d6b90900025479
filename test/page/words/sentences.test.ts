import { describe, expect, test } from "vitest";
import { courseSentence } from "../../../src/page/words/course-sentence.ts";
import { giftWords, orderWords, regimenWords } from "../../../src/page/words/dose-words.ts";
import { extremeOf, hoursBeyond } from "../../../src/page/words/extreme-of.ts";
import { differs, gradeWords, stripSentence, turnAt, turnWords } from "../../../src/page/words/grade-words.ts";
import { panelSentence, valueAt } from "../../../src/page/words/panel-sentence.ts";
import { dayWords, lengthWords, listed } from "../../../src/page/words/say.ts";
import { hoursOn } from "../../../src/page/words/support-hours.ts";
import { aDose, aKit, anAnswer, anEvent, aStrip } from "./builders.ts";

const kit = aKit();
const isPressor = (role: string) => role === "vasopressor";

describe("doses in words", () => {
	test("a dose is told with its day, a taper in its order", () => {
		const dose = { kind: "dose", over: null } as const;
		const order = {
			...aDose("dexamethasone", 130),
			stretches: [
				{ gift: { ...dose, amount: { value: 10, unit: "mg" } }, every: 6, lasts: 72 },
				{ gift: { ...dose, amount: { value: 4, unit: "mg" } }, every: 24, lasts: 48 },
			],
		};
		expect(orderWords(aDose("tocilizumab", 96), kit.treatments[0])).toBe("Tocilizumab 8 mg/kg, day 4.0");
		expect(regimenWords(order)).toBe("10 mg every 6 h for 3 days, then 4 mg every 1 day for 2 days");
	});

	test("devices are told with their settings", () => {
		expect(giftWords({ kind: "device", device: "hfnc", settings: { flow: 40, fio2: 0.6 } })).toBe(
			"high-flow cannula, 40 L/min, 60 % oxygen",
		);
		expect(giftWords({ kind: "rate", rate: { value: 0.05, unit: "ug/kg/min" } })).toBe("0.05 µg/kg/min");
	});

	test("days before infusion have a true minus, lengths the unit that fits", () => {
		expect([dayWords(-120), lengthWords(24), lengthWords(60), lengthWords(6)]).toEqual(["day −5.0", "1 day", "2.5 days", "6 h"]);
		expect([listed([]), listed(["a"]), listed(["a", "b", "c"])]).toEqual(["", "a", "a, b and c"]);
	});
});

describe("a panel in words", () => {
	const answer = anAnswer();
	const temperature = answer.times.map((time) => (time < 40 ? 37 : time < 88 ? 39 : 37));
	const fever = anAnswer({ columns: { ...answer.columns, temperature } });

	test("tells the extreme, its day, the usual range and how long the line was crossed", () => {
		expect(panelSentence(kit, kit.panels[0]!, { answer: fever })).toBe(
			"Temperature highest 39.0 °C on day 1.7 (usual 36 to 38 °C). Above 38 °C for 2 days.",
		);
	});

	test("names what the pinned course had, where it is another value", () => {
		expect(panelSentence(kit, kit.panels[0]!, { answer: fever, pinned: answer })).toContain("on day 1.7, pinned course 37.0 °C");
		expect(panelSentence(kit, kit.panels[0]!, { answer, pinned: answer })).not.toContain("pinned");
	});

	test("has nothing to say where a run lacks the column, nor a value where it is unknown", () => {
		expect(panelSentence(kit, kit.panels[0]!, { answer: anAnswer({ columns: {} }) })).toBe("Temperature: nothing to show.");
		const gap = anAnswer({ columns: { temperature: answer.times.map((time) => (time > 10 ? Number.NaN : 37)) } });
		expect([valueAt(gap, kit.columns[0]!, 10), valueAt(gap, kit.columns[0]!, 11)]).toEqual(["37.0 °C", ""]);
	});

	test("time beyond a line is cut where the curve crosses it", () => {
		const rise = anAnswer({ times: Float64Array.of(0, 10, 20), columns: { temperature: Float64Array.of(36, 40, 36) } });
		expect(hoursBeyond(rise, { column: "temperature", side: "above", value: 38 })).toBeCloseTo(10, 12);
		expect(extremeOf(rise, { column: "temperature", side: "highest" })).toEqual({ value: 40, time: 10 });
	});
});

describe("grades in words", () => {
	const strip = aStrip("crs", 2);

	test("the turn that holds is told with its reason", () => {
		expect(turnWords(turnAt(strip.charted, 70), 70)).toBe("day 2.9: grade 2, fever 39.0 °C");
		expect(turnWords(turnAt(strip.charted, -5), -5)).toBe("day −0.2: not looked at yet");
	});

	test("what is not known is told by its bounds", () => {
		expect([gradeWords({ grade: null, least: 0 }), gradeWords({ grade: null, least: 3 }), gradeWords({ grade: 0, least: 0 })]).toEqual([
			"grade unknown",
			"at least grade 3",
			"no grade",
		]);
	});

	test("a strip in one sentence", () => {
		expect(stripSentence({ label: "CRS" }, strip)).toBe("CRS: worst grade 2 on day 2.5, fever 39.0 °C; onset day 2.5; over on day 6.0.");
		expect(stripSentence({ label: "CRS" }, { ...strip, resolvedDay: null })).toContain("not over at the end");
		expect(stripSentence({ label: "CRS" }, aStrip("crs", 0))).toBe("CRS: none.");
	});

	test("courses as charted and as attributed differ by a grade, not by words alone", () => {
		const other = { ...strip, attributed: strip.charted.map((turn) => ({ ...turn, because: "in other words" })) };
		expect([differs(strip), differs(other), differs({ ...strip, attributed: [] })]).toEqual([false, false, true]);
	});
});

describe("supports and courses", () => {
	test("two pressors at once count once; a stop, a rate of 0 and a known end all end", () => {
		const events = [
			anEvent({ time: 10 }),
			anEvent({ time: 20, what: "vasopressin", unit: "U/min" }),
			anEvent({ time: 30, amount: 0 }),
			anEvent({ time: 40, what: "vasopressin", kind: "stop", amount: null }),
			anEvent({ time: 100, what: "epinephrine", until: 105 }),
			anEvent({ time: 50, what: "oxygen", kind: "device", role: "oxygen", route: "nasal_cannula" }),
		];
		expect(hoursOn(anAnswer({ events }), isPressor)).toBe(35);
	});

	test("what still runs at the end runs to the end", () => {
		expect(hoursOn(anAnswer({ events: [anEvent({ time: 200 })] }), isPressor)).toBe(40);
	});

	test("a course alone is told by its grades and supports", () => {
		const grades = [aStrip("crs", 3), aStrip("icans", 0)];
		expect(courseSentence(kit, anAnswer({ grades, events: [anEvent({ time: 60 }), anEvent({ time: 84, kind: "stop" })] }))).toBe(
			"Worst CRS grade 3, 1.0 days on vasopressors.",
		);
		expect(courseSentence(kit, anAnswer())).toBe("No toxicity was graded.");
		expect(courseSentence(kit, anAnswer({ outcome: { kind: "finished", died: { day: 5.25, of: "crs" } } }))).toContain("died on day 5.3");
	});
});
