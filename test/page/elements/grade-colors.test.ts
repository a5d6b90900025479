import { describe, expect, test } from "vitest";
import { gradeColor, gradeInk } from "../../../src/figures/theme.ts";
import { tokens } from "../../../src/page/elements/style.ts";

/** Red, green and blue of a color, as linear parts of light. */
const partsOf = (color: string): readonly number[] =>
	[1, 3, 5]
		.map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));

/** Light that a color gives, 0 to 1 (WCAG 2.2, relative luminance). */
function lightOf(color: string): number {
	const [red, green, blue] = partsOf(color);
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

const contrast = (a: string, b: string): number => {
	const [low, high] = [lightOf(a), lightOf(b)].toSorted((x, y) => x - y);
	return (high! + 0.05) / (low! + 0.05);
};

/** The last word on a token of the page. */
const token = (name: string): string => [...tokens.cssText.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, "g"))].at(-1)![1]!;

/** What eyes without the cones for red or for green see of light, red, green and blue in linear parts (Machado 2009, at full severity). */
const eyes = {
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
} as const;

/** What such eyes see of a color, in CIELAB, where a difference of 2.3 is just seen. */
function seen(color: string, eye: keyof typeof eyes): readonly number[] {
	const linear = partsOf(color);
	const [red, green, blue] = eyes[eye].map((row) =>
		Math.min(
			1,
			Math.max(
				0,
				row.reduce((sum, part, i) => sum + part * linear[i]!, 0),
			),
		),
	);
	const [x, y, z] = [
		(0.4124 * red! + 0.3576 * green! + 0.1805 * blue!) / 0.9505,
		0.2126 * red! + 0.7152 * green! + 0.0722 * blue!,
		(0.0193 * red! + 0.1192 * green! + 0.9505 * blue!) / 1.089,
	].map((part) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116));
	return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}

describe("colors of grades", () => {
	test("each is darker than the one before, so that they are told apart without hue and on paper", () => {
		const lights = gradeColor.map(lightOf);
		for (const [i, light] of lights.entries()) if (i > 0) expect(light).toBeLessThan(lights[i - 1]! - 0.02);
	});

	test.each([0, 1, 2, 3, 4, 5])("words on grade %d of the page read at 4.5 to 1", (grade) => {
		expect(contrast(token(`grade-${grade}`), token(`grade-ink-${grade}`))).toBeGreaterThanOrEqual(4.5);
	});

	test.each([0, 1, 2, 3, 4, 5])("the digit of grade %d on strips and figures reads at 4.5 to 1", (grade) => {
		expect(contrast(gradeColor[grade]!, gradeInk[grade]!)).toBeGreaterThanOrEqual(4.5);
	});

	test.each(["protanopia", "deuteranopia"] as const)("neighbors lie far apart for eyes with %s", (eye) => {
		const colors = gradeColor.map((color) => seen(color, eye));
		const apart = colors.slice(1).map((color, i) => Math.hypot(...color.map((part, of) => part - colors[i]![of]!)));
		expect(Math.min(...apart)).toBeGreaterThan(20);
	});
});
