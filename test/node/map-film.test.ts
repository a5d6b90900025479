import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compare } from "../../src/node/compare-scenarios.ts";

const folder = mkdtempSync(join(tmpdir(), "crsim-film-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [without, withIt] = ["demonstration-without-tocilizumab", "demonstration"];

let film = "";
let warnings: readonly string[] = [];
beforeAll(async () => {
	const made = await compare([without!, withIt!], { out: folder, plots: [], animate: true, days: "0-40" });
	film = readFileSync(join(folder, "plots", "map.svg"), "utf8");
	warnings = made.warnings;
});

const words = (svg: string): readonly string[] => [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text!.trim());
/** What stands there where nothing moves. */
const stillWords = () => [...film.matchAll(/<g class="turn [^"]* still">(.*?)<\/g>/g)].flatMap(([, shown]) => words(shown!));

describe("the maps of two courses, moving", () => {
	test("each course has its letter, its title and a map of its own", () => {
		expect(words(film)).toEqual(expect.arrayContaining(["A", "B"]));
		expect(film.match(/>Tissue and organs</g)).toHaveLength(2);
	});

	test("one clock stands for both", () => {
		expect(words(film).filter((text) => text === "Day 0.0")).toHaveLength(1);
	});

	test("where nothing moves, the hour of the worst grade of both is seen", () => {
		expect(stillWords()).toEqual(expect.arrayContaining(["Day 3.8", "CRS grade 3", "CRS none"]));
	});

	test("every turn that an element takes is written as keyframes", () => {
		const taken = new Set([...film.matchAll(/class="turn (t\d+-\d+)/g)].map(([, name]) => name!));
		const written = new Set([...film.matchAll(/@keyframes (t\d+-\d+)/g)].map(([, name]) => name!));
		expect(taken.size).toBeGreaterThan(10);
		expect(taken).toEqual(written);
	});

	test("days beyond the longest run are said, and not in the film", () => {
		expect(warnings).toEqual(["days 0 to 40: the longest run goes from day -6 to day 15; days 0 to 15 are drawn"]);
		expect(words(film)).toContain("Day 15.0");
		expect(words(film).filter((text) => /^Day (1[6-9]|[2-9]\d)/.test(text))).toEqual([]);
	});
});
