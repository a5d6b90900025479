import { expect, test } from "vitest";
import { readYaml } from "../../src/input/located-yaml.ts";
import { InputError } from "../../src/input/problem.ts";
import { kindOf, readAs } from "../../src/node/kind-of-file.ts";

const kind = (text: string) => kindOf(readYaml(text, "file.yaml"));

test("a file is known by its keys", () => {
	expect(kind("about: A.\npatients: 3\nuntil: 3 day")).toBe("study");
	expect(kind("about: A.\nrules: []")).toBe("protocol");
	expect(kind("extends: [fever, breathing]")).toBe("protocol");
	expect(kind("extends: p4\nwithout: [a rule]")).toBe("protocol");
	expect(kind("about: A.\npatient: { weight: 70 kg }")).toBe("scenario");
	expect(kind("about: A.")).toBe("scenario");
});

test("a file that cannot be read as what is needed, and can only be something else, is called by its name", () => {
	const refused = (text: string) => () =>
		readAs("scenario", { text, file: "file.yaml" }, () => {
			throw new InputError([{ file: "file.yaml", line: 1, column: 1, key: "", message: "its own problem" }]);
		});
	expect(refused("outcomes: {}")).toThrow("this is a study, not a scenario");
	expect(refused("rules: []")).toThrow("this is a protocol, not a scenario");
	expect(refused("without: [fludarabne]")).toThrow("its own problem");
	expect(readAs("study", { text: "until: 3 day", file: "file.yaml" }, () => "a study by what it extends")).toBe(
		"a study by what it extends",
	);
});
