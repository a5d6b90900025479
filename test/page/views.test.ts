import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explorePage } from "../../src/node/explore.ts";
import { singlePage } from "../../src/node/page-html.ts";
import { aBrowser, type Watched, watched } from "./browser.ts";

let browser: Browser | undefined;
let address = "";
beforeAll(async () => {
	browser = await aBrowser();
	if (browser === undefined) return;
	const file = join(mkdtempSync(join(tmpdir(), "crsim-views-")), "page.html");
	writeFileSync(file, singlePage(await explorePage("bulky-untreated")));
	address = pathToFileURL(file).href;
});
afterAll(() => browser?.close());

/** Opens the page with the network cut, at one of its tabs; closes it whatever comes. */
async function at(
	tab: string,
	visit: (page: Page, seen: Watched) => Promise<void>,
	size?: { width: number; height: number },
): Promise<void> {
	if (browser === undefined) return;
	const seen = await watched(browser, address, size);
	try {
		await seen.page.getByRole("tab", { name: tab }).click();
		await visit(seen.page, seen);
		expect({ requests: seen.requests, complaints: seen.complaints }).toEqual({ requests: [], complaints: [] });
	} finally {
		await seen.page.context().close();
	}
}

/** What a checker of accessibility finds, by rule. */
async function findings(page: Page): Promise<readonly string[]> {
	await page.evaluate(axe.source);
	return page.evaluate(async () => {
		const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
	});
}

/** Whether something is wider than the screen. */
const spills = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

const phone = { width: 390, height: 844 };

describe("the views of the live page", { timeout: 60_000 }, () => {
	test("Why: keys lead from box to box, and a box opens its sentence, curve, equations and sources", () =>
		at("Why", async (page) => {
			const first = page.getByRole("button", { name: /^IL-6 in serum: [\d,]+ pg\/mL, [\d,]+ times its rest\.$/ });
			await first.focus();
			await page.keyboard.press("ArrowDown");
			await page.keyboard.press("Enter");
			const detail = page.getByRole("region", { name: "IL-6 signal" });
			await detail.locator("math").first().waitFor();
			expect(await detail.getByRole("link").count()).toBeGreaterThan(2);
			expect(await detail.locator("crsim-panel canvas").count()).toBe(1);
			expect(await findings(page)).toEqual([]);
			await page.keyboard.press("Escape");
			expect(await detail.count()).toBe(0);
		}));

	test("Why: time goes on while it plays, and stands still after", () =>
		at("Why", async (page) => {
			const hour = () => page.getByRole("slider", { name: "Time" }).inputValue().then(Number);
			const before = await hour();
			await page.getByRole("button", { name: "Play" }).click();
			await page.waitForTimeout(500);
			await page.getByRole("button", { name: "Pause" }).click();
			const after = await hour();
			expect(after).toBeGreaterThan(before);
			await page.waitForTimeout(200);
			expect(await hour()).toBe(after);
		}));

	test("Predict: the course is hidden until a guess is made, which the keyboard alone can do", () =>
		at("Predict first", async (page) => {
			const show = page.getByRole("button", { name: "Show what came" });
			expect(await show.isDisabled()).toBe(true);
			const curves = () => page.locator("crsim-predict .pad path").count();
			const hidden = await curves();
			await page.getByRole("slider", { name: /^Your curve of Temperature/ }).focus();
			for (const key of ["ArrowRight", "ArrowUp", "ArrowRight", "ArrowUp", "ArrowRight", "ArrowUp"]) await page.keyboard.press(key);
			await page.getByLabel("Day of the peak").fill("4");
			await page.getByLabel("Worst CRS").selectOption("3");
			expect(await findings(page)).toEqual([]);
			await show.click();
			await page.getByText(/^Temperature peaked on day/).waitFor();
			expect(await curves()).toBe(hidden + 1);
			expect(await findings(page)).toEqual([]);
		}));

	test("Blind: limits refuse, nothing beyond the hour is known to the page, and afterwards three courses stand side by side", () =>
		at("Blind case", async (page) => {
			await page.getByRole("spinbutton", { name: "Case" }).fill("4711");
			await page.keyboard.press("Tab");
			await page.getByRole("button", { name: "12 h" }).click();
			await page.getByText("Day 1.5").waitFor();
			await page.getByLabel("Treatment").selectOption("tocilizumab");
			await page.getByRole("button", { name: "Give" }).click();
			await page.getByText(/tocilizumab .*\d mg/).waitFor();
			await page.getByRole("button", { name: "Give" }).click();
			await page.getByText(/doses are at least 8 hours apart/).waitFor();
			const known = await page.evaluate(() => {
				const { lived } = document.querySelector("crsim-explore")!.shadowRoot!.querySelector("crsim-blind") as unknown as {
					lived: { times: Float64Array };
				};
				return lived.times.at(-1)!;
			});
			expect(known).toBeLessThan(36.1);
			expect(await findings(page)).toEqual([]);
			await page.getByRole("button", { name: "End the case here" }).click();
			await page.getByText(/^Your care beside nobody/).waitFor();
			expect(await page.getByRole("columnheader").count()).toBe(3);
			expect(await findings(page)).toEqual([]);
		}));

	test("Crowd: lines come one by one, shares have their intervals, and a patient opens in Explore", () =>
		at("Crowd", async (page) => {
			await page.locator("crsim-crowd select").first().selectOption("20");
			await page.getByRole("button", { name: "Run 20 patients" }).click();
			await page
				.getByRole("status")
				.filter({ hasText: /^20 patients/ })
				.waitFor();
			expect(await page.getByText(/of 20, \d+ % \(\d+ to \d+ %\)/).count()).toBeGreaterThan(10);
			expect(await findings(page)).toEqual([]);
			await page.getByRole("button", { name: "Open in Explore" }).click();
			await page.getByRole("tab", { name: "Explore", selected: true }).waitFor();
			expect(new URL(page.url()).hash).toMatch(/patient=1%2F\d+/);
		}));

	test.each(["Why", "Predict first", "Blind case", "Crowd"])("%s fits on a phone", (tab) =>
		at(tab, async (page) => expect(await spills(page)).toBe(false), phone),
	);
});
