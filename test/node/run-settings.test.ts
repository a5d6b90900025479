import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { onCommandLine } from "../../src/node/asked.ts";
import { checkSettings, type WrittenSettings } from "../../src/node/run-settings.ts";
import { optionLimits, runOptions } from "../../src/simulate/options.ts";
import { problemsIn, told } from "../support/a-scenario.ts";

const check = (settings: WrittenSettings) => checkSettings(settings, onCommandLine);

describe("what is accepted as words, the simulator accepts as numbers", () => {
	const numeral = fc.oneof(
		fc.double({ min: 1e-8, max: 1e8 }).map(String),
		fc.constantFrom("0", "-1", "3.6", "3.5999", "1e-320", "1e300", "1e999", "NaN", "Infinity", "1e", "", "0x10", "9007199254740993"),
	);
	const time = fc.tuple(numeral, fc.constantFrom("s", "min", "h", "day", "week", "year", "mg", "")).map((parts) => parts.join(" "));
	const settings = fc.record(
		{ every: time, until: time, rtol: numeral, seed: numeral, patient: numeral, method: fc.constantFrom("rodas4", "odex", "constructor") },
		{ requiredKeys: [] },
	);

	test("any words", () => {
		fc.assert(
			fc.property(settings, (words) => {
				for (const { message } of problemsIn(() => runOptions(check(words).run))) expect(message).not.toBe("");
				for (const value of problemsIn(() => check(words)).length > 0 ? [] : [check(words).scenario.until ?? 0])
					expect(Number.isFinite(value)).toBe(true);
			}),
			{ seed: 15, numRuns: 2000 },
		);
	});

	test("the ends of each range, in any unit, and nothing beyond them", () => {
		const { least, most } = optionLimits.every;
		const ends = { s: 3600, min: 60, h: 1, day: 1 / 24 };
		for (const [unit, factor] of Object.entries(ends)) {
			for (const hours of [least, most]) expect(runOptions(check({ every: `${hours * factor} ${unit}` }).run).every).toBeCloseTo(hours, 9);
			for (const hours of [least * 0.99, most * 1.01]) expect(told(() => check({ every: `${hours * factor} ${unit}` }))).toHaveLength(1);
		}
		expect(told(() => check({ every: "1 s" }))).toEqual([
			'1:1 --every | "1 s" is not between 3.6 s and 366 day | for example --every "15 min"',
		]);
	});
});

test("a time that no number of hours can hold is told as that", () => {
	expect(told(() => check({ until: "1e308 week" }))).toEqual(['1:1 --until | "1e308 week" is too long | for example --until "10 day"']);
});
