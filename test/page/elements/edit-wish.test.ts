import { describe, expect, test } from "vitest";
import {
	added,
	lasting,
	lengthOf,
	moved,
	repeated,
	scaled,
	takenOver,
	tapered,
	usualOrder,
	withFact,
	withKnob,
	withOrder,
	withStretch,
} from "../../../src/page/elements/edit-wish.ts";
import { mostKnobs } from "../../../src/page/wish.ts";
import { aDose, aKit, anEvent, aWish } from "../words/builders.ts";

const kit = aKit();
const treatment = (name: string) => kit.treatments.find((one) => one.name === name)!;

describe("orders that are edited", () => {
	test("only the one that is meant changes", () => {
		const wish = aWish({ orders: [aDose("tocilizumab", 96), aDose("cefepime", 24)] });
		expect(withOrder(wish, 1, undefined).orders).toEqual([wish.orders[0]]);
		expect(withOrder(wish, 0, aDose("tocilizumab", 48)).orders).toEqual([aDose("tocilizumab", 48), wish.orders[1]]);
		expect(added(wish, aDose("tocilizumab", 1)).orders).toHaveLength(3);
	});

	test("a dose does not leave the run", () => {
		const within = { from: -24, until: 240 };
		expect([moved(aDose("tocilizumab", 0), 500, within).at, moved(aDose("tocilizumab", 0), -99, within).at]).toEqual([240, -24]);
	});

	test("a dose that is repeated, tapered, and given once again", () => {
		const repeat = repeated(aDose("dexamethasone", 96, 10, "mg"), { every: 6, lasts: 72 });
		const taper = tapered(tapered(repeat));
		expect(taper.stretches.map(({ every, lasts }) => [every, lasts])).toEqual([
			[6, 72],
			[12, 48],
			[24, 48],
		]);
		expect(taper.stretches.map(({ gift }) => gift.kind === "dose" && gift.amount.value)).toEqual([10, 5, 2.5]);
		expect(lengthOf(taper, 1000)).toBe(168);
		expect(repeated(taper, null)).toEqual(aDose("dexamethasone", 96, 10, "mg"));
	});

	test("what has no end takes the rest of the run, and gets an end where its edge is pulled", () => {
		const pressor = { ...usualOrder(treatment("norepinephrine"), 40) };
		const open = withStretch(pressor, 0, { ...pressor.stretches[0]!, lasts: null });
		expect([lengthOf(pressor, 240), lengthOf(open, 240), lengthOf(aDose("tocilizumab", 40), 240)]).toEqual([24, 200, 0]);
		expect(lasting(open, 36).stretches[0]!.lasts).toBe(36);
		expect(lasting(repeated(aDose("dexamethasone", 0), { every: 6, lasts: 72 }), 2).stretches[0]!.lasts).toBe(6);
		expect(lasting(aDose("tocilizumab", 0), 48)).toEqual(aDose("tocilizumab", 0));
	});

	test("the last stretch stays, amounts keep three digits, devices have none", () => {
		expect(withStretch(aDose("tocilizumab", 0), 0, undefined)).toEqual(aDose("tocilizumab", 0));
		expect(scaled({ kind: "rate", rate: { value: 0.1, unit: "ug/kg/min" } }, 1.2345)).toEqual({
			kind: "rate",
			rate: { value: 0.123, unit: "ug/kg/min" },
		});
		const device = { kind: "device", device: "hfnc", settings: { flow: 40 } } as const;
		expect(scaled(device, 2)).toBe(device);
	});

	test("what is usual is offered for each kind of treatment", () => {
		expect(usualOrder(treatment("tocilizumab"), 72)).toEqual(aDose("tocilizumab", 72));
		expect(usualOrder(treatment("oxygen"), 72).stretches).toEqual([
			{ gift: { kind: "device", device: "nasal_cannula", settings: { flow: 2 } }, every: null, lasts: 24 },
		]);
	});
});

describe("an order that waits, made movable", () => {
	const waiting = { id: "1", treatment: "tocilizumab", when: "crs >= 2", says: "when CRS is grade 2 or more", gives: "8 mg/kg" };
	const given = { what: "tocilizumab", role: "interleukin-6 blocker", by: "order", why: "crs >= 2" } as const;

	test("stands where it was given, as much as it was, and waits no more", () => {
		const events = [80, 88].map((time) => anEvent({ ...given, time, kind: "dose", amount: 560, unit: "mg" }));
		const wish = takenOver(aWish(), waiting, { events, end: 240 });
		expect(wish.removed).toEqual(["1"]);
		expect(wish.orders).toEqual([80, 88].map((at) => ({ ...aDose("tocilizumab", at, 560, "mg"), route: "iv" })));
	});

	test("a rate keeps its length, or its open end", () => {
		const rate = { ...given, what: "norepinephrine", when: "", says: "", unit: "ug/kg/min", kind: "rate", amount: 0.15 } as const;
		const order = { ...waiting, treatment: "norepinephrine" };
		const until = takenOver(aWish(), order, { events: [anEvent({ ...rate, time: 80, until: 152 })], end: 240 });
		const open = takenOver(aWish(), order, { events: [anEvent({ ...rate, time: 80 })], end: 240 });
		expect([until, open].map(({ orders }) => orders[0]!.stretches[0]!.lasts)).toEqual([72, null]);
	});

	test("nothing changes where it was never given, or by somebody else", () => {
		const wish = aWish();
		expect(takenOver(wish, waiting, { events: [anEvent({ ...given, by: "care" })], end: 240 })).toBe(wish);
	});
});

describe("facts and knobs", () => {
	test("come and go without a trace", () => {
		const wish = aWish();
		expect(withFact(withFact(wish, "weight", 20), "weight", undefined)).toEqual(wish);
		expect(withKnob(withKnob(wish, "il6_gain", 2), "il6_gain", undefined)).toEqual(wish);
		expect(withKnob(wish, "il6_gain", 1).knobs).toEqual({ il6_gain: 1 });
	});

	test("no more knobs than can be turned at one time", () => {
		const names = Array.from({ length: mostKnobs + 1 }, (_, i) => `k${i}`);
		const full = names.reduce((wish, name) => withKnob(wish, name, 2), aWish());
		expect(Object.keys(full.knobs)).toEqual(names.slice(0, mostKnobs));
		expect(withKnob(full, "k0", 3).knobs["k0"]).toBe(3);
	});
});
