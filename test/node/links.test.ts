import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { aFolder, crsim } from "../cli/crsim.ts";

let cwd = "";
let secret = "";

beforeEach(() => {
	cwd = aFolder();
	secret = join(aFolder(), "secret.yaml");
	writeFileSync(secret, "about: my password is swordfish\nrules: []\n");
});

const written = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const check = (...words: readonly string[]) => crsim(["check", ...words], { cwd });

/** It is refused, and nothing of what the link leads to is shown. */
async function expectRefusal(said: ReturnType<typeof check>, words: RegExp) {
	const { status, stdout, stderr } = await said;
	expect(stdout + stderr).toMatch(words);
	expect(stdout + stderr).not.toContain("swordfish");
	expect(status).toBe(1);
}

describe("a link that leads out of the folder", () => {
	test("is not followed by extends:", async () => {
		symlinkSync(secret, join(cwd, "base.yaml"));
		written("a.yaml", "about: x\nextends: base.yaml\n");
		await expectRefusal(check("a.yaml"), /a\.yaml:2:10 {2}extends/);
	});

	test("is not followed by care:", async () => {
		mkdirSync(join(cwd, "protocols"));
		symlinkSync(secret, join(cwd, "protocols/own.yaml"));
		written("a.yaml", "about: x\ncare: own\n");
		await expectRefusal(check("a.yaml"), /a\.yaml:2:7 {2}care/);
	});

	test.each(["modules/fever.yaml", "treatments/anakinra.yaml"])("is not followed in a model of one's own: %s", async (path) => {
		const model = join(cwd, "models/mine");
		cpSync(join(home, "models/cart-crs"), model, { recursive: true });
		renameSync(join(model, path), join(model, `${path}.before`));
		symlinkSync(secret, join(model, path));
		written("a.yaml", "about: x\nmodel: mine\n");
		await expectRefusal(check("a.yaml", "--models", "models"), /this link leads out of the folder of the model/);
	});
});

describe("a link inside the folder", () => {
	test("of a model is as good as the file", async () => {
		const model = join(cwd, "models/mine");
		cpSync(join(home, "models/cart-crs"), model, { recursive: true });
		renameSync(join(model, "modules/fever.yaml"), join(model, "fever.txt"));
		symlinkSync("../fever.txt", join(model, "modules/fever.yaml"));
		written("a.yaml", "about: x\nmodel: mine\n");
		expect(await check("a.yaml", "--models", "models")).toMatchObject({ status: 0, stdout: "a.yaml: good (x)\n" });
	});

	test("to the folder above does not go round for ever", async () => {
		const model = join(cwd, "models/mine");
		cpSync(join(home, "models/checkpoint-inhibitor"), model, { recursive: true });
		symlinkSync("..", join(model, "modules/again"));
		expect((await crsim(["list", "models", "--models", "models"], { cwd })).status).toBe(0);
	});
});
