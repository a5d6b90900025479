import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { home, modelTextsAtHand } from "../../src/node/model-files.ts";
import { aFolder } from "../cli/crsim.ts";
import { told } from "../support/a-scenario.ts";

const place = aFolder();
mkdirSync(join(place, "my-models", "sketch"), { recursive: true });
writeFileSync(join(place, "my-models", "sketch", "model.yaml"), "about: A sketch.\n");
mkdirSync(join(place, "empty"));
writeFileSync(join(place, "models.txt"), "");
symlinkSync(join(place, "nowhere"), join(place, "dangling"));
symlinkSync(join(place, "my-models"), join(place, "linked"));

test.each([
	["my-modles", /there is no such folder \| Did you mean ".*my-models"\?/],
	["no-such-folder-at-all", /there is no such folder \| a folder of models has/],
	["models.txt", /expected a folder of models, found a file/],
	["dangling", /this link leads nowhere/],
	["empty", /there is no model in this folder/],
	["my-models/sketch", /this is the folder of one model \| name the folder that contains it: ".*my-models"/],
])("--models %s is refused, since another model would be run without a word", (name, expected) => {
	const found = told(() => modelTextsAtHand(join(place, name)));
	expect(found).toHaveLength(1);
	expect(found[0]).toMatch(expected);
});

test("a folder of models stands before those that come along, also behind a link", () => {
	for (const name of ["my-models", "linked"]) expect([...modelTextsAtHand(join(place, name)).keys()]).toContain("sketch");
});

test("a page that is a link to nowhere is told by its name", () => {
	const models = join(aFolder(), "models");
	cpSync(join(home, "models/checkpoint-inhibitor"), join(models, "mine"), { recursive: true });
	symlinkSync("nowhere.yaml", join(models, "mine/modules/lost.yaml"));
	expect(told(() => modelTextsAtHand(models).get("mine"))[0]).toMatch(/there is no such file \| it is a link that leads nowhere/);
});
