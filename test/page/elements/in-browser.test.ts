import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explorePage } from "../../../src/node/explore.ts";
import { singlePage } from "../../../src/node/page-html.ts";
import type { CrsimExplore } from "../../../src/page/elements/crsim-explore.ts";
import type { CrsimStage } from "../../../src/page/elements/crsim-stage.ts";
import { aBrowser, watched } from "../browser.ts";

let browser: Browser | undefined;
let address: string;
beforeAll(async () => {
	browser = await aBrowser();
	if (browser === undefined) return;
	const file = join(mkdtempSync(join(tmpdir(), "crsim-page-")), "page.html");
	writeFileSync(file, singlePage(await explorePage("tocilizumab-too-late")));
	address = pathToFileURL(file).href;
});
afterAll(() => browser?.close());

/** Waits until the last wish was answered exactly. */
const settled = async (page: Page): Promise<void> => {
	await page.waitForFunction(() => {
		const root = document.querySelector<CrsimExplore>("crsim-explore");
		return root?.answer?.quality === "exact" && JSON.stringify(root.answer.wish) === JSON.stringify(root.wish);
	});
};

/** Opens the page and waits for its first course. */
async function opened(
	size = { width: 1280, height: 900 },
): Promise<{ readonly page: Page; readonly root: Locator; readonly complaints: readonly string[] }> {
	const { page, complaints } = await watched(browser!, address, size);
	await settled(page);
	return { page, root: page.locator("crsim-explore"), complaints };
}

const hourOfFirst = (page: Page) => page.evaluate(() => document.querySelector<CrsimExplore>("crsim-explore")!.wish!.orders[0]?.at);
const spoken = (page: Page) => page.evaluate(() => document.querySelector<CrsimExplore>("crsim-explore")!.spoken);

/** What has the focus, through the shadows. */
const focused = (page: Page) =>
	page.evaluate(() => {
		let at = document.activeElement;
		while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
		return `${at?.getAttribute("role") ?? at?.localName} ${at?.getAttribute("aria-label") ?? at?.textContent?.trim()}`;
	});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, a line a rule. */
async function findings(page: Page): Promise<readonly string[]> {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		const { axe: tool } = globalThis as unknown as {
			axe: { run: (where: Document) => Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
		};
		const { violations } = await tool.run(document);
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(" ")}`);
	});
}

describe("the page in a browser", () => {
	test("a dose is dragged: the lane follows, the course is computed, the sentence says what changed", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root, complaints } = await opened();
		const dose = root.locator("[data-place='0']");
		const from = (await dose.boundingBox())!;
		await page.mouse.move(from.x + 8, from.y + from.height / 2);
		await page.mouse.down();
		await page.mouse.move(from.x - 90, from.y + from.height / 2, { steps: 8 });
		await page.mouse.up();
		await settled(page);
		const at = (await hourOfFirst(page))!;
		expect(at).toBeLessThan(168);
		expect(Number.isInteger(at)).toBe(true);
		expect((await dose.boundingBox())!.x).toBeLessThan(from.x - 60);
		const sentence = (await root.locator(".sentence p").textContent())!;
		expect(sentence).toContain(`Tocilizumab on day ${(at / 24).toFixed(1)} (was day 7.0): `);
		await expect.poll(() => spoken(page)).toBe(sentence);
		expect(decodeURIComponent(page.url())).toContain("#");
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test("all of it by keyboard: move, amount, fields, Escape, delete; spoken on release alone", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened();
		const dose = root.locator("[data-place='0']");
		await dose.focus();
		const before = await spoken(page);
		await page.keyboard.down("ArrowLeft");
		expect(await hourOfFirst(page)).toBe(167);
		expect(await spoken(page)).toBe(before);
		await page.keyboard.up("ArrowLeft");
		await settled(page);
		expect(await spoken(page)).not.toBe(before);
		expect(await dose.getAttribute("aria-valuetext")).toBe("Tocilizumab 8 mg/kg, day 7.0");
		await page.keyboard.press("PageDown");
		await page.keyboard.press("-");
		await settled(page);
		expect(await dose.getAttribute("aria-valuetext")).toBe("Tocilizumab 6.4 mg/kg, day 6.0");
		await page.keyboard.press("Enter");
		await expect.poll(() => focused(page)).toMatch(/^input/);
		await page.keyboard.press("Escape");
		await expect.poll(() => focused(page)).toMatch(/^slider Tocilizumab/);
		await page.keyboard.press("Delete");
		await settled(page);
		expect(await hourOfFirst(page)).toBeUndefined();
		await page.context().close();
	});

	test("a treatment is searched for, added, repeated and tapered", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened();
		await root.getByRole("button", { name: "+ Add a treatment" }).click();
		await page.keyboard.type("dexa");
		await page.keyboard.press("Enter");
		await settled(page);
		await expect.poll(() => focused(page)).toMatch(/^slider Dexamethasone/);
		await root.getByRole("button", { name: "Repeat" }).click();
		await root.getByRole("button", { name: "Add a taper" }).click();
		await settled(page);
		const order = await page.evaluate(() => document.querySelector<CrsimExplore>("crsim-explore")!.wish!.orders.at(-1));
		expect(order!.stretches.map(({ every, lasts }) => [every, lasts])).toEqual([
			[12, 48],
			[24, 48],
		]);
		expect(await root.getByRole("slider", { name: "End of dexamethasone" }).getAttribute("aria-valuetext")).toMatch(/^for 2 days/);
		await page.context().close();
	});

	test("one cursor runs through lanes, grades and panels, and tells each value and reason", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened();
		const strip = root.getByRole("slider", { name: /^CRS over time/ });
		await strip.focus();
		for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
		const text = (await strip.getAttribute("aria-valuetext"))!;
		expect(text).toMatch(/^day \d+\.\d: (?:no grade|grade \d), ./);
		expect(await root.locator("output").textContent()).toBe(text.slice(0, text.indexOf(":")));
		const panel = root.locator("crsim-panel").filter({ hasText: "Temperature" }).first();
		expect(await panel.locator(".value").textContent()).toMatch(/^\d\d\.\d °C$/);
		expect(await panel.getByRole("img").getAttribute("aria-label")).toMatch(
			/^Temperature highest .* on day .*\(usual 36 to 38 °C\).*38 °C/,
		);
		await page.context().close();
	});

	test("a knob shows what its number rests on; it turns, and goes", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened();
		await root.getByRole("button", { name: "+ A number of the model" }).click();
		await page.keyboard.type("il6 gain");
		await page.keyboard.press("Enter");
		const knob = root.locator(".knob").first();
		await expect.poll(() => knob.locator(".evidence").textContent()).toMatch(/^(?:measured|fitted|assumed)$/);
		await knob.getByRole("slider").focus();
		for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
		await settled(page);
		expect(await root.locator(".sentence p").textContent()).toMatch(/^Il6 gain ×1\.26 \(was ×1\): /);
		await knob.getByRole("button", { name: /^Remove/ }).click();
		await settled(page);
		expect(await root.locator(".knob").count()).toBe(0);
		await page.context().close();
	});

	test("tabs by arrow keys; a lesson is opened, answered and left", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root, complaints } = await opened();
		await root.getByRole("tab", { name: "Explore" }).focus();
		await page.keyboard.press("ArrowRight");
		expect(await root.getByRole("tab", { name: "Why" }).getAttribute("aria-selected")).toBe("true");
		await page.keyboard.press("ArrowRight");
		await root.locator("crsim-lesson").getByRole("button").first().click();
		await settled(page);
		await expect.poll(() => root.getByText(/step 1 of \d+/).count()).toBe(1);
		const choices = root.locator("crsim-lesson").getByRole("radio");
		const solve = root.getByRole("button", { name: "Show the answer" });
		if ((await choices.count()) > 0) await choices.first().check();
		else if ((await solve.count()) > 0) await solve.click();
		await expect.poll(() => root.locator(".because").count()).toBeGreaterThan(0);
		await root.getByRole("button", { name: "All lessons" }).click();
		await expect.poll(() => root.locator("crsim-lesson li").count()).toBeGreaterThan(9);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test("a prediction is asked before the course is shown", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened();
		// The first step of any lesson that asks what will be different from an earlier course.
		const { label, place } = await page.evaluate(() => {
			const { lessons } = document.querySelector<CrsimExplore>("crsim-explore")!.kit!;
			const asks = lessons.map(({ label: name, steps }) => ({
				label: name,
				place: steps.findIndex(({ beside, choices, find }) => beside !== null && choices.length > 0 && find === null),
			}));
			return asks.find((one) => one.place > 0)!;
		});
		await root.getByRole("tab", { name: "Lessons" }).click();
		await root.locator("crsim-lesson").getByRole("button").filter({ hasText: label }).first().click();
		await settled(page);
		for (let i = 0; i < place; i++) {
			await root.getByRole("button", { name: "Next" }).click();
			await settled(page);
		}
		const sentence = () => root.locator(".sentence p").textContent();
		const shown = () =>
			page.evaluate(
				([name, at]) => {
					const explore = document.querySelector<CrsimExplore>("crsim-explore")!;
					const { answer } = explore.shadowRoot!.querySelector<CrsimStage>("crsim-stage")!;
					const { beside, wish } = explore.kit!.lessons.find((one) => one.label === name)!.steps[at]!;
					return [beside, wish].findIndex((one) => JSON.stringify(one) === JSON.stringify(answer!.wish));
				},
				[label, place] as const,
			);
		expect(await sentence()).toMatch(/^Answer first/);
		expect(await shown()).toBe(0);
		await root.locator("crsim-lesson").getByRole("radio").last().check();
		await expect.poll(sentence).not.toMatch(/^Answer first/);
		expect(await shown()).toBe(1);
		await page.context().close();
	});

	test("axe finds nothing: as opened, with fields and knobs, with a lesson, in large letters", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened();
		expect(await findings(page)).toEqual([]);
		await root.locator("[data-place='0']").focus();
		await page.keyboard.press("Enter");
		await root.getByRole("button", { name: "Save, share" }).click();
		expect(await findings(page)).toEqual([]);
		await page.keyboard.press("Escape");
		await root.getByRole("button", { name: "Large letters" }).click();
		await root.getByRole("tab", { name: "Lessons" }).click();
		expect(await findings(page)).toEqual([]);
		await root.locator("crsim-lesson").getByRole("button").first().click();
		await settled(page);
		expect(await findings(page)).toEqual([]);
		await page.context().close();
	});

	test("a blind case by keys alone: the focus stays on what was pressed, and goes to the courses when the case is over; axe finds nothing", async ({
		skip,
	}) => {
		if (browser === undefined) return skip();
		const { page, root, complaints } = await opened();
		await root.getByRole("tab", { name: "Blind case" }).focus();
		await page.keyboard.press("Enter");
		await root.getByRole("spinbutton", { name: "Case" }).fill("4711");
		await page.keyboard.press("Enter");
		const hour = () => root.locator("crsim-blind .hours").textContent();
		await expect.poll(hour).toBe("24 h");
		expect(await findings(page)).toEqual([]);
		await root.getByRole("button", { name: "12 h" }).focus();
		await page.keyboard.press("Enter");
		await expect.poll(hour).toBe("36 h");
		expect(await focused(page)).toBe("button 12 h");
		await root.getByRole("button", { name: "End the case here" }).focus();
		await page.keyboard.press("Enter");
		await expect.poll(() => focused(page)).toMatch(/^status Your care beside P4: .+\(P4: .+\)/);
		const strip = root.getByRole("slider", { name: /^ICANS over time/ });
		expect(await strip.getAttribute("aria-description")).toMatch(/^ICANS: .+ P4: (?:worst grade \d|no).+ nobody: (?:worst grade \d|no)/);
		await strip.focus();
		await page.keyboard.press("PageUp");
		expect(await strip.getAttribute("aria-valuetext")).toMatch(/^day 1\.0: no grade, .*; P4: no grade, .*; nobody: no grade/);
		expect(await findings(page)).toEqual([]);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test("axe finds nothing in a box of the map, a prediction that was shown, a crowd; on a phone none runs wider than the screen", async ({
		skip,
	}) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened({ width: 390, height: 844 });
		const fits = async () => {
			expect(await findings(page)).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		};
		await root.getByRole("tab", { name: "Why" }).click();
		await root.getByRole("button", { name: /^Tumor/ }).click();
		await root.getByRole("button", { name: "Close" }).waitFor();
		await fits();
		await root.getByRole("tab", { name: "Predict first" }).click();
		await root.getByRole("spinbutton", { name: "Day of the peak" }).fill("4");
		await root.getByRole("combobox", { name: "Worst CRS" }).selectOption("2");
		await root.getByRole("slider", { name: /^Your curve of/ }).focus();
		for (const key of ["ArrowUp", "ArrowRight", "ArrowUp", "ArrowRight", "ArrowUp"]) await page.keyboard.press(key);
		await root.getByRole("button", { name: "Show what came" }).click();
		await root.getByRole("button", { name: "Guess again" }).waitFor();
		await fits();
		await root.getByRole("tab", { name: "Crowd" }).click();
		await root.getByRole("combobox", { name: "Patients" }).selectOption("20");
		await root.getByRole("button", { name: "Run 20 patients" }).click();
		await root.getByText(/^20 patients/).waitFor();
		await fits();
		await page.context().close();
	});

	test("on a phone nothing but the lanes runs wider than the screen, and targets are large enough for a finger", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, root } = await opened({ width: 390, height: 844 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		expect(await findings(page)).toEqual([]);
		const heights = await root
			.locator("header button, header .button, .sentence button, crsim-lanes .order")
			.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
		expect(heights.length).toBeGreaterThan(5);
		expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
		await page.context().close();
	});
});
