import { describe, expect, test } from "vitest";
import { gradeColor } from "../../../src/figures/theme.ts";
import { tokens } from "../../../src/page/elements/style.ts";

/** Light that a color gives, 0 to 1 (WCAG 2.2, relative luminance). */
function lightOf(color: string): number {
	const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
	const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

const contrast = (a: string, b: string): number => {
	const [low, high] = [lightOf(a), lightOf(b)].toSorted((x, y) => x - y);
	return (high! + 0.05) / (low! + 0.05);
};

/** The last word on a token of the page. */
const token = (name: string): string => [...tokens.cssText.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, "g"))].at(-1)![1]!;

describe("colors of grades", () => {
	test("each is darker than the one before, so that they are told apart without hue and on paper", () => {
		const lights = gradeColor.map(lightOf);
		for (const [i, light] of lights.entries()) if (i > 0) expect(light).toBeLessThan(lights[i - 1]! - 0.02);
	});

	test.each([0, 1, 2, 3, 4, 5])("words on grade %d of the page read at 4.5 to 1", (grade) => {
		expect(contrast(token(`grade-${grade}`), token(`grade-ink-${grade}`))).toBeGreaterThanOrEqual(4.5);
	});
});
