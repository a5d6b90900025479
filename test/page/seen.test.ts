import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { mostPanels } from "../../src/page/elements/chosen-panels.ts";
import { views } from "../../src/page/elements/views.ts";
import { addressOfPage, pageOfAddress, type Seen } from "../../src/page/seen.ts";
import type { Wish } from "../../src/page/wish.ts";
import { type APage, aPage } from "./a-page.ts";

let page: APage;
beforeAll(() => {
	page = aPage();
});

const wishOf = (name: string): Wish => page.kit.scenarios.find((one) => one.name === name)!.wish;

describe("what is seen as an address", () => {
	test("comes back the same: tab, panels, cursor and pinned course, together and each alone", () => {
		const { kit } = page;
		const wish = { ...wishOf("bulky-untreated"), care: "p4", until: 15 * 24 };
		const whole: Seen = {
			view: "crowd",
			pinned: { ...wishOf("demonstration"), knobs: { il6_gain: 1.5 }, until: 20 * 24 },
			shown: [kit.panels.find(({ left }) => left.length > 1)!.id, "crp", "lactate"],
			time: 96.5,
		};
		const parts = Object.entries(whole).map(([name, value]) => ({ [name]: value }) as Seen);
		for (const seen of [whole, {}, ...parts]) expect(pageOfAddress(addressOfPage(wish, seen, kit), kit)).toEqual({ wish, seen, notes: [] });
	});

	test("what is as usual is not told, so that links from before stay what they were", () => {
		const { kit } = page;
		expect(addressOfPage(wishOf("untreated"), {}, kit)).toBe("#scenario=untreated");
		expect(pageOfAddress("#scenario=untreated&care=p4", kit).seen).toEqual({});
	});

	test("a blind case tells its number alone, and links to one from before open it", () => {
		const { kit } = page;
		expect(addressOfPage(wishOf("untreated"), { view: "blind", seed: 4711 }, kit)).toBe("#case=4711");
		expect(pageOfAddress("#case=4711", kit).seen).toEqual({ view: "blind", seed: 4711 });
	});

	test("an old or broken one opens the nearest, and says so", () => {
		const { seen, notes } = pageOfAddress(
			"#scenario=untreated&tab=crowds&panels=crp+il66&hour=soon&pinned.scenario=untreted&pinned.care=p4",
			page.kit,
		);
		expect(seen).toEqual({ view: "crowd", shown: ["crp"], pinned: { ...wishOf("untreated"), care: "p4" } });
		expect(notes).toMatchInlineSnapshot(`
			[
			  "there is no tab "crowds": crowd is shown",
			  "of the pinned course: there is no scenario "untreted": untreated is shown",
			  "there is no panel "il66": left out",
			  "the cursor is left out: "soon" is no hour of this run",
			]
		`);
	});

	test("whatever stands there, what is to be seen can be shown", () => {
		const { kit } = page;
		const seen: Seen = { view: "why", pinned: wishOf("untreated"), shown: ["crp", "lactate"], time: 96 };
		const whole = addressOfPage(wishOf("demonstration"), seen, kit);
		const cut = fc.tuple(fc.nat(whole.length), fc.nat(12), fc.string({ maxLength: 6 }));
		fc.assert(
			fc.property(fc.array(cut, { maxLength: 4 }), (cuts) => {
				const text = cuts.reduce((all, [at, gone, put]) => all.slice(0, at) + put + all.slice(at + gone), whole);
				const { wish, seen: found } = pageOfAddress(text, kit);
				expect(views.map(({ id }) => id)).toContain(found.view ?? "explore");
				expect(found.shown?.length ?? 0).toBeLessThanOrEqual(mostPanels);
				expect(found.time ?? 0).toBeLessThanOrEqual(Math.max(0, wish.until));
				expect(kit.scenarios.map(({ name }) => name)).toContain(found.pinned?.scenario ?? kit.first);
			}),
			{ numRuns: 200 },
		);
	});
});
