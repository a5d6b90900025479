import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { galleryOf } from "../../src/node/gallery.ts";
import { home } from "../../src/node/model-files.ts";
import type { Files } from "../../src/node/write-files.ts";
import { aFolder, crsim } from "../cli/crsim.ts";

const names = ["macrophages-make-il6", "hypotension"];

describe("the gallery", () => {
	let files: Files;
	let page: string;
	beforeAll(async () => {
		files = await galleryOf(names, { workers: 1 });
		page = String(files.get("index.html"));
	}, 120_000);

	test("has each figure as a thumbnail that leads to the picture, and nothing that is not in its folder", () => {
		const named = [...page.matchAll(/(?:href|src)="([^"#]+)"/g)].map((match) => match[1]!);
		expect(named).toEqual(names.flatMap((name) => [`plots/${name}.svg`, `plots/${name}.png`]));
		expect(named.filter((path) => !files.has(path))).toEqual([]);
		expect(page).not.toMatch(/<script|https?:/);
	});

	test("says of each what it shows, with its numbers", () => {
		expect(page).toContain("the cells call for it, and macrophages make it.");
		expect(page).toContain("<td>highest interleukin-6</td>");
		expect(page).toContain("never a basis for treating a real patient");
	});

	test("gives commands that make the same figures", async () => {
		const commands = [...page.matchAll(/<code>npx crsim ([^<]+)<\/code>/g)].map((match) => match[1]!.split(" "));
		expect(commands.map(([, name]) => name)).toEqual(names);
		const cwd = aFolder();
		mkdirSync(join(cwd, "out"));
		for (const folder of ["scenarios", "models"]) symlinkSync(join(home, folder), join(cwd, folder));
		const { status, stderr } = await crsim(commands[1]!, { cwd });
		expect({ status, stderr }).toEqual({ status: 0, stderr: "wrote out/hypotension\n" });
	}, 120_000);
});
