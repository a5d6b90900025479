import { expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { aModel, toldOf } from "./a-model.ts";

const known = 'source: "doi:10.1000/x", evidence: measured';
const spreadOf = (row: string) =>
	aModel({ page: `parameters:\n  gain: { value: 2 mg, ${known}${row} }\n` }).modules[0]!.parameters[0]!.spread;
const assumed = { source: "assumed", evidence: "assumed", about: "" };

test("a spread is assumed until its row says otherwise, however well the value is known", () => {
	expect(spreadOf(", cv: 0.4")).toEqual(assumed);
	expect(spreadOf(", classes: [{ share: 0.1, times: 2 }]")).toEqual(assumed);
	const label = { source: "label: a drug", evidence: "measured", about: "In 40 adults" };
	expect(spreadOf(', cv: 0.4, spread: { source: "label: a drug", evidence: measured, about: In 40 adults }')).toEqual(label);
});

test("what is the same in all patients has no spread to tell of", () => {
	expect(spreadOf("")).toBeNull();
	const told = toldOf(() => spreadOf(", spread: { source: assumed, evidence: assumed }")).join("\n");
	expect(told).toContain("parameters.gain.spread");
	expect(told).toContain("write cv, or leave spread out");
});

test("quartiles and extremes of a population come from its table as the value does, a cv does not", () => {
	const tables = [...modelsAtHand().get("cart-crs")!.populations.values()].flatMap((one) => [one, ...one.groups]);
	const origins = tables.flatMap((table) => [...table.origins.values()]);
	expect(origins.some(({ spread, evidence }) => spread?.evidence === "measured" && evidence === "measured")).toBe(true);
	expect(origins.some(({ spread, evidence }) => spread?.evidence === "assumed" && evidence === "measured")).toBe(true);
});
