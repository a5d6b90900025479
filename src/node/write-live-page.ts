// npm run page: the live page with all shipped scenarios and lessons, as a folder for any static host.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { explorePage } from "./explore.ts";
import { home } from "./model-files.ts";
import { hostedPage } from "./page-html.ts";
import { hostedScripts } from "./page-scripts.ts";
import { writeFiles } from "./write-files.ts";

const folder = join(home, "dist", "live-page");
const example = readFileSync(join(home, "src/page/example/example.html"), "utf8");
const files = hostedPage(await explorePage(undefined), await hostedScripts());
writeFiles(folder, new Map([...files, ["example.html", example]]));
process.stdout.write("wrote dist/live-page: put its files on any host; index.html is the page, example.html embeds parts of it\n");
