import { describe, expect, test } from "vitest";
import { pulled, taken } from "../../../src/page/elements/lane-drag.ts";
import { keyOnEnd, keyOnOrder } from "../../../src/page/elements/lane-keys.ts";
import { placeOfWords } from "../../../src/page/elements/lane-track.ts";
import type { WishedOrder } from "../../../src/page/wish.ts";
import { aDose } from "../words/builders.ts";

const limits = { from: -24, start: -144, until: 240 };
const axis = { from: -24, to: 240, width: 264 };
const dose = aDose("tocilizumab", 100);
const repeated: WishedOrder = { ...dose, stretches: [{ ...dose.stretches[0]!, every: 8, lasts: 48 }] };
const press = (key: string, shiftKey = false) => ({ key, shiftKey });

/** The hour at which a key puts the dose. */
const hourBy = (key: string, shiftKey = false) => {
	const asked = keyOnOrder(press(key, shiftKey), dose, limits);
	return asked?.kind === "change" ? asked.order.at : asked?.kind;
};

const dragTo = (clientX: number, pointerType = "mouse", order = dose, edge: "body" | "end" = "body") =>
	pulled(taken({ pointerId: 1, pointerType, clientX: 100 }, { place: 0, edge, order }), { clientX, shiftKey: false }, { axis, limits });

describe("an order moved by keys", () => {
	test("an hour, a quarter, a day, to infusion and to the end; never out of the run", () => {
		expect([hourBy("ArrowLeft"), hourBy("ArrowRight", true), hourBy("PageUp"), hourBy("Home"), hourBy("End")]).toEqual([
			99, 100.25, 124, 0, 240,
		]);
		const late = keyOnOrder(press("PageUp"), { ...dose, at: 239 }, limits);
		expect(late).toMatchObject({ order: { at: 240 } });
	});

	test("its amount goes up by a fourth and down by a fifth, so that one undoes the other", () => {
		const up = keyOnOrder(press("+"), dose, limits);
		const down = up?.kind === "change" ? keyOnOrder(press("-"), up.order, limits) : undefined;
		expect(down).toEqual({ kind: "change", order: dose });
	});

	test("Delete removes, Enter opens, other keys are left to the page", () => {
		expect([hourBy("Delete"), hourBy("Enter"), hourBy("a"), hourBy("Tab")]).toEqual(["remove", "open", undefined, undefined]);
	});

	test("its end goes from dose to dose", () => {
		expect(keyOnEnd(press("ArrowRight"), repeated, 240)!.stretches[0]!.lasts).toBe(56);
		expect(keyOnEnd(press("ArrowLeft"), repeated, 240)!.stretches[0]!.lasts).toBe(40);
		expect(keyOnEnd(press("Enter"), repeated, 240)).toBeUndefined();
	});
});

describe("an order moved by a pointer", () => {
	test("follows it by whole hours, and stays within what is shown", () => {
		expect(dragTo(110.4)!.order.at).toBe(110);
		expect(dragTo(-900)!.order.at).toBe(-24);
		expect(dragTo(900)!.order.at).toBe(240);
	});

	test("a finger may tremble more than a mouse before anything moves", () => {
		expect([dragTo(105)?.order.at, dragTo(105, "touch")?.order.at, dragTo(112, "touch")?.order.at]).toEqual([105, undefined, 112]);
	});

	test("its right edge makes it last a whole number of doses", () => {
		expect(dragTo(109, "mouse", repeated, "end")!.order.stretches[0]!.lasts).toBe(56);
	});
});

describe("the words of an order", () => {
	const place = (from: number, to: number) => placeOfWords({ from, to }, "8 mg/kg", axis);

	test("stand in a bar that has room, else behind it, and before it at the right edge", () => {
		expect([place(0, 200), place(0, 0), place(0, 20), place(230, 230), place(225, 240)]).toEqual([
			"inside",
			"behind",
			"behind",
			"before",
			"before",
		]);
	});
});
