import { describe, expect, test } from "vitest";
import { type Given, problemsIn, readScenario, told } from "../support/a-scenario.ts";

const files: Readonly<Record<string, string>> = {
	"base.yaml":
		"about: Base.\nmodel: tiny\npatient: { weight: 50 kg, age: 30 year }\nset: { gain: 3 /h }\nuntil: 10 day\ntreatments:\n  - { give: drug, at: 1 h }\n",
	"middle.yaml": "about: Middle.\nextends: base.yaml\npatient: { age: 40 year }\n",
	"ring-a.yaml": "about: A.\nextends: ring-b.yaml\n",
	"ring-b.yaml": "about: B.\nextends: ring-a.yaml\n",
	"bad.yaml": "about: Bad.\nmodel: tiny\npatient: { wieght: 50 kg }\n",
	"list.yaml": "- 1\n",
	"broken.yaml": "about: [\n",
	...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`deep${i}.yaml`, `about: Deep.\nextends: deep${i + 1}.yaml\n`])),
};
const given: Given = { open: (name) => files[name], file: "dir/s.yaml" };
const over = (base: string, lines = "") => readScenario(`about: Top.\nextends: ${base}\n${lines}`, given);

describe("laws", () => {
	test("keys that are not written are those of the base", () => {
		const scenario = over("base.yaml");
		expect(scenario).toMatchObject({ title: "Top", until: 240, model: "tiny", file: "dir/s.yaml" });
		expect(scenario.patient.covariates).toEqual({ weight: 50, age: 30 });
		expect(scenario.orders.map((order) => order.treatment)).toEqual(["drug"]);
	});

	test("patient and set are laid over key by key, every other key as a whole", () => {
		const scenario = over("base.yaml", "patient: { age: 60 year }\ntreatments: [{ give: pool, at: 2 h }]\nset: { fever_height: 3 degC }");
		expect(scenario.patient.covariates).toEqual({ weight: 50, age: 60 });
		expect(scenario.orders.map((order) => order.treatment)).toEqual(["pool"]);
		expect(scenario.flat.parameters.filter((one) => ["gain", "fever_height"].includes(one.name)).map((one) => one.value)).toEqual([3, 3]);
	});

	test("a base may have a base of its own", () => {
		expect(over("middle.yaml").patient.covariates).toEqual({ weight: 50, age: 40 });
	});
});

describe("bad bases", () => {
	test.each(["../x.yaml", "/etc/passwd", "..", ".", "~root", "sub/x.yaml", '"C:\\\\x"', '"..\\\\x"'])(
		"%s leaves the folder and is refused",
		(name) => {
			expect(told(() => over(name))).toEqual([expect.stringMatching(/^2:10 extends \| ".*" leaves the scenario's folder/)]);
		},
	);

	test("a missing file is refused", () => {
		expect(told(() => over("nope.yaml"))).toEqual([
			'2:10 extends | there is no file "nope.yaml" in the scenario\'s folder | check its spelling',
		]);
	});

	test.each(["5", "[a]", "", "{ a: 1 }"])("the name %j is no name of a file", (name) => {
		expect(told(() => over(name))).toEqual([expect.stringContaining("extends | expected the name of a file")]);
	});

	test("a circle is refused, and named", () => {
		expect(told(() => over("ring-a.yaml"))).toEqual([
			expect.stringContaining("dir/s.yaml -> dir/ring-a.yaml -> dir/ring-b.yaml -> dir/ring-a.yaml"),
		]);
		expect(told(() => over("s.yaml"))).toEqual([expect.stringContaining("dir/s.yaml -> dir/s.yaml")]);
	});

	test("too many layers are refused", () => {
		expect(told(() => over("deep0.yaml"))).toEqual([expect.stringContaining("more than 8 files extend each other")]);
	});

	test("a problem is told at the file in which its key really stands", () => {
		const places = problemsIn(() => over("bad.yaml", "patient: { age: 3 mg }\nuntil: 3 mg")).map(({ file, line, column, key }) => [
			file,
			line,
			column,
			key,
		]);
		expect(places.toSorted()).toEqual([
			["dir/bad.yaml", 3, 12, "patient.wieght"],
			["dir/s.yaml", 3, 17, "patient.age"],
			["dir/s.yaml", 4, 8, "until"],
		]);
	});

	test("a base that is no scenario is refused at its own place", () => {
		for (const name of ["list.yaml", "broken.yaml"]) {
			const problems = problemsIn(() => over(name));
			expect(problems.length).toBeGreaterThan(0);
			for (const problem of problems) expect(problem.file).toBe(`dir/${name}`);
		}
	});
});
