import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inUnit, type Quantity, readQuantity } from "../../src/language/quantity.ts";
import { sameDimension, unitNames } from "../../src/language/units.ts";
import { aRunOf, aScenario, problemsIn, treated } from "../support/a-scenario.ts";

const quantityOf = (text: string): Quantity | undefined => {
	const read = readQuantity(text);
	return "quantity" in read ? read.quantity : undefined;
};

describe("a hint obeyed never changes a magnitude", () => {
	/** Units that people misspell, and what they mean; undefined where nothing is sure. */
	const misspelled = fc.constantFrom(
		"mcg",
		"µg",
		"μg",
		"ug",
		"mgs",
		"MG",
		"mgg",
		"Mg",
		"gm",
		"gram",
		"ngg",
		"Kg",
		"kgs",
		"hr",
		"hrs",
		"H",
		"days",
		"dya",
		"mins",
		"mLs",
		"ml",
		"l",
		"uU",
		"IUs",
		"percnet",
		"mmhg",
		"degc",
		"cel",
	);
	/** The size of a prefix that was typed: a hint may mend the rest of the word, never this. */
	const sizes: Readonly<Record<string, string>> = {
		mcg: "ug",
		µg: "ug",
		μg: "ug",
		mgs: "mg",
		MG: "mg",
		mgg: "mg",
		gm: "g",
		gram: "g",
		ngg: "ng",
		kgs: "kg",
		Kg: "kg",
		hr: "h",
		hrs: "h",
		H: "h",
		days: "day",
		dya: "day",
		mins: "min",
		mLs: "mL",
		ml: "mL",
		l: "L",
		IUs: "IU",
		percnet: "percent",
		mmhg: "mmHg",
		degc: "degC",
		cel: "cell",
	};

	test("of a unit that is not known", () => {
		fc.assert(
			fc.property(misspelled, (word) => {
				const read = readQuantity(`5 ${word}`);
				const meant = sizes[word];
				if ("quantity" in read) {
					if (meant !== undefined) expect(inUnit(read.quantity, quantityOf(`1 ${meant}`)!.unit), word).toBe(5);
					return;
				}
				const suggested = /Did you mean (.*?)\?/.exec(read.hint ?? "")?.[1] ?? "";
				const words = [...suggested.matchAll(/"([^"]+)"/g)].map(([, one]) => one!).filter((one) => unitNames.includes(one));
				for (const one of words) {
					if (meant === undefined) continue;
					const [here, there] = [quantityOf(`5 ${one}`)!, quantityOf(`5 ${meant}`)!];
					expect(sameDimension(here.unit, there.unit) && inUnit(here, there.unit) === 5, `5 ${word}: "${one}"?`).toBe(true);
				}
			}),
			{ numRuns: 200 },
		);
	});
});

describe("what check calls good, run gives", () => {
	const anOrder = fc.constantFrom(
		"give: drug, at: 3 h",
		"give: drug, dose: 20 mg, when: crs >= 1, repeat: { every: 8 h, at_most: 3, while: crs >= 1 }",
		"give: drug, dose: 9 mg/kg, at: 1 h, route: drip",
		"give: pool, dose: 3 mg, at: 2 h, every: 5 h, for: 1 day, taper: [ { dose: 1 mg, every: 12 h, for: 2 day } ]",
		"give: pool, dose: 1e-3 mg, over: 1 s, at: 4 h",
		"give: pressor, rate: 0.2 ug/kg/min, at: 5 h, for: 1 s",
		"give: guarded, at: 0 h, every: 8 h, for: 1 day",
		"give: oxygen, device: nasal_cannula, flow: 0 L/min, at: 3 h, for: 2 h",
		"give: pool, when: since(drug) >= 2 h",
		"give: pool, when: spo2 < 92",
		"give: drug, dose: 1 g/kg, at: 1 h",
		"give: pool, over: 1e-10 h, at: 1 h",
	);

	test("each order at a time is in the events, no limit refuses it, and all that check warns of is said", () => {
		fc.assert(
			fc.property(fc.uniqueArray(anOrder, { minLength: 1, maxLength: 4 }), (orders) => {
				const lines = treated(orders);
				if (problemsIn(() => aScenario(lines)).length > 0) return;
				const run = aRunOf(lines);
				for (const order of orders.filter((one) => /\bat: /.test(one))) {
					const name = /give: (\w+)/.exec(order)![1];
					expect(
						run.events.some(({ what, why }) => what === name && why.startsWith("at ")),
						order,
					).toBe(true);
				}
				expect(run.warnings.filter((one) => one.includes("was not given:") && !one.includes("never held"))).toEqual([]);
				for (const warning of aScenario(lines).warnings) expect(run.warnings).toContain(warning);
			}),
			{ numRuns: 60 },
		);
	});
});
