import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeFiles } from "../../../src/node/write-files.ts";
import type { CrsimPatient } from "../../../src/page/elements/crsim-patient.ts";
import { aBrowser, watched } from "../browser.ts";
import { hostedFiles } from "../hosted-files.ts";

const site = "https://course.example";
let browser: Browser | undefined;
let files: ReadonlyMap<string, string | Uint8Array>;
beforeAll(async () => {
	browser = await aBrowser();
	if (browser === undefined) return;
	files = await hostedFiles();
});
afterAll(() => browser?.close());

interface Opening {
	/** Files that the host does not have. */
	readonly without?: RegExp;
	/** What the browser is made to lack. */
	readonly lacks?: string;
	readonly change?: (page: string) => string;
}

/** Opens a file of the folder as a host would give it; there is no other network. */
async function opened(path: string, { without, lacks, change = (page) => page }: Opening = {}): Promise<Page> {
	const page = await browser!.newPage();
	if (lacks !== undefined) await page.addInitScript((name) => Reflect.deleteProperty(globalThis, name), lacks);
	await page.route("**/*", (route) => {
		const name = new URL(route.request().url()).pathname.slice(1);
		const file = files.get(name);
		if (file === undefined || without?.test(name)) return route.fulfill({ status: 404, body: "" });
		return route.fulfill({
			body: typeof file === "string" ? (name === path ? change(file) : file) : Buffer.from(file),
			contentType: name.endsWith("html") ? "text/html" : "text/javascript",
		});
	});
	await page.goto(`${site}/${path}`);
	return page;
}

/** A busy machine takes its time. */
const polled = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 60_000 });

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
	await polled(label).toMatch(/^Interleukin-6 highest /);
	expect(await label()).not.toContain("pinned course");
	const dose = page.locator("#late").locator("[data-place='0']");
	await dose.focus();
	await page.keyboard.press("PageDown");
	await page.keyboard.press("PageDown");
	await page.keyboard.press("PageDown");
	await polled(label).toContain("pinned course");
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

/** What people read in the place of each embedded patient, and of the panel that belongs to one. */
const saidIn = (page: Page) =>
	page
		.locator("crsim-patient, crsim-panel[of]")
		.evaluateAll((all) => all.map((one) => (one.shadowRoot?.querySelector(".notice") ?? one).textContent.trim()));

const noKit =
	"the file parts/kit.gz did not come (404). It must stand beside the page, and where the page is on a host the network must be there; then load the page again";

describe.runIf(process.env["CRSIM_TESTS"] !== "fast")("what cannot be shown says so in its own place", () => {
	test("an embedded patient, and the panel that belongs to it, of which a part did not come", async ({ skip }) => {
		if (browser === undefined) return skip();
		const page = await opened("example.html", { without: /\/kit\.gz$/ });
		const words = `This patient cannot be shown: ${noKit}.`;
		await polled(() => saidIn(page)).toEqual([words, words, words]);
		expect(await page.locator("crsim-patient").first().getByRole("alert").count()).toBe(1);
		await page.close();
	});

	test("an embedded patient whose worker is blocked, by a policy of the page of the course", async ({ skip }) => {
		if (browser === undefined) return skip();
		const policy = '<head><meta http-equiv="Content-Security-Policy" content="worker-src \'none\'">';
		const page = await opened("example.html", { change: (text) => text.replace("<head>", policy) });
		await polled(async () => (await saidIn(page))[1]).toMatch(/^This patient cannot be shown: .*worker/i);
		await page.close();
	});

	test("an embedded patient in a browser that is too old, and one whose script did not come", async ({ skip }) => {
		if (browser === undefined) return skip();
		const old = await opened("example.html", { lacks: "DecompressionStream" });
		await polled(async () => (await saidIn(old))[1]).toMatch(/^This patient cannot be shown: this browser is too old.*Firefox from 115/);
		await old.close();
		const bare = await opened("example.html", { without: /embed\.js$/ });
		expect((await saidIn(bare))[1]).toMatch(/^The patient comes with the file embed\.js\. If this stays,/);
		await bare.close();
	});

	test("an embedded patient of a scenario or a team that is not there, until it is another one", async ({ skip }) => {
		if (browser === undefined) return skip();
		const change = (text: string) =>
			text.replace('scenario="bulky-untreated"', 'scenario="bulky-untreted"').replace('id="late"', 'id="late" care="p99"');
		const page = await opened("example.html", { change });
		await polled(() => saidIn(page)).toEqual([
			'This patient cannot be shown: there is no protocol "p99".',
			'This patient cannot be shown: there is no protocol "p99".',
			'This patient cannot be shown: there is no scenario "bulky-untreted"; the nearest is "bulky-untreated".',
		]);
		await page.locator("#late").evaluate((element) => element.setAttribute("care", "none"));
		await polled(() => page.locator("#late .sentence p").innerText()).toMatch(/^(?:Worst|No) /);
		await page.close();
	});

	test("where WebAssembly is blocked an embedded patient is computed all the same", async ({ skip }) => {
		if (browser === undefined) return skip();
		const policy = '<head><meta http-equiv="Content-Security-Policy" content="script-src \'self\' blob:">';
		const page = await opened("example.html", { change: (text) => text.replace("<head>", policy) });
		await polled(() => page.locator("#late .sentence p").innerText()).toMatch(/^(?:Worst|No) /);
		await page.close();
	});

	test("the page itself, of which a part did not come, and a view of it", async ({ skip }) => {
		if (browser === undefined) return skip();
		const bare = await opened("index.html", { without: /\/kit\.gz$/ });
		await polled(() => bare.getByRole("alert").innerText()).toBe(`The page cannot be shown: ${noKit}.`);
		await bare.close();
		const without = await opened("index.html", { without: /main\.js$/ });
		await polled(() => without.locator("#opening").isVisible()).toBe(true);
		expect(await without.locator("#opening").innerText()).toMatch(
			/^The page is on its way\. If it does not come, a part of it is missing or blocked/,
		);
		await without.close();
		const page = await opened("index.html", { without: /late\/crsim-map/ });
		await page.getByRole("tab", { name: "Why" }).click();
		await polled(() => page.locator("#view").innerText()).toMatch(/^This view cannot be shown: /);
		await page.close();
	});
});
