import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/page/answer.ts";
import { seenColumns } from "../../src/page/elements/chosen-panels.ts";
import { splitKit, withLate } from "../../src/page/late-kit.ts";
import type { Wish } from "../../src/page/wish.ts";
import { retracer } from "../../src/simulate/retrace.ts";
import { type APage, aPage } from "./a-page.ts";
import { answeringOf } from "./code.ts";
import { counting } from "./counting.ts";

let page: APage;
beforeAll(() => {
	page = aPage();
});

/** A dose that is dragged over half a day, of a patient whom a team treats over 15 days or nobody does. */
function dragsOf(care: string, burden: number, scenario = "tocilizumab-too-late"): readonly Wish[] {
	const { wish } = page.kit.scenarios.find(({ name }) => name === scenario)!;
	const facts = { ...wish.facts, tumor_burden: burden };
	const at = (hours: number) => wish.orders.map((order) => ({ ...order, at: hours }));
	return [0, 5, 10, 3, 8, 1, 6].map((hours) => ({ ...wish, care, facts, until: 15 * 24, orders: at(96 + hours) }));
}

/** Grades and examinations are told in whole points: a draft may gain or lose one a look before or after the exact run. */
const isInPoints = (values: Float64Array) => values.every((value) => Number.isNaN(value) || Number.isInteger(value));

/** How far a draft lies from the exact run: each level at most, as a part of its largest value; points wherever they differ; and its acts. */
function distancesOf(draft: Answer, exact: Answer) {
	const pairs = Object.entries(draft.columns).map(([name, values]) => ({ values, own: exact.columns[name]! }));
	const apart = ({ values, own }: (typeof pairs)[number]) =>
		[...values].map((value, i) => (Object.is(value, own[i]) ? 0 : Math.abs(value - own[i]!)));
	const scaleOf = (own: Float64Array) => own.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
	const acts = ({ events }: Answer) => events.map(({ what, kind, by, amount }) => ({ what, kind, by, amount }));
	return {
		levels: pairs.filter(({ own }) => !isInPoints(own)).map((pair) => Math.max(...apart(pair)) / scaleOf(pair.own)),
		points: pairs.filter(({ own }) => isInPoints(own)).map((pair) => apart(pair).filter((distance) => distance !== 0)),
		acts: [acts(draft), acts(exact)] as const,
		late: draft.events.map(({ time }, i) => Math.abs(time - exact.events[i]!.time)),
	};
}

describe("a drag of a dose on day 4 of 15", () => {
	test.each([
		["none", 1, { steps: 70, looks: 290 }],
		["none", 3, { steps: 90, looks: 290 }],
		["p0", 1, { steps: 270, looks: 415 }],
		["p0", 3, { steps: 330, looks: 440 }],
		["p4", 1, { steps: 270, looks: 415 }],
		["p4", 3, { steps: 320, looks: 435 }],
	])(
		"care %s, tumor burden %d: computes from the last moment before the dose, in at most so many steps and looks",
		(care, burden, most) => {
			const answering = answeringOf(page);
			const again = retracer();
			const [first, ...moves] = dragsOf(care, burden).map((wish) => {
				const { engine, patient } = answering.make(wish);
				const { counted, counts } = counting(engine);
				again(counted, patient, { relativeTolerance: 1e-4 });
				return counts;
			});
			const mean = (count: "steps" | "looks") => moves.reduce((sum, one) => sum + one[count], 0) / moves.length;
			expect(mean("steps")).toBeLessThan(most.steps);
			expect(mean("looks")).toBeLessThan(most.looks);
			// What comes before is computed once: ten of the 21 days.
			expect(mean("looks")).toBeLessThan(0.75 * first!.looks);
		},
	);

	test("a draft holds the columns that are seen, and each as a draft of all; an exact run holds all", () => {
		const columns = seenColumns(page.kit, page.kit.shown);
		const [all, seen] = [answeringOf(page), answeringOf(page)];
		for (const wish of dragsOf("p4", 3).slice(0, 2)) {
			const [whole, part] = [all.ask(wish, "draft").answer, seen.ask(wish, "draft", columns).answer];
			expect(columns.filter((name) => part.columns[name] === undefined)).toEqual([]);
			expect(Object.keys(part.columns).length).toBeLessThan(Object.keys(whole.columns).length / 3);
			expect({ ...whole, columns: Object.fromEntries(Object.keys(part.columns).map((name) => [name, whole.columns[name]])) }).toEqual(part);
		}
		const [wish] = dragsOf("none", 1);
		expect(seen.ask(wish!, "exact", columns).answer).toEqual(all.ask(wish!, "exact").answer);
	});
});

describe("what is drawn while a dose is dragged lies close to the exact run on release, with the same acts", () => {
	test.each([
		["tocilizumab-too-late", "none", 1, 1e-4],
		["tocilizumab-too-late", "p0", 3, 1e-4],
		["tocilizumab-too-late", "p4", 1, 1e-4],
		["tocilizumab-too-late", "p4", 3, 1e-4],
		["hyperinflammation-ruxolitinib", "none", 1, 1e-3],
		["hyperinflammation-ruxolitinib", "p4", 3, 1e-3],
	])("%s, care %s, tumor burden %d: within %d of the largest value of each column", (scenario, care, burden, most) => {
		const columns = seenColumns(page.kit, page.kit.shown);
		const answering = answeringOf(page);
		const drags = dragsOf(care, burden, scenario).slice(0, 4);
		const drafts = drags.map((wish) => answering.ask(wish, "draft", columns).answer);
		for (const [i, draft] of drafts.entries()) {
			const exact = answering.ask(drags[i]!, "exact").answer;
			const { levels, points, acts, late } = distancesOf(draft, exact);
			expect(draft.times.length).toBe(exact.times.length);
			expect(levels.length).toBeGreaterThan(10);
			expect(Math.max(...levels)).toBeLessThan(most);
			expect(Math.max(...points.map(({ length }) => length))).toBeLessThanOrEqual(2);
			expect(Math.max(0, ...points.flat())).toBeLessThanOrEqual(1);
			expect(acts[0]).toEqual(acts[1]);
			expect(Math.max(0, ...late)).toBeLessThan(0.01);
			// Without a looser tolerance nothing would be won.
			expect(draft.columns["il6"]).not.toEqual(exact.columns["il6"]);
		}
	});
});

test("what a draft reads at each look is what is seen at first, and what grades and conditions ask: not all that the model can tell", () => {
	const { signals, watched } = page.parts.model;
	const seen = seenColumns(page.kit, page.kit.shown).filter((name) => signals.includes(name));
	expect(seen.filter((name) => !watched.includes(name))).toEqual([]);
	expect(watched.length).toBeLessThan(signals.length / 3);
});

test("what of a kit comes first holds all that the first course shows and tells; with what comes late it is whole", () => {
	const { early, late } = splitKit(page.kit);
	expect(withLate(early, late)).toEqual({ ...page.kit, scenarios: withLate(early, late).scenarios });
	expect(seenColumns(early, early.shown)).toEqual(seenColumns(page.kit, page.kit.shown));
	expect(early.columns.length).toBeLessThan(page.kit.columns.length / 3);
});
