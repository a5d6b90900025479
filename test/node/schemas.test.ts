import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { schemaFiles } from "../../src/node/schemas.ts";

test.each([...schemaFiles()])("%s is what the validating shapes say (else: npm run schemas)", (path, text) => {
	expect(readFileSync(join(home, path), "utf8")).toBe(text);
});
