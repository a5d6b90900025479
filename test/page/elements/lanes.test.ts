import { describe, expect, test } from "vitest";
import { actNear, foldedRows, laneRows } from "../../../src/page/elements/lane-rows.ts";
import { notGiven } from "../../../src/page/elements/not-given.ts";
import { aDose, aKit, anAnswer, anEvent, aWish } from "../words/builders.ts";

const waiting = [{ id: "1", treatment: "tocilizumab", when: "crs >= 2", says: "when CRS is grade 2 or more", gives: "8 mg/kg" }];
const kit = aKit({ scenarios: [{ name: "untreated", label: "", about: "", wish: aWish(), waiting, sets: [] }] });
const byOrder = { by: "order", what: "tocilizumab", role: "interleukin-6 blocker", kind: "dose", amount: 560, unit: "mg" } as const;

describe("lanes", () => {
	test("families stand together, in the order of the figures", () => {
		const wish = aWish({ orders: [aDose("cefepime", 1), aDose("dexamethasone", 50), aDose("tocilizumab", 60)] });
		expect(laneRows(kit, wish, undefined).map(({ treatment }) => treatment)).toEqual(["tocilizumab", "dexamethasone", "cefepime"]);
	});

	test("an order of the wish is drawn once: what came of it is no act beside it, what waited and what the team did is", () => {
		const events = [
			anEvent({ ...byOrder, time: 48, why: "at 48 h" }),
			anEvent({ ...byOrder, time: 80, why: "crs >= 2" }),
			anEvent({ ...byOrder, time: 90, why: "tocilizumab for grade 2", by: "care" }),
			anEvent({ time: 10, kind: "hazard", what: "seizure", role: "", by: "chance" }),
		];
		const [row, ...more] = laneRows(kit, aWish({ orders: [aDose("tocilizumab", 48)] }), anAnswer({ events }));
		expect(more).toEqual([]);
		expect(row!.orders.map(({ from, to }) => [from, to])).toEqual([[48, 48]]);
		expect(row!.acts.map(({ from, why }) => [from, why])).toEqual([
			[80, "when CRS is grade 2 or more"],
			[90, "tocilizumab for grade 2"],
		]);
		const [written] = laneRows(kit, aWish(), anAnswer({ events }), "written");
		expect(written!.acts.map(({ why }) => why)).toEqual(["crs >= 2", "tocilizumab for grade 2"]);
	});

	test("a rate is a span until it changes, its height the share of the highest", () => {
		const events = [anEvent({ time: 10, amount: 0.1 }), anEvent({ time: 20, amount: 0.4 }), anEvent({ time: 30, amount: 0, kind: "stop" })];
		const row = laneRows(kit, aWish(), anAnswer({ events })).find(({ treatment }) => treatment === "norepinephrine")!;
		expect(row.acts.map(({ from, to, share }) => [from, to, share])).toEqual([
			[10, 20, 0.25],
			[20, 30, 1],
		]);
	});

	test("repeated doses: half open, each told; a taper is lower by what it gives in a day", () => {
		const dose = (value: number) => ({ kind: "dose", amount: { value, unit: "mg" }, over: null }) as const;
		const order = {
			...aDose("dexamethasone", 100),
			stretches: [
				{ gift: dose(10), every: 6, lasts: 24 },
				{ gift: dose(10), every: 12, lasts: 24 },
			],
		};
		const [lane] = laneRows(kit, aWish({ orders: [order] }), undefined).find(({ treatment }) => treatment === "dexamethasone")!.orders;
		expect(lane!.parts.map(({ doses }) => doses)).toEqual([
			[100, 106, 112, 118],
			[124, 136],
		]);
		expect(lane!.parts.map(({ share }) => share)).toEqual([1, 0.5]);
		expect([lane!.from, lane!.to]).toEqual([100, 148]);
	});

	test("an endless order with a repeat of no time at all is drawn as one dose", () => {
		const order = { ...aDose("dexamethasone", 0), stretches: [{ ...aDose("dexamethasone", 0).stretches[0]!, every: 0 }] };
		const row = laneRows(kit, aWish({ orders: [order] }), undefined).find(({ treatment }) => treatment === "dexamethasone")!;
		expect(row.orders[0]!.parts[0]!.doses).toEqual([0]);
	});

	test("supportive care of no family of its own folds, unless it is ordered", () => {
		const events = ["cefepime", "acetaminophen"].map((what) => anEvent({ what, kind: "dose", role: "antibiotic" }));
		const folded = (wish = aWish()) => foldedRows(laneRows(kit, wish, anAnswer({ events }))).folded.map(({ treatment }) => treatment);
		expect(folded().sort()).toEqual(["acetaminophen", "cefepime"]);
		expect(folded(aWish({ orders: [aDose("cefepime", 3)] }))).toEqual([]);
	});

	test("the act nearest to the cursor is found, one that covers it first", () => {
		const events = [anEvent({ time: 10, until: 50 }), anEvent({ ...byOrder, what: "norepinephrine", by: "care", time: 52, why: "later" })];
		const { acts } = laneRows(kit, aWish(), anAnswer({ events })).find(({ treatment }) => treatment === "norepinephrine")!;
		expect([actNear(acts, 49, 6)?.why, actNear(acts, 53, 6)?.why, actNear(acts, 99, 6)]).toEqual(["hold the pressure", "later", undefined]);
	});
});

describe("orders that nothing came of", () => {
	const answer = anAnswer({ events: [anEvent({ ...byOrder, time: 48, why: "at 48 h" })] });
	const missing = (...orders: ReturnType<typeof aDose>[]) => notGiven(aWish({ orders }), answer).map(({ at }) => at);

	test("one that began is none of them; one that another did not begin is", () => {
		expect(missing(aDose("tocilizumab", 48), aDose("tocilizumab", 50), aDose("cefepime", 48))).toEqual([50, 48]);
	});

	test("what lies beyond the end is not missed, nor is an act of the team taken for an order", () => {
		expect(missing(aDose("tocilizumab", 240))).toEqual([]);
		const team = anAnswer({ events: [anEvent({ ...byOrder, by: "care", time: 48 })] });
		expect(notGiven(aWish({ orders: [aDose("tocilizumab", 48)] }), team)).toHaveLength(1);
	});
});
