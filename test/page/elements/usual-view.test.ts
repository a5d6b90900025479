import { describe, expect, test } from "vitest";
import { isPrediction, seenOtherwise, usualPanels } from "../../../src/page/elements/usual-view.ts";
import type { KitLesson, KitLessonStep } from "../../../src/page/kit.ts";
import { aKit, aWish } from "../words/builders.ts";

const aStep = (more: Partial<KitLessonStep> = {}): KitLessonStep => ({
	say: "",
	wish: aWish(),
	beside: null,
	show: [],
	ask: "",
	choices: [],
	right: null,
	because: "",
	find: null,
	solution: null,
	...more,
});

const aLesson = (step: KitLessonStep): KitLesson => ({ name: "one", label: "One", about: "", minutes: 9, sources: [], steps: [step] });

const looked = { view: "explore", pinned: undefined, shown: ["a", "b"], time: undefined, seed: undefined };
const kit = aKit({ shown: ["a", "b"] });

describe("what an address tells beside the wish", () => {
	test("nothing of a wish that is shown as usual, with itself pinned", () => {
		expect(seenOtherwise(kit, aWish(), { ...looked, pinned: aWish() })).toEqual({});
	});

	test("what was chosen: tab, panels, cursor, another course pinned, a case", () => {
		const pinned = aWish({ care: "p4" });
		const other = { view: "why", pinned, shown: ["a"], time: 96, seed: 7 };
		expect(seenOtherwise(kit, aWish(), other)).toEqual(other);
	});

	test("in a lesson its tab, its panels and the course beside it are the usual ones", () => {
		const beside = aWish({ care: "p0" });
		const taught = aKit({ shown: ["a", "b"], lessons: [aLesson(aStep({ beside }))] });
		const wish = aWish({ lesson: { name: "one", step: 0 } });
		expect(seenOtherwise(taught, wish, { ...looked, view: "lessons", pinned: beside })).toEqual({});
		expect(seenOtherwise(taught, wish, { ...looked, pinned: aWish({ care: "p4" }) })).toEqual({
			view: "explore",
			pinned: aWish({ care: "p4" }),
		});
	});

	test("a step that names columns shows them, one that names none what the page shows", () => {
		expect(usualPanels(kit, aStep({ show: ["crp"] }))).toEqual(["crp"]);
		expect(usualPanels(kit, aStep())).toEqual(["a", "b"]);
		expect(usualPanels(kit, undefined)).toEqual(["a", "b"]);
	});

	test("only a choice beside an earlier course is a prediction", () => {
		const asks = aStep({ beside: aWish(), choices: ["more", "less"] });
		expect([isPrediction(asks), isPrediction({ ...asks, beside: null }), isPrediction({ ...asks, find: "Bring it down." })]).toEqual([
			true,
			false,
			false,
		]);
	});
});
