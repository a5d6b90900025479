// The first script of a page in one file: it unpacks the main one, which the policy of the page knows by its sum.
import { pageStore } from "./page-store.ts";
import { sayTrouble } from "./say-trouble.ts";

async function start(): Promise<void> {
	const script = document.createElement("script");
	script.textContent = await pageStore(document).text("main");
	document.body.append(script);
}

start().catch(sayTrouble);
