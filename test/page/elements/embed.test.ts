import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { explorePage } from "../../../src/node/explore.ts";
import { home } from "../../../src/node/model-files.ts";
import { hostedPage } from "../../../src/node/page-html.ts";
import { hostedScripts } from "../../../src/node/page-scripts.ts";
import { writeFiles } from "../../../src/node/write-files.ts";
import type { CrsimPatient } from "../../../src/page/elements/crsim-patient.ts";
import { aBrowser, watched } from "../browser.ts";

const site = "https://course.example";
let browser: Browser | undefined;
let files: ReadonlyMap<string, string | Uint8Array>;
beforeAll(async () => {
	browser = await aBrowser();
	if (browser === undefined) return;
	const example = readFileSync(join(home, "src/page/example/example.html"), "utf8");
	files = new Map([...hostedPage(await explorePage(undefined), await hostedScripts()), ["example.html", example]]);
});
afterAll(() => browser?.close());

/** Opens a file of the folder as a host would give it; there is no other network. */
async function opened(path: string): Promise<Page> {
	const page = await browser!.newPage();
	await page.route("**/*", (route) => {
		const file = files.get(new URL(route.request().url()).pathname.slice(1));
		if (file === undefined) return route.abort();
		return route.fulfill({
			body: typeof file === "string" ? file : Buffer.from(file),
			contentType: path.endsWith("html") ? "text/html" : "text/javascript",
		});
	});
	await page.goto(`${site}/${path}`);
	return page;
}

const answered = (page: Page) =>
	page.waitForFunction(() =>
		[...document.querySelectorAll<CrsimPatient>("crsim-patient")].every(({ answer }) => answer?.quality === "exact"),
	);

test("two patients in a page of somebody else share one runner, and each has its own course", async ({ skip }) => {
	if (browser === undefined) return skip();
	const page = await opened("example.html");
	await answered(page);
	const found = await page.evaluate(() =>
		[...document.querySelectorAll<CrsimPatient>("crsim-patient")].map(({ answer, wish }) => ({
			care: wish!.care,
			asked: answer!.wish.care,
			days: wish!.until / 24,
		})),
	);
	expect(found).toEqual([
		{ care: "none", asked: "none", days: 15 },
		{ care: "p4", asked: "p4", days: 15 },
	]);
	await page.close();
});

test("a panel that stands alone follows the patient that it names, and no other", async ({ skip }) => {
	if (browser === undefined) return skip();
	const page = await opened("example.html");
	await answered(page);
	const label = () => page.locator("crsim-panel[of='late']").getByRole("img").getAttribute("aria-label");
	await expect.poll(label).toMatch(/^Interleukin-6 highest /);
	expect(await label()).not.toContain("pinned course");
	const dose = page.locator("#late").locator("[data-place='0']");
	await dose.focus();
	await page.keyboard.press("PageDown");
	await page.keyboard.press("PageDown");
	await page.keyboard.press("PageDown");
	await expect.poll(label).toContain("pinned course");
	expect(await page.locator("crsim-patient:not(#late)").locator(".sentence p").textContent()).toMatch(/^(?:Worst|No) /);
	await page.close();
});

test("the example opens from disk too, with the network cut and nothing to complain of", async ({ skip }) => {
	if (browser === undefined) return skip();
	const folder = mkdtempSync(join(tmpdir(), "crsim-embed-"));
	writeFiles(folder, files);
	const { page, complaints } = await watched(browser, pathToFileURL(join(folder, "example.html")).href);
	await answered(page);
	expect(await page.locator("#late").locator(".sentence p").textContent()).toMatch(/^(?:Worst|No) /);
	expect(complaints).toEqual([]);
	await page.context().close();
});
