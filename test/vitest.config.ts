import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Tests leave the caches of the person who runs them alone, and nothing behind.
const cache = mkdtempSync(join(tmpdir(), "crsim-test-cache-"));
process.on("exit", () => rmSync(cache, { recursive: true, force: true }));

export default defineConfig({
	test: {
		root: new URL("..", import.meta.url).pathname,
		include: ["test/**/*.test.ts"],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		env: { CRSIM_CACHE_DIR: cache },
	},
});
