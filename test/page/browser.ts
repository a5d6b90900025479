import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { skipped } from "../support/skipped.ts";

const places = [process.env["CHROME_PATH"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is: as the machine has it, or as the package brings it; undefined where there is none. */
async function chromiumPath(): Promise<string | undefined> {
	const own = places.find((path) => path !== undefined && existsSync(path));
	if (own !== undefined) return own;
	try {
		const { default: packed } = await import("@sparticuz/chromium");
		return await packed.executablePath();
	} catch {
		return undefined;
	}
}

const quiet = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** A browser, or undefined, and a loud line at the end of all tests, where there is none. */
export async function aBrowser(): Promise<Browser | undefined> {
	const executablePath = await chromiumPath();
	const browser = executablePath && (await chromium.launch({ executablePath, args: quiet, headless: true }).catch(() => undefined));
	if (browser) return browser;
	skipped("the live page was not opened: no Chromium starts here (apt-get install chromium, or set CHROME_PATH)");
	return undefined;
}

/** A page with all that it asked for and complained of. */
export interface Watched {
	readonly page: Page;
	/** Addresses of requests, the page itself aside. */
	readonly requests: string[];
	/** Errors, warnings and what the policy refused. */
	readonly complaints: string[];
}

/** Opens an address, with the network cut unless told otherwise, and notes all that it tries. */
export async function watched(
	browser: Browser,
	address: string,
	size = { width: 1280, height: 900 },
	network: "cut" | "on" = "cut",
): Promise<Watched> {
	const context = await browser.newContext({ offline: network === "cut", viewport: size });
	const page = await context.newPage();
	// A busy machine starves the browser more than the test that waits for it.
	page.setDefaultTimeout(120_000);
	const requests: string[] = [];
	const complaints: string[] = [];
	page.on("request", (request) => {
		if (!/^(?:blob|data):/.test(request.url()) && request.url() !== address.replace(/#.*/, "")) requests.push(request.url());
	});
	page.on("pageerror", (error) => complaints.push(error.message));
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
	});
	await page.goto(address);
	return { page, requests, complaints };
}

/** Gives what measures the memory that is in use after all garbage has gone: of a page, and of each of its workers. Bytes. */
export async function heapsOf(page: Page): Promise<() => Promise<readonly number[]>> {
	const session = await page.context().newCDPSession(page);
	const workers: string[] = [];
	const waiting = new Map<string, (result: { readonly usedSize: number }) => void>();
	session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
		if (targetInfo.type === "worker") workers.push(sessionId);
	});
	session.on("Target.receivedMessageFromTarget", ({ sessionId, message }) => {
		const { id, result } = JSON.parse(message) as { readonly id?: number; readonly result?: { readonly usedSize: number } };
		if (id !== undefined && result) waiting.get(`${sessionId} ${id}`)?.(result);
	});
	await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
	let next = 0;
	const ask = (sessionId: string, method: string): Promise<{ readonly usedSize: number }> =>
		new Promise((tell) => {
			const id = next++;
			waiting.set(`${sessionId} ${id}`, tell);
			void session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
		});
	return async () => {
		await session.send("HeapProfiler.collectGarbage");
		const sizes = [(await session.send("Runtime.getHeapUsage")).usedSize];
		for (const worker of workers) {
			await ask(worker, "HeapProfiler.collectGarbage");
			sizes.push((await ask(worker, "Runtime.getHeapUsage")).usedSize);
		}
		return sizes;
	};
}
