import { basename } from "node:path";
import { onCommandLine } from "../node/asked.ts";
import { explorePage } from "../node/explore.ts";
import { openInBrowser } from "../node/open-in-browser.ts";
import { singlePage } from "../node/page-html.ts";
import { pageWriter } from "../node/write-page.ts";
import { exitCodes, result, say } from "./speak.ts";

export interface Arguments {
	readonly file: string;
	readonly out?: string | undefined;
	readonly open?: boolean | undefined;
	readonly force: boolean;
	readonly models?: string | undefined;
}

const kilobytes = (text: string): string => `${Math.round(Buffer.byteLength(text) / 1000)} kB`;

export async function explore({ file, out, open, force, models }: Arguments): Promise<number> {
	const path = out ?? `${basename(file).replace(/\.ya?ml$/, "")}.html`;
	const write = pageWriter(path, { force, asked: onCommandLine });
	const page = singlePage(await explorePage(file, models));
	write(page);
	result(`wrote ${path} (${kilobytes(page)}): open it in any browser, without a network`);
	if (open ?? out === undefined) {
		const isOpened = openInBrowser(path);
		if (open === true && !isOpened) say("there is no desktop here to open it on");
	}
	return exitCodes.done;
}
