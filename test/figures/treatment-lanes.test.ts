import { expect, test } from "vitest";
import { treatmentLanes } from "../../src/figures/treatment-lanes.ts";
import { ruleTags, treatmentRules } from "../../src/figures/treatment-rules.ts";
import type { RunEvent } from "../../src/simulate/run.ts";
import { aRun } from "../support/a-run.ts";
import { shippedFormulary } from "../support/formulary.ts";

const window = { from: -1, to: 15 };
const given = (events: readonly RunEvent[]) => ({ events, formulary: shippedFormulary });
const anEvent = (rest: Partial<RunEvent>): RunEvent => ({
	role: shippedFormulary[rest.what ?? "tocilizumab"]?.role ?? "",
	time: 0,
	what: "tocilizumab",
	kind: "dose",
	amount: 560,
	unit: "mg",
	route: "iv",
	why: "",
	until: null,
	...rest,
});

test("a rate holds until it is changed, and zero ends it", () => {
	const events = [
		anEvent({ what: "norepinephrine", kind: "rate", time: 24, amount: 0.1, unit: "ug/kg/min" }),
		anEvent({ what: "norepinephrine", kind: "rate", time: 36, amount: 0.2, unit: "ug/kg/min" }),
		anEvent({ what: "norepinephrine", kind: "rate", time: 48, amount: 0, unit: "ug/kg/min" }),
	];
	const [lane] = treatmentLanes(given(events), window);
	expect(lane?.supports.map(({ from, to, share }) => ({ from, to, share }))).toEqual([
		{ from: 1, to: 1.5, share: 0.5 },
		{ from: 1.5, to: 2, share: 1 },
	]);
	expect(lane?.labels).toEqual([{ from: 1, end: 2, text: "up to 0.2 µg/kg/min" }]);
});

test("the label of an oxygen lane is the device that helped most", () => {
	const device = (time: number, route: string) => anEvent({ what: "oxygen", kind: "device", amount: null, unit: "", route, time });
	const [lane] = treatmentLanes(
		given([
			device(24, "nasal_cannula"),
			device(30, "invasive"),
			device(60, "simple_mask"),
			anEvent({ what: "oxygen", kind: "stop", time: 72 }),
		]),
		window,
	);
	expect(lane?.labels).toEqual([{ from: 1, end: 3, text: "up to ventilator" }]);
});

test("equal doses in a row share one label", () => {
	const [lane] = treatmentLanes(given([24, 32, 40].map((time) => anEvent({ time }))), window);
	expect(lane?.labels.map((l) => l.text)).toEqual(["3 × 560 mg"]);
});

test("hazards and events outside the window have no lane", () => {
	expect(treatmentLanes(given([anEvent({ kind: "hazard", what: "seizure" }), anEvent({ time: 24 * 20 })]), window)).toEqual([]);
});

test("each dose of tocilizumab has a rule, a course of steroid has one, fluids and oxygen have none", () => {
	const rules = treatmentRules(given([...aRun().events, anEvent({ time: 120 })]), window).map((r) => r.what);
	expect(rules.filter((w) => w === "tocilizumab")).toHaveLength(2);
	expect(rules.filter((w) => w === "dexamethasone")).toHaveLength(1);
	expect(rules).not.toContain("crystalloid");
	expect(rules).not.toContain("oxygen");
});

test("doses of one drug in quick succession share one name", () => {
	const rules = [1, 1.3, 9].map((day) => ({ day, what: "tocilizumab", color: "#000", names: { full: "tocilizumab", short: "Toci" } }));
	expect(ruleTags({ window, width: 640, rules }, "short").map((tag) => tag.text)).toEqual(["Toci ×2", "Toci"]);
});

test("no two rule names share a row and a place", () => {
	const rules = ["tocilizumab", "anakinra", "siltuximab", "dexamethasone", "norepinephrine"].map((what, i) => ({
		day: 1 + 0.3 * i ** 2,
		what,
		color: "#000",
		names: { full: what, short: what },
	}));
	const tags = ruleTags({ window, width: 640, rules }, "full");
	for (const a of tags) for (const b of tags) if (a !== b && a.row === b.row) expect(Math.abs(a.day - b.day) * 40).toBeGreaterThan(60);
});
