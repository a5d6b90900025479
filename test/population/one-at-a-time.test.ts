import { describe, expect, test } from "vitest";
import { unitOf } from "../../src/language/units.ts";
import { inCall } from "../../src/node/asked.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { findScenario } from "../../src/node/scenario-texts.ts";
import { weighParameters } from "../../src/node/weigh-parameters.ts";
import { judgesOf } from "../../src/population/judges.ts";
import { oneAtATime, plausibleBounds } from "../../src/population/one-at-a-time.ts";
import { type ParameterInUse, parametersInUse } from "../../src/scenario/parameters-in-use.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { compileProgram } from "../../src/simulate/program.ts";

const plain = { value: 10, unit: unitOf("1"), cv: 0, distribution: "lognormal", range: null } as const;

describe("where a parameter plausibly lies", () => {
	test("its spread, which its range may cut, goes before its range, and that before a fifth", () => {
		const cut = plausibleBounds({ ...plain, cv: 0.3, range: [7, 20] })!;
		expect(cut.by).toBe("spread");
		expect([cut.least > 7, cut.most < 20]).toEqual([true, true]);
		expect(plausibleBounds({ ...plain, range: [7, 20] })).toEqual({ least: 7, most: 20, by: "range" });
		const { least, most, by } = plausibleBounds({ ...plain, cv: 0.3 })!;
		expect(by).toBe("spread");
		// Lognormal: as many times below as above.
		expect(10 / least).toBeCloseTo(most / 10, 9);
		expect(plausibleBounds(plain)).toEqual({ least: 8, most: 12, by: "a fifth" });
		expect(plausibleBounds({ ...plain, value: -10 })).toEqual({ least: -12, most: -8, by: "a fifth" });
	});

	test("of a zero without a range nothing is said", () => {
		expect(plausibleBounds({ ...plain, value: 0, cv: 0.3 })).toBeNull();
		expect(plausibleBounds({ ...plain, value: 0, range: [0, 1] })).toEqual({ least: 0, most: 1, by: "range" });
	});
});

describe("the weight of the parameters of the usual model", () => {
	const weigh = (outcomes: readonly string[]) => weighParameters(modelsAtHand(), "cart-crs", { outcomes }, { words: inCall("weigh") });
	const weighed = weigh(["fever"]);
	const found = (name: string) => weighed.influences.find(({ parameter }) => parameter.name === name);

	test("is ranked by what is asked for", () => {
		const effects = weighed.influences.map(({ effect }) => effect);
		expect(effects).toEqual([...effects].sort((a, b) => b - a));
		expect(weighed.failed).toBe(0);
	});

	test("is the same at each call", () => {
		const library = modelsAtHand().get("cart-crs")!;
		const { plan } = loadScenario(findScenario("untreated"), modelsAtHand());
		const judges = judgesOf(library, plan, library.evidence!.outcomes);
		const some = parametersInUse(library, plan).filter(({ name }) => name.startsWith("il6_"));
		const engine = loadProgram(compileProgram(plan));
		const first = oneAtATime(engine, some, { judges });
		expect(first.influences.length).toBeGreaterThan(3);
		expect(oneAtATime(engine, some, { judges })).toEqual(first);
	});

	test("is great where an equation says so, and none where none reads it", () => {
		expect(weighed.influences.findIndex(({ parameter }) => parameter.name === "fever_amplitude")).toBeLessThan(10);
		expect(found("platelets_rest")?.effect).toBeCloseTo(0, 6);
	});

	test("names value, spread and origin as the patient has them: disease and product go before the page", () => {
		const { parameter } = found("typical_burden") as { readonly parameter: ParameterInUse };
		expect(parameter.said).toBe("LBCL");
		expect(found("fever_amplitude")!.parameter.said).toBe("fever");
	});
});
