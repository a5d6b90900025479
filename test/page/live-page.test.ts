import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explorePage } from "../../src/node/explore.ts";
import { hostedPage, type PageMaterial, singlePage } from "../../src/node/page-html.ts";
import { hostedScripts } from "../../src/node/page-scripts.ts";
import type { CrsimExplore } from "../../src/page/elements/crsim-explore.ts";
import type { Wish, WishedOrder } from "../../src/page/wish.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { type APage, aPage } from "./a-page.ts";
import { aBrowser, heapsOf, type Watched, watched } from "./browser.ts";
import { answeringOf } from "./code.ts";
import { firstLoad } from "./first-load.ts";

const first = "tocilizumab-too-late";
let browser: Browser | undefined;
let material: PageMaterial;
let beside: APage;
let folder: string;
const addressOf = (name: string) => pathToFileURL(join(folder, name)).href;

beforeAll(async () => {
	browser = await aBrowser();
	if (browser === undefined) return;
	folder = mkdtempSync(join(tmpdir(), "crsim-live-"));
	material = await explorePage(first);
	writeFileSync(join(folder, "page.html"), singlePage(material));
	writeFileSync(join(folder, "without-machine-code.html"), singlePage(material, "forbidden"));
	writeFileSync(
		join(folder, "made-by-an-old-node.html"),
		withoutZstd(() => singlePage(material)),
	);
	beside = aPage();
});
afterAll(() => browser?.close());

/** Does something as a Node before 22.15 would, which has no zstd. */
function withoutZstd<T>(work: () => T): T {
	const node = zlib as { zstdCompressSync: unknown };
	const { zstdCompressSync } = node;
	try {
		node.zstdCompressSync = undefined;
		return work();
	} finally {
		node.zstdCompressSync = zstdCompressSync;
	}
}

/** Opens a page and waits for its first course. */
async function opened(name = "page.html", fragment = ""): Promise<Watched> {
	const one = await watched(browser!, `${addressOf(name)}${fragment}`);
	await one.page.waitForFunction(() => document.querySelector<CrsimExplore>("crsim-explore")?.answer?.quality === "exact");
	return one;
}

/** What the runner of a page gives, with arrays as lists of numbers. */
interface Told {
	readonly kernel: string;
	readonly times: readonly number[];
	readonly columns: Readonly<Record<string, readonly number[]>>;
	readonly happened: readonly string[];
}

const askedIn = (page: Page, wish: Wish): Promise<Told> =>
	page.evaluate(async (wish) => {
		const { kernel, times, columns, events } = (await document.querySelector<CrsimExplore>("crsim-explore")!.runner!.ask(wish, "exact"))!;
		const lists = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values]]));
		return { kernel, times: [...times], columns: lists, happened: events.map(({ time, what, amount }) => `${time} ${what} ${amount}`) };
	}, wish);

const toldOf = ({ trajectory, events, solver }: Run): Told => ({
	kernel: solver.kernel,
	times: [...trajectory.times],
	columns: Object.fromEntries(
		[...trajectory.columns.values()].flatMap((one) => (one.kind === "number" ? [[one.name, [...one.values]]] : [])),
	),
	happened: events.map(({ time, what, amount }) => `${time} ${what} ${amount}`),
});

/** An order that begins as if it had been given once a day for ever. */
const asForEver = (order: WishedOrder): WishedOrder => ({
	...order,
	steady: true,
	stretches: order.stretches.map((stretch) => ({ ...stretch, every: 24, lasts: 72 })),
});

const wishOf = (name: string): Wish => beside.kit.scenarios.find((one) => one.name === name)!.wish;

describe.runIf(process.env["CRSIM_TESTS"] !== "fast")("the live page as one file", () => {
	test("made by a Node that packs less well, it is a fifth larger and holds the same", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, requests, complaints } = await opened("made-by-an-old-node.html");
		const wish = { ...wishOf(first), care: "p4", until: 8 * 24 };
		expect(await askedIn(page, wish)).toEqual(toldOf(answeringOf(beside).ask(wish, "exact").run));
		expect(requests).toEqual([]);
		expect(complaints).toEqual([]);
		expect(readFileSync(join(folder, "made-by-an-old-node.html")).length).toBeLessThan(1_500_000);
		await page.context().close();
	});

	test("opens from disk with the network cut: nothing is asked for, nothing complains, and it weighs at most 1.2 MB", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, requests, complaints } = await opened();
		for (const tab of ["Why", "Lessons", "Predict first", "Blind case", "Crowd", "Explore"])
			await page.getByRole("tab", { name: tab }).click();
		expect(requests).toEqual([]);
		expect(complaints).toEqual([]);
		expect(readFileSync(join(folder, "page.html")).length).toBeLessThanOrEqual(1_200_000);
		await page.context().close();
	});

	test("its policy is in force: no text becomes code, nothing is fetched, no picture from elsewhere", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page } = await opened();
		const refused = await page.evaluate(async () => {
			const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')!.getAttribute("content")!;
			const violated: string[] = [];
			addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violated.push(effectiveDirective));
			const script = document.createElement("script");
			script.textContent = "globalThis.intruder = true;";
			document.body.append(script);
			const image = new Image();
			image.src = "https://example.org/picture.png";
			await fetch("https://example.org/").catch(() => {});
			await new Promise((done) => setTimeout(done, 200));
			return { policy, violated: [...new Set(violated)].sort(), intruder: "intruder" in globalThis };
		});
		expect(refused.policy).toContain("default-src 'none'");
		expect(refused.policy).not.toMatch(/'unsafe-eval'|https?:|script-src[^;]*'unsafe-inline'/);
		expect(refused.violated).toEqual(["connect-src", "img-src", "script-src-elem"]);
		expect(refused.intruder).toBe(false);
		await page.context().close();
	});

	test("its numbers are those of the same program in Node, bit for bit: as shipped, with a team, a virtual patient, a dose as for ever", async ({
		skip,
	}) => {
		if (browser === undefined) return skip();
		const { page } = await opened();
		const answering = answeringOf(beside);
		const wishes: Wish[] = [
			wishOf(first),
			{ ...wishOf("bulky-untreated"), care: "p4", until: 15 * 24 },
			{ ...wishOf("bulky-untreated"), care: "p0", until: 10 * 24, individual: { seed: 7, patient: 4711 }, knobs: { il6_gain: 1.5 } },
			{ ...wishOf(first), until: 10 * 24, orders: wishOf(first).orders.map(asForEver) },
		];
		for (const wish of wishes) expect(await askedIn(page, wish)).toEqual(toldOf(answering.ask(wish, "exact").run));
		await page.context().close();
	});

	test("where machine code is forbidden the JavaScript step runs, to the same bits", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page } = await opened("without-machine-code.html");
		const wish = { ...wishOf(first), until: 8 * 24 };
		const told = await askedIn(page, wish);
		expect(told.kernel).toBe("javascript");
		expect({ ...told, kernel: "webassembly" }).toEqual(toldOf(answeringOf(beside).ask(wish, "exact").run));
		await page.context().close();
	});

	test("a scenario that is opened runs as in a terminal, with conditions that the page did not know; its mistakes are told with line and remedy", async ({
		skip,
	}) => {
		if (browser === undefined) return skip();
		const { page, complaints } = await opened();
		const text = `about: A rule of my own.
patient: { tumor_burden: 2 }
until: 9 day
treatments:
  - give: tocilizumab
    dose: "weight < 60 kg ? 12 mg/kg : 8 mg/kg"
    when: temperature >= 39.3 degC and held(temperature >= 38.5 degC) >= 5 h
    repeat: { every: 12 h, at_most: 3, while: temperature >= 36 degC }
`;
		const read = await page.evaluate(async (text) => {
			const { runner } = document.querySelector<CrsimExplore>("crsim-explore")!;
			const good = await runner!.readScenario(text, "mine.yaml");
			const bad = await runner!.readScenario(text.replace("tocilizumab", "tocilizumap").replace("9 day", "9 mg"), "bad.yaml");
			return { good, bad };
		}, text);
		expect(read.bad.ok ? "" : read.bad.words).toMatchInlineSnapshot(`
			"bad.yaml:3:8  until  expected a time (h), such as "30 day", found "9 mg" (a mass)
			    3 | until: 9 mg
			      |        ^
			bad.yaml:5:11  treatments[0].give  unknown treatment "tocilizumap"
			    5 |   - give: tocilizumap
			      |           ^
			  allowed: acetaminophen, albumin, anakinra, bacteremia, bendamustine, blood_draws, cart_infusion, cefepime, crystalloid, cyclophosphamide, dexamethasone, dialysis, epinephrine, etoposide, fibrinogen_concentrate, filgrastim, fludarabine, levetiracetam, meropenem, methylprednisolone, norepinephrine, oxygen, platelet_transfusion, red_cells, ruxolitinib, siltuximab, tocilizumab, vancomycin, vasopressin. Did you mean "tocilizumab"? See: crsim list treatments"
		`);
		expect(read.good.ok).toBe(true);
		const wish = (read.good as Extract<typeof read.good, { ok: true }>).value.wish;
		const told = await askedIn(page, wish);
		const { models, protocols } = beside.sources;
		const program = compileProgram(parseScenario(text, { file: "mine.yaml", models, protocols: protocols!, equations: "all" }));
		const own = toldOf(simulate(loadProgram(program), nominalPatient(program)));
		expect(told.happened).toEqual(own.happened);
		expect(told.happened.filter((line) => line.includes("tocilizumab")).length).toBeGreaterThan(1);
		expect(told.columns["il6"]).toEqual(own.columns["il6"]);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test("a chart is laid over the course, and one with mistakes is told as the terminal tells it", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, complaints } = await opened();
		const read = await page.evaluate(async () => {
			const { runner, wish } = document.querySelector<CrsimExplore>("crsim-explore")!;
			const good = await runner!.readChart("day,temp_c,IL-6 (pg/mL)\n2,38.4,300\n3,39.6,>5000\n", "chart.csv", wish!);
			const bad = await runner!.readChart("day,temp_c\n2,hot\n", "chart.csv", wish!);
			return { good, bad };
		});
		expect(read.good).toMatchObject({
			ok: true,
			value: {
				points: {
					temperature: [
						{ time: 48, value: 38.4 },
						{ time: 72, value: 39.6 },
					],
				},
			},
		});
		expect(read.bad.ok ? "" : read.bad.words).toMatchInlineSnapshot(`
			"chart.csv:2:3  row 2 temp_c  expected a number (degC), found "hot"
			    2 | 2,hot
			      |   ^
			  leave the cell empty when it is unknown"
		`);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test("what is saved: the scenario, the table, a figure as SVG and as PNG", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page, complaints } = await opened();
		const saved = await page.evaluate(async () => {
			const { runner, wish } = document.querySelector<CrsimExplore>("crsim-explore")!;
			const [yaml, csv, svg, png] = await Promise.all([
				runner!.save(wish!, { kind: "yaml" }),
				runner!.save(wish!, { kind: "csv" }),
				runner!.save(wish!, { kind: "svg", figure: "cascade" }),
				runner!.save(wish!, { kind: "png", figure: "cascade" }),
			]);
			return {
				names: [yaml, csv, svg, png].map(({ name }) => name),
				texts: [yaml, csv, svg].map(({ content }) => String(content)),
				mark: [...(png.content as Uint8Array).slice(0, 4)],
				command: runner!.command(wish!),
			};
		});
		expect(saved.names).toEqual([".yaml", ".csv", ".cascade.svg", ".cascade.png"].map((ending) => `crsim-${first}${ending}`));
		expect(saved.command).toBe(`crsim run crsim-${first}.yaml`);
		expect(saved.texts[0]).toContain("give: tocilizumab");
		expect(saved.texts[1]!.split("\n")[0]).toMatch(/^time_h,cart_cells,tumor,/);
		expect(saved.texts[2]).toMatch(/^<svg [\s\S]*Interleukin-6/);
		expect(saved.mark).toEqual([0x89, 0x50, 0x4e, 0x47]);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test("a thousand drags leave no memory behind, in the page nor in its worker", async ({ skip }) => {
		if (browser === undefined) return skip();
		const { page } = await opened();
		const drag = (count: number) =>
			page.evaluate(async (count) => {
				const { runner, wish } = document.querySelector<CrsimExplore>("crsim-explore")!;
				let answered = 0;
				for (let i = 0; i < count; i++) {
					const orders = wish!.orders.map((order) => ({ ...order, at: order.at - ((i * 7) % 50) }));
					const answer = await runner!.ask({ ...wish!, orders, until: 8 * 24 }, "draft");
					if (answer?.quality === "draft") answered++;
				}
				return answered;
			}, count);
		const heaps = await heapsOf(page);
		await drag(100);
		const before = await heaps();
		expect(before.length).toBe(2);
		expect(await drag(1000)).toBe(1000);
		const grown = (await heaps()).map((bytes, i) => bytes - before[i]!);
		expect(Math.max(...grown)).toBeLessThan(1_000_000);
		await page.context().close();
	}, 300_000);
});

const types: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".gz": "application/octet-stream",
};

/** Serves files from memory; gives its address. */
async function served(files: ReadonlyMap<string, string | Uint8Array>): Promise<{ readonly server: Server; readonly address: string }> {
	const server = createServer(({ url = "/" }, reply) => {
		const path = url === "/" ? "index.html" : url.slice(1);
		const file = files.get(path);
		reply.writeHead(file === undefined ? 404 : 200, { "content-type": types[extname(path)] ?? "text/plain" });
		reply.end(file);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const at = server.address();
	return { server, address: `http://127.0.0.1:${typeof at === "object" ? at?.port : ""}/` };
}

describe.runIf(process.env["CRSIM_TESTS"] !== "fast")("the live page on a host", () => {
	test("opens with what is needed first, and loads the rest when it is asked for", async ({ skip }) => {
		if (browser === undefined) return skip();
		const files = hostedPage(material, await hostedScripts());
		const { server, address } = await served(files);
		const { page, requests, complaints } = await watched(browser, address, { width: 1280, height: 900 }, "on");
		await page.waitForFunction(() => document.querySelector<CrsimExplore>("crsim-explore")?.answer?.quality === "exact");
		const asked = requests.map((request) => request.replace(address, ""));
		expect(asked.filter((path) => /reader|drawer|pieces|algebra|late\//.test(path))).toEqual([]);
		await page.getByRole("tab", { name: "Why" }).click();
		await expect.poll(() => requests.some((request) => request.endsWith("late/crsim-map.js"))).toBe(true);
		expect(complaints).toEqual([]);
		expect(requests.filter((request) => !request.startsWith(address))).toEqual([]);
		await page.context().close();
		server.close();
	});

	test("the first load weighs at most 250 kB", async ({ skip }) => {
		if (browser === undefined) return skip();
		expect(firstLoad(hostedPage(material, await hostedScripts()))).toBeLessThanOrEqual(250_000);
	});
});
