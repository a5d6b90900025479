// The last step of npm run build: says beside the built code what it was built from.
import { join } from "node:path";
import { home } from "./model-files.ts";
import { buildFile, hashOfSources } from "./program.ts";
import { writeFiles } from "./write-files.ts";

writeFiles(join(home, "dist"), new Map([[buildFile, `${JSON.stringify({ code: hashOfSources() })}\n`]]));
