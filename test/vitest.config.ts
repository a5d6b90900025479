import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { leftOutOfFast, long } from "./support/tiers.ts";

// Tests leave the caches of the person who runs them alone, and nothing behind.
const place = mkdtempSync(join(tmpdir(), "crsim-tests-"));
mkdirSync(join(place, "tmp"));
const skipped = join(place, "skipped");
process.on("exit", () => {
	if (existsSync(skipped)) process.stderr.write(`\n${readFileSync(skipped, "utf8")}\n`);
	rmSync(place, { recursive: true, force: true });
});

export default defineConfig(({ mode }) => ({
	test: {
		root: new URL("..", import.meta.url).pathname,
		include: [mode === "long" ? long : "test/**/*.test.ts"],
		exclude: [...configDefaults.exclude, ...(mode === "fast" ? leftOutOfFast : [])],
		setupFiles: ["test/support/no-leaks.ts", "test/support/one-seed.ts", "test/support/quiet-lit.ts"],
		// Only what hangs ends here: on a busy machine a test may wait long for its turn.
		testTimeout: 300_000,
		hookTimeout: 300_000,
		expect: { poll: { timeout: 30_000 } },
		env: { CRSIM_TESTS: mode, CRSIM_CACHE_DIR: join(place, "cache"), TMPDIR: join(place, "tmp"), CRSIM_TESTS_SKIPPED: skipped },
		// A module is loaded once for each core, not for each file that imports it: no module of ours remembers anything, and no-leaks.ts looks
		// after the rest.
		isolate: false,
		pool: "forks",
		maxWorkers: availableParallelism(),
	},
}));
