// The last step of npm run build: the scripts of the live page, and beside the built code what it was built from.
import { join } from "node:path";
import { home } from "./model-files.ts";
import { builtScripts, bundledScripts } from "./page-scripts.ts";
import { buildFile, hashOfSources } from "./program.ts";
import { writeFiles } from "./write-files.ts";

const scripts = Object.entries(await bundledScripts()).map(([name, script]) => [`${builtScripts}/${name}.js`, script] as const);
writeFiles(join(home, "dist"), new Map([...scripts, [buildFile, `${JSON.stringify({ code: hashOfSources() })}\n`]]));
