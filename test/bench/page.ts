import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { explorePage } from "../../src/node/explore.ts";
import { hostedPage, type PageMaterial, singlePage } from "../../src/node/page-html.ts";
import { hostedScripts } from "../../src/node/page-scripts.ts";
import { seenColumns } from "../../src/page/elements/chosen-panels.ts";
import type { CrsimExplore } from "../../src/page/elements/crsim-explore.ts";
import type { Kit } from "../../src/page/kit.ts";
import { aBrowser, heapsOf } from "../page/browser.ts";
import { firstLoad } from "../page/first-load.ts";
import { tellDrags } from "./drags.ts";
import { workerTime } from "./worker-time.ts";

/** The scenario whose dose is dragged: one order at a known time. */
const scenario = "tocilizumab-too-late";
/** Drags that are timed in each row, after as many that are not. */
const drags = 60;
const openings = 7;
/** Between these days after infusion a dose is dragged to and fro, by so many hours at once. */
const [firstDay, lastDay, stride] = [1, 7, 5];
const tumorBurdens = [1, 3];
const crowdOf = 50;

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const share = (values: readonly number[], part: number) => sorted(values)[Math.floor((values.length - 1) * part)] ?? Number.NaN;
const spread = (values: readonly number[]) => [0, 0.5, 0.9].map((part) => share(values, part).toFixed(1).padStart(7)).join(" ");

/** What may be, in the units of the rows. */
const limits = { firstLoad: 250, singleFile: 1200, firstCurve: 1000, work: 16, memory: 1000 };

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
	readonly burden: number;
	/** Those that are seen. */
	readonly columns: readonly string[];
}

/** Where a dose lies at each of some moves to and fro, hours since infusion. */
function placesOf(moves: number): readonly number[] {
	const way = Array.from({ length: ((lastDay - firstDay) * 24) / stride }, (_, i) => firstDay * 24 + i * stride);
	// No hour twice in a row: nothing would move.
	const round = [...way, ...way.slice(1, -1).toReversed()];
	return Array.from({ length: moves }, (_, i) => round[i % round.length]!);
}

/** What a move costs, in milliseconds. */
interface Cost {
	/** By the clock of the worker, and until the page has the answer. */
	readonly work: number;
	readonly whole: number;
}

/** Moves the dose to each of these hours, one after the other. */
const moved = (page: Page, drag: Drag, hours: readonly number[]): Promise<readonly Cost[]> =>
	page.evaluate(
		async ({ days, care, burden, columns, hours }) => {
			const { runner, wish } = document.querySelector<CrsimExplore>("crsim-explore")!;
			const facts = { ...wish!.facts, tumor_burden: burden };
			const taken: { work: number; whole: number }[] = [];
			for (const at of hours) {
				const orders = wish!.orders.map((order) => ({ ...order, at }));
				const begun = performance.now();
				const answer = await runner!.ask({ ...wish!, facts, care, orders, until: 24 * days }, "draft", columns);
				taken.push({ work: answer!.work, whole: performance.now() - begun });
			}
			return taken;
		},
		{ ...drag, hours },
	);

/** One row: what drags take of the worker's processor, by its clock, and until the page has the answer. */
async function rowOf(page: Page, drag: Drag, count: number): Promise<string> {
	const places = placesOf(2 * count);
	await moved(page, drag, places.slice(0, count));
	const time = workerTime();
	const costs: (Cost & { readonly processor: number })[] = [];
	for (const at of places.slice(count)) {
		const before = time?.() ?? Number.NaN;
		const [cost] = await moved(page, drag, [at]);
		costs.push({ ...cost!, processor: (time?.() ?? Number.NaN) - before });
	}
	return (["processor", "work", "whole"] as const).map((kind) => spread(costs.map((one) => one[kind]))).join("   ");
}

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

/** The page as files, with machine code and where a policy forbids it, and the columns that are seen in it. */
interface Pages {
	readonly material: PageMaterial;
	readonly addresses: Readonly<Record<"webassembly" | "javascript", string>>;
	readonly columns: readonly string[];
}

async function pagesIn(folder: string): Promise<Pages> {
	const material = await explorePage(scenario);
	const kit = JSON.parse(String(material.content.kit)) as Kit;
	const written = (name: string, page: string) => {
		const file = join(folder, name);
		writeFileSync(file, page);
		return pathToFileURL(file).href;
	};
	return {
		material,
		columns: seenColumns(kit, kit.shown),
		addresses: {
			webassembly: written("page.html", singlePage(material)),
			javascript: written("without-machine-code.html", singlePage(material, "forbidden")),
		},
	};
}

async function tellSizes({ material, addresses }: Pages): Promise<void> {
	const load = firstLoad(hostedPage(material, await hostedScripts()));
	console.log(`first load from a host: ${(load / 1e3).toFixed(1)} kB packed; limit ${limits.firstLoad}`);
	console.log(`single file: ${(statSync(fileURLToPath(addresses.webassembly)).size / 1e3).toFixed(0)} kB; limit ${limits.singleFile}`);
}

async function tellFirstCurve(browser: Browser, { addresses }: Pages): Promise<void> {
	const firsts: number[] = [];
	for (let i = 0; i < openings; i++) {
		const { page, first } = await opened(browser, addresses.webassembly);
		firsts.push(first);
		await page.context().close();
	}
	console.log(`first curve, ms from navigation, of ${openings} openings: ${spread(firsts)}; limit ${limits.firstCurve}`);
}

async function tellWork(browser: Browser, { addresses, columns }: Pages): Promise<void> {
	console.log(`\nwork per drag of a dose between day ${firstDay} and ${lastDay}, ms`);
	console.log(`limit: ${limits.work} of the processor at the median and at 90 %, for 15 days with machine code`);
	const indent = " ".repeat(45);
	console.log(indent + ["of the processor", "by the worker's clock", "until the page has it"].map((head) => head.padEnd(26)).join(""));
	console.log(indent + "  least  median    90 %   ".repeat(3));
	for (const [kernel, address] of Object.entries(addresses)) {
		const { page } = await opened(browser, address);
		const count = kernel === "javascript" ? 10 : drags;
		for (const days of [15, 30])
			for (const care of ["none", "p0", "p4"])
				for (const burden of tumorBurdens) {
					const name = `${kernel}, ${days} days, ${care}, burden ${burden}`;
					console.log(`${name.padEnd(44)} ${await rowOf(page, { days, care, burden, columns }, count)}`);
				}
		await page.context().close();
	}
}

async function tellMemory(browser: Browser, { addresses, columns }: Pages): Promise<void> {
	const { page } = await opened(browser, addresses.webassembly);
	const heaps = await heapsOf(page);
	const drag = (count: number) => moved(page, { days: 8, care: "p0", burden: 3, columns }, placesOf(count));
	await drag(100);
	const before = await heaps();
	await drag(1000);
	const grown = (await heaps()).map((bytes, i) => `${((bytes - before[i]!) / 1e3).toFixed(0)} kB`);
	console.log(`\nmemory after 1,000 drags more than before: page ${grown[0]}, worker ${grown[1]}; limit ${limits.memory} kB`);
	const { whole, stood } = await crowded(page, crowdOf);
	console.log(`crowd of ${crowdOf}: ${(whole / 1000).toFixed(1)} s; the page stood still for ${stood.toFixed(0)} ms at most`);
	await page.context().close();
}

/** What the live page costs in a browser: its first curve, work per drag, memory after 1,000 drags, a crowd. */
export async function benchPage(): Promise<void> {
	const browser = await aBrowser();
	if (browser === undefined) throw new Error("no Chromium starts here: apt-get install chromium, or set CHROME_PATH");
	const folder = mkdtempSync(join(tmpdir(), "crsim-bench-"));
	console.log(
		`Chromium ${browser.version()}; least, median and 90 % of what was seen; load of the machine ${loadavg()[0]!.toFixed(1)}: the busier, the less its clock says\n`,
	);
	try {
		const pages = await pagesIn(folder);
		await tellSizes(pages);
		await tellFirstCurve(browser, pages);
		tellDrags(scenario);
		await tellWork(browser, pages);
		await tellMemory(browser, pages);
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true });
	}
}
