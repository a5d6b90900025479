import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { explorePage } from "../../src/node/explore.ts";
import { singlePage } from "../../src/node/page-html.ts";
import type { CrsimExplore } from "../../src/page/elements/crsim-explore.ts";
import { aBrowser, heapsOf } from "../page/browser.ts";

/** The scenario whose dose is dragged: one order at a known time. */
const scenario = "tocilizumab-too-late";
/** Drags that are timed in each row, after as many that are not. */
const drags = 60;
const openings = 7;
/** Days after infusion on which the dose lies that is dragged. */
const daysOfDose = [1, 4, 7];
const crowdOf = 50;

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const share = (values: readonly number[], part: number) => sorted(values)[Math.floor((values.length - 1) * part)] ?? Number.NaN;
const spread = (values: readonly number[]) => [0, 0.5, 0.9].map((part) => share(values, part).toFixed(1).padStart(8)).join(" ");

/** Opens a page as a person does, and waits for its first course. Milliseconds from navigation until the course is there. */
async function opened(browser: Browser, address: string): Promise<{ readonly page: Page; readonly first: number }> {
	const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	await page.addInitScript(() => {
		const look = () => {
			if (document.querySelector<CrsimExplore>("crsim-explore")?.answer === undefined) return requestAnimationFrame(look);
			// The frame that is being drawn shows it.
			return requestAnimationFrame(() => Object.assign(globalThis, { crsimFirst: performance.now() }));
		};
		requestAnimationFrame(look);
	});
	await page.goto(address);
	await page.waitForFunction(() => "crsimFirst" in globalThis, undefined, { timeout: 120_000 });
	return { page, first: await page.evaluate(() => (globalThis as unknown as { readonly crsimFirst: number }).crsimFirst) };
}

interface Drag {
	readonly days: number;
	readonly care: string;
	readonly dose: number;
	readonly count: number;
}

/** Milliseconds of computing in the worker, and until the page has the answer, of each of some drags of the dose by hours. */
const dragged = (page: Page, drag: Drag): Promise<readonly { readonly work: number; readonly whole: number }[]> =>
	page.evaluate(async ({ days, care, dose, count }) => {
		const { runner, wish } = document.querySelector<CrsimExplore>("crsim-explore")!;
		const taken: { work: number; whole: number }[] = [];
		for (let i = 0; i < 2 * count; i++) {
			const orders = wish!.orders.map((order) => ({ ...order, at: 24 * dose + ((i * 5) % 12) }));
			const begun = performance.now();
			const answer = await runner!.ask({ ...wish!, care, orders, until: 24 * days }, "draft");
			if (i >= count) taken.push({ work: answer!.work, whole: performance.now() - begun });
		}
		return taken;
	}, drag);

/** Milliseconds until the last patient of a crowd is there, and the longest that the page stood still meanwhile. */
const crowded = (page: Page, count: number): Promise<{ readonly whole: number; readonly stood: number }> =>
	page.evaluate(async (count) => {
		const { runner, wish } = document.querySelector<CrsimExplore>("crsim-explore")!;
		let [stood, before, isDone] = [0, performance.now(), false];
		const watch = (now: number) => {
			stood = Math.max(stood, now - before);
			before = now;
			if (!isDone) requestAnimationFrame(watch);
		};
		requestAnimationFrame(watch);
		const begun = performance.now();
		await new Promise<void>((done) => {
			runner!.crowd(wish!, { seed: 7, count, columns: ["temperature"] }, ({ patient }) => patient === count && done());
		});
		isDone = true;
		return { whole: performance.now() - begun, stood };
	}, count);

async function measure(browser: Browser, folder: string): Promise<void> {
	const material = await explorePage(scenario);
	const addresses = { webassembly: join(folder, "page.html"), javascript: join(folder, "without-machine-code.html") };
	writeFileSync(addresses.webassembly, singlePage(material));
	writeFileSync(addresses.javascript, singlePage(material, "forbidden"));
	const firsts: number[] = [];
	const address = pathToFileURL(addresses.webassembly).href;
	for (let i = 0; i < openings; i++) {
		const { page, first } = await opened(browser, address);
		firsts.push(first);
		await page.context().close();
	}
	console.log(`first curve, ms from navigation, of ${openings} openings: ${spread(firsts)}`);
	console.log("\nwork per drag of a dose, ms                    in the worker               until the page has it");
	console.log("                                       least  median    90 %      least  median    90 %");
	for (const [kernel, path] of Object.entries(addresses)) {
		const { page } = await opened(browser, pathToFileURL(path).href);
		for (const days of [15, 30])
			for (const care of ["none", "p4"])
				for (const dose of kernel === "javascript" ? [4] : daysOfDose) {
					const taken = await dragged(page, { days, care, dose, count: kernel === "javascript" ? 10 : drags });
					const name = `${kernel}, ${days} days, care ${care}, dose on day ${dose}`;
					const [work, whole] = (["work", "whole"] as const).map((kind) => spread(taken.map((one) => one[kind])));
					console.log(`${name.padEnd(50)} ${work}  ${whole}`);
				}
		await page.context().close();
	}
	const { page } = await opened(browser, address);
	const heaps = await heapsOf(page);
	await dragged(page, { days: 8, care: "none", dose: 4, count: 50 });
	const before = await heaps();
	await dragged(page, { days: 8, care: "none", dose: 4, count: 500 });
	const grown = (await heaps()).map((bytes, i) => `${((bytes - before[i]!) / 1e3).toFixed(0)} kB`);
	console.log(`\nmemory after 1,000 drags more than before: page ${grown[0]}, worker ${grown[1]}`);
	const { whole, stood } = await crowded(page, crowdOf);
	console.log(`crowd of ${crowdOf}: ${(whole / 1000).toFixed(1)} s; the page stood still for ${stood.toFixed(0)} ms at most`);
}

/** What the live page costs in a browser: its first curve, work per drag, memory after 1,000 drags, a crowd. */
export async function benchPage(): Promise<void> {
	const browser = await aBrowser();
	if (browser === undefined) throw new Error("no Chromium starts here: apt-get install chromium, or set CHROME_PATH");
	const folder = mkdtempSync(join(tmpdir(), "crsim-bench-"));
	console.log(`Chromium ${browser.version()}; least, median and 90 % of what was seen; on a busy machine read the least\n`);
	try {
		await measure(browser, folder);
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true });
	}
}
