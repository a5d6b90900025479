import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { figuresOf } from "../../src/figures/figures.ts";
import { textWidthOf } from "../../src/figures/text-width.ts";
import { interDataUris, interFiles } from "../../src/node/fonts.ts";
import { renderPng, renderSvg } from "../../src/node/render-figure.ts";
import { aRun } from "../support/a-run.ts";

const cascade = () => figuresOf([aRun()])[0]!.spec();

const aPanel = (texts: readonly string[]): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="300" height="60" fill="white"/>${texts.map((t, i) => `<text x="5" y="${20 + 20 * i}" font-family="Inter, sans-serif" font-size="14" font-weight="600">${t}</text>`).join("")}</svg>`;

test("a picture really has its text: the same panel without words is another picture", async () => {
	const [empty, one, other] = await Promise.all([
		renderPng(aPanel([])),
		renderPng(aPanel(["Interleukin-6, pg/mL"])),
		renderPng(aPanel(["µ γ ₂ ⁹ – °C ≥ × ·"])),
	]);
	expect(one.length).toBeGreaterThan(empty.length + 500);
	expect(other.length).toBeGreaterThan(empty.length + 500);
});

test("a figure becomes a PNG twice as large as its SVG", async () => {
	const { svg } = await renderSvg(cascade());
	const png = await renderPng(svg);
	const width = Number(/width="(\d+)/.exec(svg)?.[1]);
	expect([...png.slice(1, 4)].map((c) => String.fromCharCode(c)).join("")).toBe("PNG");
	expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(2 * width);
	expect(png.length).toBeGreaterThan(60_000);
});

test("the same figure gives the same SVG, letter by letter", async () => {
	const [a, b] = [await renderSvg(cascade()), await renderSvg(cascade())];
	expect(a.svg === b.svg).toBe(true);
});

test("each clip path that a figure refers to stands in it", async () => {
	const { svg } = await renderSvg(cascade());
	const defined = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]));
	const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map((m) => m[1]);
	expect(used.length).toBeGreaterThan(5);
	expect(used.filter((id) => !defined.has(id))).toEqual([]);
});

test("a warning of Vega-Lite reaches the caller", async () => {
	const { warnings } = await renderSvg({
		$schema: "https://vega.github.io/schema/vega-lite/v6.json",
		data: { values: [{ a: 1 }] },
		mark: "point",
		encoding: { x: { field: "a", type: "quantitative", scale: { type: "band" } } },
	});
	expect(warnings.join(" ")).toMatch(/scale/i);
});

test("a warning of Vega's dataflow reaches the caller", async () => {
	const { warnings } = await renderSvg({
		$schema: "https://vega.github.io/schema/vega-lite/v6.json",
		data: { values: [] },
		mark: "point",
		encoding: { x: { field: "a", type: "quantitative", scale: { type: "log" } } },
	});
	expect(warnings.length).toBeGreaterThan(0);
});

test("text widths are those of Inter: wide letters are wider than narrow ones, and size scales them", () => {
	const width = textWidthOf(readFileSync(interFiles().regular));
	expect(width("MMMMMM", 14)).toBeGreaterThan(3 * width("iiiiii", 14));
	expect(width("IL-6", 28)).toBeCloseTo(2 * width("IL-6", 14), 9);
	expect(textWidthOf(readFileSync(interFiles().semibold))("grade", 14)).toBeGreaterThan(width("grade", 14));
});

test("the cut font of a report still has its tables and a tenth of the weight or a little more", () => {
	const { regular, semibold } = interDataUris();
	for (const uri of [regular, semibold]) {
		expect(uri.startsWith("data:font/ttf;base64,AAEAAA")).toBe(true);
		expect(uri.length).toBeLessThan(130_000);
	}
});

test("the cut font draws its letters exactly as the whole font does", async () => {
	const { writeFileSync, mkdtempSync, rmSync } = await import("node:fs");
	const { join } = await import("node:path");
	const { tmpdir } = await import("node:os");
	const { Resvg } = await import("@resvg/resvg-js");
	const folder = mkdtempSync(join(tmpdir(), "crsim-font-"));
	const file = join(folder, "cut.ttf");
	writeFileSync(file, Buffer.from(interDataUris().regular.split(",")[1] ?? "", "base64"));
	const draw = (font: string) =>
		new Resvg(
			`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text x="4" y="26" font-family="Inter" font-size="18" font-kerning="none">IL-6 µγ°é ₂⁹ 0.12</text></svg>`,
			{
				font: { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: "Inter" },
			},
		)
			.render()
			.pixels.filter((v) => v > 0).length;
	const [cut, whole] = [draw(file), draw(interFiles().regular)];
	rmSync(folder, { recursive: true });
	expect(cut).toBeGreaterThan(300);
	expect(Math.abs(cut - whole) / whole).toBeLessThan(0.03);
});

test("leaves the figure that it draws as it was", async () => {
	const spec = cascade();
	const before = JSON.stringify(spec);
	await renderSvg(spec);
	const marked = (value: unknown): boolean =>
		typeof value === "object" && value !== null && (Object.getOwnPropertySymbols(value).length > 0 || Object.values(value).some(marked));
	expect([JSON.stringify(spec) === before, marked(spec)]).toEqual([true, false]);
});
