import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../../src/node/scenario-files.ts";
import { layOut, nextBox } from "../../../src/page/map/map-layout.ts";
import { levelOf, type MapCourse, momentAt } from "../../../src/page/map/map-moment.ts";
import { boxLines, boxSentence } from "../../../src/page/map/map-words.ts";
import { mapColumns, type PageMap } from "../../../src/page/map/page-map.ts";
import { played, started } from "../../../src/page/map/play.ts";
import { mapForPage } from "../../../src/page/map/prepare-map.ts";

const library = modelsAtHand().get("cart-crs")!;
const map = mapForPage(library)!;
const place = (name: string) => map.boxes.findIndex((box) => box.name === name);
const arrow = (from: string, to: string) => map.arrows.findIndex((one) => one.from === from && one.to === to);

/** A course of three rows in which every column rests but those that are given. */
function aCourse(rows: Readonly<Record<string, readonly number[]>>): MapCourse {
	const rest = mapColumns(map).map((name) => [name, Float64Array.of(1, 1, 1)] as const);
	const own = Object.entries(rows).map(([name, values]) => [name, Float64Array.from(values)] as const);
	return { times: Float64Array.of(-24, 0, 24), columns: Object.fromEntries([...rest, ...own]) };
}

describe("the map of the shipped model", () => {
	test("every treatment that can be simulated acts somewhere on it", () => {
		const acting = new Set([...map.boxes, ...map.arrows].flatMap(({ strikes }) => strikes.map(({ treatment }) => treatment)));
		expect([...library.treatments.keys()].filter((name) => !acting.has(name))).toEqual([]);
	});

	const effect = (strikes: PageMap["arrows"][number]["strikes"], name: string) =>
		strikes.find(({ treatment }) => treatment === name)?.effect;

	test("treatments hold back what they are given against, and drive on what they do harm to", () => {
		expect(effect(map.arrows[arrow("interleukin6", "signal")]!.strikes, "tocilizumab")).toBe("weakens");
		expect(effect(map.arrows[arrow("tone", "pressure")]!.strikes, "norepinephrine")).toBe("weakens");
		expect(effect(map.arrows[arrow("lungs", "organs")]!.strikes, "oxygen")).toBe("weakens");
		expect(effect(map.arrows[arrow("leak", "pressure")]!.strikes, "crystalloid")).toBe("weakens");
		expect(effect(map.arrows[arrow("marrow", "counts")]!.strikes, "filgrastim")).toBe("weakens");
		expect(effect(map.arrows[arrow("marrow", "counts")]!.strikes, "fludarabine")).toBe("strengthens");
		expect(effect(map.boxes[place("mind")]!.strikes, "levetiracetam")).toBe("weakens");
		expect(effect(map.boxes[place("mind")]!.strikes, "cefepime")).toBe("strengthens");
	});

	test("a drug that reaches one receptor strikes nothing else", () => {
		const struck = map.arrows.filter(({ strikes }) => effect(strikes, "anakinra")).map(({ from }) => from);
		expect(new Set(struck)).toEqual(new Set(["interleukin1"]));
	});

	test("a model without a map gets none", () => {
		expect(mapForPage(modelsAtHand().get("checkpoint-inhibitor")!)).toBeNull();
	});

	test("it survives JSON", () => {
		expect(JSON.parse(JSON.stringify(map))).toEqual(map);
	});
});

describe("the layout", () => {
	const laid = layOut(map);

	test("boxes lie in their groups, and no two touch even when they are full", () => {
		const grown = laid.boxes.map(({ x, y, width, height }) => ({
			left: x - 0.09 * width,
			right: x + 1.09 * width,
			top: y - 0.09 * height,
			bottom: y + 1.09 * height,
		}));
		for (const [i, a] of grown.entries())
			for (const b of grown.slice(i + 1))
				expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
		for (const [i, box] of laid.boxes.entries()) {
			const group = laid.groups.find(({ name }) => name === map.boxes[i]!.group)!;
			expect(
				box.x > group.x && box.y > group.y && box.x + box.width < group.x + group.width && box.y + box.height < group.y + group.height,
			).toBe(true);
		}
	});

	test("no group lies on another", () => {
		for (const [i, a] of laid.groups.entries())
			for (const b of laid.groups.slice(i + 1))
				expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
	});

	test("an arrow ends at the edge of its box, and two between the same boxes run apart", () => {
		for (const [i, { tip }] of laid.arrows.entries()) {
			const { x, y, width, height } = laid.boxes[place(map.arrows[i]!.to)]!;
			const outside = Math.hypot(Math.max(x - tip.x, 0, tip.x - x - width), Math.max(y - tip.y, 0, tip.y - y - height));
			expect(outside).toBeGreaterThan(0);
			expect(outside).toBeLessThan(6);
		}
		const [there, back] = [laid.arrows[arrow("tumor", "cart")]!, laid.arrows[arrow("cart", "tumor")]!];
		expect(Math.abs(there.tip.x - back.tip.x)).toBeGreaterThan(15);
	});

	test("arrow keys go to the neighbor and stay at the edge", () => {
		const at = (name: string, key: Parameters<typeof nextBox>[2]) => map.boxes[nextBox(laid.boxes, place(name), key)]!.name;
		expect(at("tumor", "ArrowRight")).toBe("interferon");
		expect(at("tumor", "ArrowDown")).toBe("cart");
		expect(at("tumor", "ArrowLeft")).toBe("tumor");
		expect(at("mind", "ArrowUp")).toBe("lungs");
	});
});

describe("a moment", () => {
	test("on an axis of equal factors a level counts factors from rest; below the axis everything is empty", () => {
		const range = { empty: null, full: 1000, logFrom: 1 };
		expect(levelOf(range, { now: 100, rest: 10 })).toBeCloseTo(0.5);
		expect(levelOf(range, { now: 5, rest: 10 })).toBe(0);
		expect(levelOf({ ...range, empty: null }, { now: 0.2, rest: 0 })).toBe(0);
		expect(levelOf(range, { now: Number.NaN, rest: 10 })).toBe(0);
	});

	test("what falls fills its box as what rises does, and nothing grows without bounds", () => {
		const range = { empty: null, full: 45, logFrom: null };
		expect(levelOf(range, { now: 67.5, rest: 90 })).toBeCloseTo(0.5);
		expect(levelOf(range, { now: 100, rest: 90 })).toBe(0);
		expect(levelOf(range, { now: 0, rest: 90 })).toBe(1.1);
	});

	test("between two rows a box goes on evenly", () => {
		const { swells } = map.boxes[place("fever")]!;
		const course = aCourse({ temperature: [37, 37, 39] });
		expect(momentAt(map, course, 12).boxes[place("fever")]!.level).toBeCloseTo(1 / (swells.full - 37));
	});

	test("an arrow without a quantity of its own is as thick as its first box is full", () => {
		const now = momentAt(map, aCourse({ vasoplegia: [0, 0, 0.375] }), 24);
		expect(now.arrows[arrow("tone", "pressure")]!.strength).toBeCloseTo(now.boxes[place("tone")]!.level);
	});

	test("a treatment strikes while it is in the body and blocks something, and not before", () => {
		const course = aCourse({ tocilizumab: [0, 0, 80], il6r_occupancy: [0, 0, 0.99] });
		const at = (hour: number) => momentAt(map, course, hour).arrows[arrow("interleukin6", "signal")]!.strikes;
		expect(at(0)).toEqual([]);
		expect(at(24)).toHaveLength(1);
		expect(at(24)[0]).toMatchObject({ strike: { label: "tocilizumab", short: "Toci" }, strength: 0.99 });
	});

	test("of two drugs that write one slot only the one that was given is named", () => {
		const course = aCourse({ dexamethasone: [0, 0, 0.1], glucocorticoid_effect: [0, 0, 0.7] });
		const named = momentAt(map, course, 24).arrows.flatMap(({ strikes }) => strikes.map(({ strike }) => strike.treatment));
		expect(new Set(named)).toEqual(new Set(["dexamethasone"]));
	});
});

describe("words", () => {
	const sentence = (name: string, rows: Readonly<Record<string, readonly number[]>>) =>
		boxSentence(map.boxes[place(name)]!, momentAt(map, aCourse(rows), 24).boxes[place(name)]!);

	test("a box says its value, and how far that lies from rest", () => {
		expect(sentence("interleukin6", { il6: [5, 5, 1470] })).toBe("IL-6 in serum: 1,470 pg/mL, 290 times its rest.");
		expect(sentence("fever", { temperature: [37, 37, 39.46] })).toBe("Temperature: 39.5 °C, at rest 37.0.");
		expect(sentence("fever", { temperature: [37, 37, 37.01] })).toBe("Temperature: 37.0 °C, at rest.");
		expect(sentence("slow", { late_mediators: [0, 0, 0.45] })).toBe("Slow mediators: 0.45, none at rest.");
		expect(sentence("tumor", { tumor: [1.1, 1.1, 0.02] })).toBe("Tumor: 0.02, at rest 1.1.");
		expect(sentence("tumor", { tumor: [1.1, 1.1, 1.5e-6] })).toBe("Tumor: 0, at rest 1.1.");
		expect(sentence("cart", { cart_cells: [0, 0, 3] })).toBe("CAR-T cells: 3 cells/µL, none at rest.");
		expect(sentence("signal", { il6_signal: [0, 0, 0.0002] })).toBe("IL-6 signal: 0 pg/mL, at rest.");
	});

	test("a box of several columns names each, and counts that fall are told as a part of their rest", () => {
		expect(sentence("counts", { anc: [3.5, 3.5, 0.05], platelets: [150, 150, 46], hemoglobin: [10, 10, 7.72] })).toBe(
			"Blood counts: Neutrophils 0.05 ×10⁹/L, 1/70 of its rest; Platelets 46 ×10⁹/L; Hemoglobin 7.7 g/dL.",
		);
	});

	test("what acts on a box is told with it", () => {
		expect(sentence("counts", { blood_lost: [0, 0, 9], blood_draw_rate: [0, 0, 2] })).toMatch(/Blood draws: more loss of blood\.$/);
	});

	test("inside of a box stand two short lines at most", () => {
		for (const [i, box] of map.boxes.entries()) {
			const lines = boxLines(box, momentAt(map, aCourse({}), 24).boxes[i]!);
			expect(lines.length).toBeLessThan(3);
			for (const line of lines) expect(line.length, line).toBeLessThan(26);
		}
	});
});

describe("playing", () => {
	test("goes on by the speed and stops at the end; a tab that slept does not leap", () => {
		const course = { speed: 2, until: 100 };
		expect(played({ time: 0, isPlaying: true }, { milliseconds: 50, ...course })).toEqual({ time: 2.4000000000000004, isPlaying: true });
		expect(played({ time: 0, isPlaying: true }, { milliseconds: 60_000, ...course }).time).toBeLessThan(5);
		expect(played({ time: 99, isPlaying: true }, { milliseconds: 50, ...course })).toEqual({ time: 100, isPlaying: false });
		expect(played({ time: 7, isPlaying: false }, { milliseconds: 50, ...course }).time).toBe(7);
	});

	test("begins anew when it is asked for at the end", () => {
		expect(started({ time: 100, isPlaying: false }, { from: -24, until: 100 })).toEqual({ time: -24, isPlaying: true });
		expect(started({ time: 50, isPlaying: false }, { from: -24, until: 100 }).time).toBe(50);
	});
});
