import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explorePage } from "../../../src/node/explore.ts";
import { singlePage } from "../../../src/node/page-html.ts";
import type { CrsimExplore } from "../../../src/page/elements/crsim-explore.ts";
import { aBrowser } from "../browser.ts";

let browser: Browser | undefined;
let address: string;
beforeAll(async () => {
	browser = await aBrowser();
	if (browser === undefined) return;
	const file = join(mkdtempSync(join(tmpdir(), "crsim-everyone-")), "page.html");
	writeFileSync(file, singlePage(await explorePage("tocilizumab-too-late")));
	address = pathToFileURL(file).href;
});
afterAll(() => browser?.close());

const settled = (page: Page) =>
	page.waitForFunction(() => {
		const root = document.querySelector<CrsimExplore>("crsim-explore");
		return root?.answer?.quality === "exact" && JSON.stringify(root.answer.wish) === JSON.stringify(root.wish);
	});

/** Opens a fragment of the page and waits for its course. */
async function opened(fragment: string, how: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
	const context = await browser!.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...how });
	const page = await context.newPage();
	await page.goto(`${address}${fragment}`);
	await settled(page);
	return page;
}

const state = (page: Page) =>
	page.evaluate(() => {
		const { wish, view, shown, time, pinned } = document.querySelector<CrsimExplore>("crsim-explore")!;
		return { wish, view, shown, time, pinned: pinned?.wish };
	});

describe("the page for everyone", { timeout: 60_000 }, () => {
	test("what a person made of it comes back from its address: dose, tab, panels, cursor, pinned course", async ({ skip }) => {
		if (browser === undefined) return skip();
		const page = await opened("#scenario=tocilizumab-too-late&panels=crp+lactate&hour=96");
		await page.locator("[data-place='0']").focus();
		await page.keyboard.press("PageDown");
		await settled(page);
		await page.getByRole("tab", { name: "Why" }).click();
		await expect.poll(() => page.url()).toMatch(/tab=why/);
		const before = await state(page);
		const again = await opened(new URL(page.url()).hash);
		await expect.poll(() => state(again)).toEqual(before);
		expect(before).toMatchObject({ view: "why", shown: ["crp", "lactate"], time: 96, pinned: { scenario: "tocilizumab-too-late" } });
		expect(before.pinned).not.toEqual(before.wish);
		await again.context().close();
		await page.context().close();
	});

	test("an old link opens the nearest, and says on top what was mended", async ({ skip }) => {
		if (browser === undefined) return skip();
		const page = await opened("#scenario=tocilizumab-to-late&tab=explorer&panels=crp+il66");
		expect(await page.locator(".notice").textContent()).toMatch(
			/no scenario "tocilizumab-to-late": tocilizumab-too-late is shown.*no tab "explorer": explore is shown.*no panel "il66": left out/,
		);
		expect(await state(page)).toMatchObject({ view: "explore", shown: ["crp"], wish: { scenario: "tocilizumab-too-late" } });
		await page.context().close();
	});

	test("a finger: a tap opens the fields of a dose, a pull moves it, and time is set on the strips", async ({ skip }) => {
		if (browser === undefined) return skip();
		const page = await opened("", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
		const dose = page.locator("[data-place='0']");
		await dose.tap();
		await page.getByRole("button", { name: "Repeat" }).waitFor();
		const hour = () => page.evaluate(() => document.querySelector<CrsimExplore>("crsim-explore")!.wish!.orders[0]!.at);
		const before = await hour();
		const { x, y, height } = (await dose.boundingBox())!;
		const session = await page.context().newCDPSession(page);
		const touch = (type: "touchStart" | "touchMove" | "touchEnd", at: number) =>
			session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: at, y: y + height / 2 }] });
		await touch("touchStart", x + 8);
		for (const step of [12, 24, 36, 48]) await touch("touchMove", x + 8 - step);
		await touch("touchEnd", x - 40);
		await expect.poll(hour).toBeLessThan(before - 24);
		await page.getByRole("slider", { name: /^CRS over time/ }).tap();
		expect((await state(page)).time).toBeTypeOf("number");
		await page.context().close();
	});

	test("on paper: the course and its disclaimer, and nothing to press", async ({ skip }) => {
		if (browser === undefined) return skip();
		const page = await opened("");
		await page.emulateMedia({ media: "print" });
		expect(await page.locator("header .disclaimer").isVisible()).toBe(true);
		expect(await page.locator("crsim-panel").count()).toBe(9);
		expect(await page.getByRole("tab").count()).toBe(0);
		const buttons = page.locator("button");
		expect(await buttons.evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent?.trim()))).toEqual(
			[],
		);
		await page.context().close();
	});

	test("where motion is not wanted nothing moves by itself", async ({ skip }) => {
		if (browser === undefined) return skip();
		const page = await opened("#scenario=tocilizumab-too-late&tab=why", { reducedMotion: "reduce" });
		await page.getByRole("button", { name: "Play" }).waitFor();
		const moving = await page.evaluate(() => {
			const found: string[] = [];
			const look = (root: ParentNode) => {
				for (const one of root.querySelectorAll("*")) {
					const { transitionDuration, animationName } = getComputedStyle(one);
					if (/[1-9]/.test(transitionDuration) || animationName !== "none") found.push(one.tagName);
					if (one.shadowRoot) look(one.shadowRoot);
				}
			};
			look(document);
			return found;
		});
		expect(moving).toEqual([]);
		await page.context().close();
	});

	test("limits of the model and the disclaimer stand in every view", async ({ skip }) => {
		if (browser === undefined) return skip();
		const page = await opened("");
		for (const tab of ["Why", "Lessons", "Predict first", "Blind case", "Crowd", "Explore"]) {
			await page.getByRole("tab", { name: tab }).click();
			expect(await page.locator("header .disclaimer").isVisible()).toBe(true);
			await page.getByText("What the model cannot say").click();
			await page.getByText(/^One run is one patient of the model/).waitFor();
			await page.getByText("What the model cannot say").click();
		}
		await page.context().close();
	});
});
