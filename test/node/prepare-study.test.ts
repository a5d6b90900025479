import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { prepareStudy } from "../../src/node/prepare-study.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { hashOf, loadStudy } from "../../src/node/study-files.ts";
import { workOf } from "../../src/population/study-work.ts";

let root = "";
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "crsim-test-"));
	vi.stubEnv("CRSIM_CACHE_DIR", join(root, "cache"));
});
afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(root, { recursive: true, force: true });
});

const file = join(home, "scenarios", "studies", "early-or-late-both.yaml");
const kept = () => readdirSync(join(root, "cache", "scenarios")).length;

test("a study that is found again is the study that was read; other patients are another one", async () => {
	const first = await prepareStudy(file, { patients: 20 });
	const again = await prepareStudy(file, { patients: 20 });
	const { study } = loadStudy(file, modelsAtHand(), { patients: 20 });
	expect(again).toEqual(first);
	expect({ study: again.study, sha256: again.sha256 }).toEqual({ study, sha256: hashOf(study, workOf(study)) });
	expect(kept()).toBe(1);
	expect((await prepareStudy(file, { patients: 30 })).study.patients).toBe(30);
	expect(kept()).toBe(2);
});

test("cells with the same equations share their code, also when they are found again", async () => {
	for (const _ of ["read", "found again"]) {
		const { study, work } = await prepareStudy(file);
		const codes = new Set(work.programs.map(({ model }) => model.code));
		expect(work.programs.map(({ title }) => title)).toEqual(study.cells.map(({ plan }) => plan.title));
		expect(codes.size).toBe(new Set(work.programs.map(({ model }) => model.id)).size);
		expect(codes.size).toBeLessThan(study.cells.length);
	}
});
