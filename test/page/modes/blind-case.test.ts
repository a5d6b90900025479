import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../../src/page/answer.ts";
import { answerer } from "../../../src/page/answerer.ts";
import type { KitScenario } from "../../../src/page/kit.ts";
import { bedsideOf, knownAt } from "../../../src/page/modes/bedside.ts";
import {
	type BlindCase,
	blindScenarios,
	courses,
	drawCase,
	ended,
	given,
	ordersOf,
	refusalOf,
	runningNow,
	stepped,
	stopped,
	wishOf,
	withoutLast,
} from "../../../src/page/modes/blind-case.ts";
import { debriefRow, debriefSentences } from "../../../src/page/modes/debrief.ts";
import { readGift, usualFields } from "../../../src/page/modes/gift-form.ts";
import type { Wish, WishedGift } from "../../../src/page/wish.ts";
import { type APage, aPage } from "../a-page.ts";
import { functionsOf } from "../code.ts";

let page: APage;
let ask: (wish: Wish) => Answer;
beforeAll(() => {
	page = aPage();
	const desk = answerer(page.parts, { functions: functionsOf(page.code), clock: () => 0, version: "0.0.0" });
	ask = (wish) => desk.ask(wish, "exact").answer;
});

const dose = (value: number, unit: string): WishedGift => ({ kind: "dose", amount: { value, unit }, over: null });
const rate = (value: number): WishedGift => ({ kind: "rate", rate: { value, unit: "ug/kg/min" } });
const toci = { treatment: "tocilizumab", route: null, gift: dose(8, "mg/kg") };
const pressor = (value: number) => ({ treatment: "norepinephrine", route: null, gift: rate(value) });
const later = (one: BlindCase, hours: number) => stepped(one, hours);

describe("drawing a patient", () => {
	test("one number is one patient, and another number another", () => {
		expect(drawCase(page.kit, 4711)).toEqual(drawCase(page.kit, 4711));
		const [a, b] = [drawCase(page.kit, 4711).base, drawCase(page.kit, 4712).base];
		expect(a.individual).not.toEqual(b.individual);
	});

	test("nobody acts in a scenario that is drawn from, and nothing is set in it", () => {
		const open = blindScenarios(page.kit);
		expect(open.length).toBeGreaterThan(2);
		expect(open.filter(({ waiting, sets }: KitScenario) => waiting.length + sets.length > 0)).toEqual([]);
	});
});

describe("acting", () => {
	const begun = () => drawCase(page.kit, 4711);

	test("each dose is an order at its hour", () => {
		const one = given(later(given(begun(), toci), 12), toci);
		expect(ordersOf(one.acts).map(({ at, stretches }) => [at, stretches.length])).toEqual([
			[24, 1],
			[36, 1],
		]);
	});

	test("a rate that is changed goes on in the same order, and ends where it is stopped", () => {
		const one = stopped(later(given(later(given(begun(), pressor(0.1)), 4), pressor(0.3)), 8), "norepinephrine");
		expect(ordersOf(one.acts)).toEqual([
			{
				treatment: "norepinephrine",
				route: null,
				at: 24,
				steady: false,
				stretches: [
					{ gift: rate(0.1), every: null, lasts: 4 },
					{ gift: rate(0.3), every: null, lasts: 8 },
				],
			},
		]);
		expect(runningNow(one).size).toBe(0);
	});

	test("what is started anew after a stop is an order of its own, and what was replaced at once never was", () => {
		const stoppedOnce = stopped(later(given(begun(), pressor(0.1)), 4), "norepinephrine");
		const again = given(given(later(stoppedOnce, 4), pressor(0.2)), pressor(0.4));
		expect(ordersOf(again.acts).map(({ at, stretches }) => [at, stretches.map(({ gift }) => gift)])).toEqual([
			[24, [rate(0.1)]],
			[32, [rate(0.4)]],
		]);
		expect([...runningNow(again).values()]).toEqual([rate(0.4)]);
	});

	test("stopping what does not run does nothing", () => {
		expect(ordersOf(stopped(begun(), "norepinephrine").acts)).toEqual([]);
	});

	test("the case is over at its end, and no step goes beyond", () => {
		const one = later(begun(), 10_000);
		expect([one.hour, one.isOver]).toEqual([one.base.until, true]);
		expect(ended(begun()).isOver).toBe(true);
	});
});

describe("a case that is lived", () => {
	test("what was shown hour by hour is the beginning of the whole course, and no hour was asked for before it came", () => {
		const acted = given(given(later(drawCase(page.kit, 4711), 24), toci), pressor(0.1));
		const seen = later(acted, 12);
		const [now, whole] = [ask(wishOf(seen)), ask(courses(seen, "p4").student)];
		expect(now.times.at(-1)!).toBeLessThan(seen.hour + 0.02);
		for (const name of ["temperature", "map", "il6", "spo2"]) {
			const [short, long] = [now.columns[name]!, whole.columns[name]!];
			const rows = now.times.length - 2;
			for (let i = 0; i < rows; i++)
				expect(Math.abs(short[i]! - long[i]!) / Math.max(1, Math.abs(long[i]!)), `${name} at ${now.times[i]} h`).toBeLessThan(1e-4);
		}
	});

	test("a limit refuses as in a run, says why, and the act is taken back", () => {
		const first = given(later(drawCase(page.kit, 4711), 24), toci);
		const came = ask(wishOf(first));
		expect(refusalOf(first, undefined, came)).toBeNull();
		const second = given(later(first, 1), toci);
		expect(refusalOf(second, came, ask(wishOf(second)))).toContain("doses are at least 8 hours apart");
		expect(withoutLast(second).acts).toEqual(first.acts);
		const atOnce = given(first, toci);
		expect(refusalOf(atOnce, came, ask(wishOf(atOnce)))).toContain("doses are at least 8 hours apart");
	});

	test("a rate, its change and a device come to be", () => {
		const cannula: WishedGift = { kind: "device", device: "nasal_cannula", settings: { flow: 4 } };
		const one = given(drawCase(page.kit, 4711), pressor(0.1));
		const two = given(later(one, 1), pressor(0.2));
		const three = given(later(two, 1), { treatment: "oxygen", route: null, gift: cannula });
		for (const moment of [one, two, three]) expect(refusalOf(moment, undefined, ask(wishOf(moment)))).toBeNull();
	});

	test("afterwards the same patient stands under a care team and under nobody, and the difference is told", () => {
		const one = stopped(later(given(later(drawCase(page.kit, 4711), 24), pressor(0.1)), 24), "norepinephrine");
		const wishes = courses(one, "p4");
		const [student, team, nobody] = [ask(wishes.student), ask(wishes.team), ask(wishes.nobody)];
		expect(team.patient).toEqual(student.patient);
		const rows = [debriefRow(page.kit, "Your care", student), debriefRow(page.kit, "P4", team), debriefRow(page.kit, "Nobody", nobody)];
		expect(rows[0]!.onPressors).toBeCloseTo(1, 1);
		expect(rows[2]).toMatchObject({ onPressors: 0, onOxygen: 0, doses: [] });
		expect(rows[1]!.doses.join()).toContain("tocilizumab");
		const told = debriefSentences(page.kit, student, [{ label: "nobody", answer: nobody }]);
		expect(told[0]).toMatch(/^Your care beside nobody: .+\.$/);
		expect(debriefSentences(page.kit, nobody, [{ label: "nobody", answer: nobody }])).toEqual([
			"Your care beside nobody: no difference that a bedside would see.",
		]);
	});
});

describe("the bedside", () => {
	test("sees what its ward charts, and nothing of the body's inner course", () => {
		const { columns, hazards, facts } = bedsideOf(page.sources.library);
		const names = columns.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(["temperature", "map", "spo2", "ice", "il6", "anc"]));
		for (const hidden of ["neuroinflammation", "capillary_leak", "il6_signal", "bacteria"]) expect(names).not.toContain(hidden);
		expect(hazards).toEqual(expect.arrayContaining(["seizure", "blood_culture"]));
		expect(hazards).not.toContain("gram_negative_bacteremia");
		expect(facts).toEqual(expect.arrayContaining(["age", "weight"]));
	});

	test("knows blood counts since the last round of the morning", () => {
		const counts = { name: "anc", at: [6] };
		const ward = { infused: 10, from: -144 };
		expect(knownAt(counts, 20, ward)).toBe(20);
		expect(knownAt(counts, 19, ward)).toBe(-4);
		expect(knownAt(counts, 43, ward)).toBe(20);
		expect(knownAt(counts, 3, { infused: 10, from: 0 })).toBeNull();
		expect(knownAt({ name: "map", at: null }, 19.5, ward)).toBe(19.5);
	});
});

describe("the form", () => {
	const treatment = (name: string) => page.kit.treatments.find((one) => one.name === name)!;

	test("stands at what is usual, and reads it", () => {
		const one = treatment("tocilizumab");
		expect(readGift(one, usualFields(one))).toEqual({ ok: true, route: "iv", gift: dose(8, "mg/kg") });
		const oxygen = treatment("oxygen");
		expect(readGift(oxygen, usualFields(oxygen, "hfnc"))).toMatchObject({ ok: true, gift: { kind: "device", device: "hfnc" } });
	});

	test("says what is missing and what was read", () => {
		const pressorForm = treatment("norepinephrine");
		const fields = usualFields(pressorForm);
		const say = (amount: string) => readGift(pressorForm, { ...fields, amount });
		expect(say("")).toEqual({ ok: false, say: "the rate is missing: a number above zero is needed, in µg/kg/min" });
		expect(say("-1")).toMatchObject({ say: '"-1" is no rate: a number above zero is needed, in µg/kg/min' });
		expect(say("0,1")).toMatchObject({ ok: true, gift: rate(0.1) });
		const oxygen = treatment("oxygen");
		expect(readGift(oxygen, { ...usualFields(oxygen, "nasal_cannula"), flow: "400" })).toMatchObject({ ok: false });
	});
});
