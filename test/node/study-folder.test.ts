import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { InputError } from "../../src/input/problem.ts";
import { blockIn, keepBlock, partOf } from "../../src/node/study-blocks.ts";
import { cardOf, openFolder, sharedCard } from "../../src/node/study-folder.ts";
import { writeResults } from "../../src/node/study-results.ts";
import { sweepInto } from "../../src/node/sweep.ts";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import { blocksOf } from "../../src/population/study-blocks.ts";
import { headOf } from "../../src/population/study-head.ts";
import { workOf } from "../../src/population/study-work.ts";
import { loader } from "../../src/simulate/engine.ts";
import { aFolder } from "../cli/crsim.ts";
import { aStudy } from "../support/a-study-text.ts";

const study = aStudy("trajectories: { every: 12 h, columns: [wave] }\n");
const card = { study: "a hash", version: "0", file: "study.yaml", text_sha256: "", head: headOf(study) };
const work = workOf(study);
const range = blocksOf(card.head)[0]!;
const part = simulatePatients(work, work.programs.map(loader()), { from: 0, count: study.patients });

function aStudyFolder(): string {
	const folder = aFolder();
	openFolder(folder, card);
	keepBlock(folder, card, range, part);
	return folder;
}

const refusalOf = async (work: () => unknown): Promise<string> => {
	try {
		await work();
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ message }) => message).join();
		throw error;
	}
	return "";
};

test("a block comes out as it went in", async () => {
	expect(await partOf(blockIn(aStudyFolder(), card, 0)!, card, range)).toEqual(part);
});

/** Changes the last digit of a text, or the byte in the middle of what is no text. */
const oneByte = (bytes: Buffer) => bytes.fill(bytes[bytes.length >> 1]! ^ 1, bytes.length >> 1, (bytes.length >> 1) + 1);
const cut = (bytes: Buffer) => bytes.subarray(0, 50);

test.each([
	["sums/000000.json.gz", cut],
	["sums/000000.json.gz", oneByte],
	["sums/000000.json.gz", (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString("latin1").replace('"finished":12', '"finished":13'))],
	["outcomes/000000.parquet", cut],
	["outcomes/000000.parquet", oneByte],
	["outcomes/000000.parquet", () => undefined],
	["trajectories/000000.parquet", cut],
	["trajectories/000000.parquet", () => undefined],
])("a block that was cut off, changed by one letter, or has lost a table is none: %s, %s", async (file, spoil) => {
	const folder = aStudyFolder();
	const path = join(folder, "blocks", file);
	const bytes = spoil(readFileSync(path));
	if (bytes) writeFileSync(path, bytes);
	else rmSync(path);
	expect(blockIn(folder, card, 0)).toBeUndefined();
	expect(await refusalOf(() => writeResults([folder], folder, card))).toBe("block 0 cannot be read, or lacks some of its 12 patients");
});

test("a block that is spoilt in one folder is taken from the next that has it whole", async () => {
	const [spoilt, whole] = [aStudyFolder(), aStudyFolder()];
	writeFileSync(join(spoilt, "blocks", "sums", "000000.json.gz"), "{");
	for (const folders of [
		[spoilt, whole],
		[whole, spoilt],
	])
		expect(await refusalOf(() => writeResults(folders, aFolder(), card))).toBe("");
	expect(await refusalOf(() => writeResults([spoilt, spoilt], spoilt, card))).toBe(
		"block 0 cannot be read, or lacks some of its 12 patients",
	);
});

test("a card that was changed, cut off or never ours is refused, and not written over unless forced", async () => {
	const sealed = (text: string) => `{"sha256":"${createHash("sha256").update(text).digest("hex")}",${text.slice(1)}`;
	const written = readFileSync(join(aStudyFolder(), "study.json"), "utf8");
	expect(written).toContain('"seed": 1');
	const { head, ...rest } = card;
	const spoilt = [
		written.replace('"seed": 1', '"seed": 2'),
		written.replace('"arm": ""', '"arm": "another"'),
		written.slice(0, 200),
		"{}",
		"[]",
		"null",
		'{"study":"x"}',
		'{"stu',
		// Whole under a seal of its own, but not a card.
		...[{ ...rest }, { ...card, head: { ...head, cells: undefined } }, { head, file: "study.yaml" }].map((one) =>
			sealed(JSON.stringify(one)),
		),
	];
	for (const text of spoilt) {
		const folder = aStudyFolder();
		writeFileSync(join(folder, "study.json"), text);
		for (const work of [() => sharedCard([folder]), () => openFolder(folder, card)])
			expect(await refusalOf(work), text).toContain("this file was changed, cut short, or written by another version");
		expect(readFileSync(join(folder, "study.json"), "utf8")).toBe(text);
		openFolder(folder, card, { force: true });
		expect(cardOf(folder)).toEqual(card);
	}
});

test("files of somebody else in the place of results are refused before anything is run", async () => {
	for (const name of ["report.html", "outcomes.parquet", "plots"]) {
		const folder = aFolder();
		writeFileSync(join(folder, name), "mine");
		expect(await refusalOf(() => openFolder(folder, card))).toBe(`${name} is not a result of crsim, or was changed since`);
		openFolder(folder, card, { force: true });
		expect(cardOf(folder)).toEqual(card);
	}
	const folder = aFolder();
	writeFileSync(join(folder, "notes.txt"), "mine");
	openFolder(folder, card);
	expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
});

test("a table that cannot be put in its place is told as such", async () => {
	const folder = aStudyFolder();
	mkdirSync(join(folder, "outcomes.parquet"));
	expect(await refusalOf(() => writeResults([folder], folder, card))).toBe("cannot write: expected a file, found a folder");
});

test("a study may grow: those who were run before stay, and only the others are run", async () => {
	const grown = aStudy(
		"",
		"about: A study of paper.\nmodel: tiny\nuntil: 2 h\npatients: 5\noutcomes: { hot: duration(temperature > 38 degC) }\n",
	);
	const of = (patients: number) => {
		const more = workOf({ ...grown, patients });
		return { work: more, card: { ...card, head: more.head } };
	};
	const sweep = async (folder: string, patients: number) => {
		const { work: more, card: now } = of(patients);
		const ran: number[] = [];
		const engines = more.programs.map(loader());
		const threads = {
			run: async (task: unknown) => {
				const range = task as { from: number; count: number };
				for (let i = 0; i < range.count; i++) ran.push(range.from + i);
				return simulatePatients(more, engines, range);
			},
			destroy: async () => {},
		};
		const found: number[] = [];
		const shard = { index: 1, of: 1 };
		await sweepInto(folder, more, now, { workers: 1, shard, onProgress: (one) => found.push(one.found), openThreads: () => threads });
		await writeResults([folder], folder, now);
		return { ran: ran.sort((a, b) => a - b), found: found[0] };
	};
	const [whole, growing] = [aFolder(), aFolder()];
	await sweep(whole, 120);
	expect(await sweep(growing, 5)).toEqual({ ran: [0, 1, 2, 3, 4], found: 0 });
	expect((await sweep(growing, 60)).ran).toEqual(Array.from({ length: 55 }, (_, i) => i + 5));
	expect(await sweep(growing, 120)).toEqual({ ran: Array.from({ length: 60 }, (_, i) => i + 60), found: 60 });
	expect((await sweep(growing, 120)).ran).toEqual([]);
	for (const file of ["outcomes.parquet", "summary.json", "manifest.json", "study.json"])
		expect([file, readFileSync(join(growing, file)).equals(readFileSync(join(whole, file)))]).toEqual([file, true]);
	expect(await refusalOf(() => openFolder(growing, of(7).card))).toBe("this folder holds 120 patients of this study already, more than 7");
	// A part with fewer patients beside one with all: the whole block is taken.
	const short = aFolder();
	await sweep(short, 110);
	expect(await refusalOf(() => writeResults([short], short, of(120).card))).toBe(
		"block 1 cannot be read, or lacks some of its 20 patients",
	);
	expect(await refusalOf(() => writeResults([short], short, of(230).card))).toBe("patients 200 to 229 are missing");
	expect(sharedCard([short, growing]).head.patients).toBe(120);
	await writeResults([short, growing], short, sharedCard([short, growing]));
	expect(readFileSync(join(short, "summary.json")).equals(readFileSync(join(whole, "summary.json")))).toBe(true);
});
