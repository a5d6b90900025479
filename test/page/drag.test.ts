import { beforeAll, describe, expect, test } from "vitest";
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

/** A dose of tocilizumab that is dragged over half a day, of a patient whom a team treats over 15 days or nobody does. */
function dragsOf(care: string, burden: number): readonly Wish[] {
	const { wish } = page.kit.scenarios.find(({ name }) => name === "tocilizumab-too-late")!;
	const facts = { ...wish.facts, tumor_burden: burden };
	const at = (hours: number) => wish.orders.map((order) => ({ ...order, at: hours }));
	return [0, 5, 10, 3, 8, 1, 6].map((hours) => ({ ...wish, care, facts, until: 15 * 24, orders: at(96 + hours) }));
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
