import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkedCondition, type Meaning, type UnitContext } from "../../src/language/check-units.ts";
import type { Fault } from "../../src/language/fault.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { inUnit, readQuantity } from "../../src/language/quantity.ts";
import { dimensionless, unitOf } from "../../src/language/units.ts";
import { refusalsOf, studyText } from "../support/a-study-text.ts";

const known: Readonly<Record<string, Meaning>> = {
	spo2: { kind: "quantity", unit: unitOf("percent") },
	fio2: { kind: "quantity", unit: dimensionless },
	crs: { kind: "quantity", unit: dimensionless },
};

/** What a condition is refused with. */
function faultsOf(text: string): readonly Fault[] {
	const parsed = parseExpression(text);
	if (!("expression" in parsed)) throw new Error(`${text}: ${parsed.fault.message}`);
	const faults: Fault[] = [];
	const context: UnitContext = {
		text,
		meaning: (name) => known[name] ?? { kind: "unknown name", allowed: Object.keys(known) },
	};
	checkedCondition(parsed.expression, context, faults);
	return faults;
}

/** Every way in which a number can stand beside a percentage. */
const forms: readonly ((n: string) => string)[] = [
	(n) => `spo2 < ${n}`,
	(n) => `${n} >= spo2`,
	(n) => `spo2 == ${n}`,
	(n) => `crs >= 2 and not (spo2 > ${n})`,
	(n) => `min(spo2, ${n}) < 90 percent`,
	(n) => `max(${n}, fio2, spo2) < 90 percent`,
	(n) => `min(0.95, spo2) < ${n}`,
	(n) => `(crs >= 2 ? ${n} : 90 percent) > spo2`,
	(n) => `(crs >= 2 ? spo2 : fio2) > ${n}`,
	(n) => `spo2 - ${n} > 3 percent`,
	(n) => `spo2 > (crs >= 2 ? ${n} : fio2)`,
	(n) => `min(${n}, ${n}) > max(spo2, 0.5)`,
];
const aForm = fc.constantFrom(...forms);

describe("a bare number beside a percentage", () => {
	test("is refused in whatever form, unless it can be a share", () => {
		fc.assert(
			fc.property(aForm, fc.double({ min: 1.51, max: 1e6, noNaN: true }), fc.boolean(), (form, size, below) => {
				const written = (below ? -size : size).toFixed(3);
				const [fault] = faultsOf(form(written));
				expect(fault?.hint, form(written)).toMatch(/^write "-?[\d.]+ percent"/);
			}),
		);
	});

	test("that can be a share is one, and one with its unit is what it says", () => {
		fc.assert(
			fc.property(aForm, fc.double({ min: 0, max: 1.5, noNaN: true }), (form, share) => {
				expect(faultsOf(form(share.toFixed(3)))).toEqual([]);
				expect(faultsOf(form(`${(100 * share).toFixed(3)} percent`))).toEqual([]);
			}),
		);
	});

	test("made of others is judged by its sum or product", () => {
		expect(faultsOf("spo2 < 90 + 2")[0]?.hint).toContain('"92 percent"');
		expect(faultsOf("spo2 < 2 * 46")[0]?.hint).toContain('"92 percent"');
		expect(faultsOf("spo2 < 92 / 100")).toEqual([]);
	});

	test("is given back with the digits that were typed, so that the hint changes no magnitude", () => {
		const [fault] = faultsOf("spo2 < 92");
		expect(fault).toMatchObject({
			message: '"spo2" is a percentage, but 92 has no unit and would be 9200 percent',
			span: { start: 7, end: 9 },
		});
		const [hinted] = [...fault!.hint!.matchAll(/"([^"]+)"/g)].map(([, one]) => readQuantity(one));
		expect(hinted && "quantity" in hinted && inUnit(hinted.quantity, unitOf("percent"))).toBe(92);
	});

	test("is told without the percentage that no number can hold", () => {
		expect(faultsOf("spo2 < 1.5e308")[0]).toMatchObject({
			message: '"spo2" is a percentage, but 1.5e+308 has no unit and would be a hundred times as many percent',
			hint: 'write "1.5e+308 percent"',
		});
	});
});

test.each(["at(spo2, 2 day) < 92", "nadir(spo2) < 92", "time_below(spo2, 92)", "duration(spo2 < 92)", "first(92 > spo2)"])(
	"the outcome %s is refused, with percent it is not",
	(outcome) => {
		const text = (written: string) =>
			studyText().replace("hot: duration(temperature > 38 degC)", `hot: ${written.replace("spo2", "wave_share")}`);
		expect(refusalsOf(text(outcome))[0]).toContain("92 has no unit and would be 9200 percent");
		expect(refusalsOf(text(outcome.replace("92", "92 percent")))).toEqual([]);
	},
);
