import { readFileSync } from "node:fs";
import { join } from "node:path";
import { explorePage } from "../../src/node/explore.ts";
import { home } from "../../src/node/model-files.ts";
import { hostedPage } from "../../src/node/page-html.ts";
import { hostedScripts } from "../../src/node/page-scripts.ts";

/** The page for a host by paths, with the example that embeds parts of it. */
export async function hostedFiles(): Promise<ReadonlyMap<string, string | Uint8Array>> {
	const example = readFileSync(join(home, "src/page/example/example.html"), "utf8");
	return new Map([...hostedPage(await explorePage(undefined), await hostedScripts()), ["example.html", example]]);
}
