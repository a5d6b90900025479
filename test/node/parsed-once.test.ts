import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/input/located-yaml.ts";
import { yamlReader } from "../../src/input/yaml-reader.ts";
import { home } from "../../src/node/model-files.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { loadStudy } from "../../src/node/study-files.ts";

/** How often each file was parsed by what a process reads. */
function counted() {
	const times = new Map<string, number>();
	const models = modelsAtHand(
		undefined,
		yamlReader((text, file) => {
			times.set(file, (times.get(file) ?? 0) + 1);
			return readYaml(text, file);
		}),
	);
	return { times, models };
}

describe("each text is parsed once", () => {
	test("in a study of many cells, whose protocol, model and standing orders all of them share", () => {
		const { times, models } = counted();
		const { study } = loadStudy(join(home, "scenarios/studies/tocilizumab-timing.yaml"), models);
		expect(study.cells.length).toBeGreaterThan(10);
		expect([...times].filter(([, count]) => count > 1)).toEqual([]);
		for (const part of ["tocilizumab-timing.yaml", "model.yaml", "modules/brain.yaml", "protocols/", "treatments/tocilizumab.yaml"])
			expect([part, [...times.keys()].some((file) => file.includes(part))]).toEqual([part, true]);
	});

	test("and by a second study that follows in the same process, only what is new", () => {
		const { times, models } = counted();
		const load = (name: string) => loadStudy(join(home, `scenarios/studies/${name}.yaml`), models);
		load("tocilizumab-timing");
		const before = new Set(times.keys());
		load("anakinra-prophylaxis");
		const added = [...times.keys()].filter((file) => !before.has(file));
		expect(added.filter((file) => file.includes("/models/") || file.startsWith("models/"))).toEqual([]);
		expect([...times].filter(([, count]) => count > 1)).toEqual([]);
	});

	test("but a text that has changed is read anew", () => {
		const yaml = yamlReader();
		expect(yaml("a: 1", "x.yaml")).toBe(yaml("a: 1", "x.yaml"));
		expect(yaml("a: 2", "x.yaml").value).toEqual({ a: 2 });
		expect(yaml("a: 1", "y.yaml").file).toBe("y.yaml");
	});
});
