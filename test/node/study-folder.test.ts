import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputError } from "../../src/input/problem.ts";
import { blockIn, cardOf, keepBlock, openFolder, sharedCard } from "../../src/node/study-folder.ts";
import { writeResults } from "../../src/node/study-results.ts";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import { headOf } from "../../src/population/study-head.ts";
import { workOf } from "../../src/population/study-work.ts";
import { loader } from "../../src/simulate/engine.ts";
import { aFolder } from "../cli/crsim.ts";
import { aStudy } from "../support/a-study-text.ts";

const study = aStudy("trajectories: { every: 12 h, columns: [wave] }\n");
const card = { study: "a hash", version: "0", file: "study.yaml", text_sha256: "", head: headOf(study) };
const work = workOf(study);
const part = simulatePatients(work, work.programs.map(loader()), { from: 0, count: study.patients });

function aStudyFolder(): string {
	const folder = aFolder();
	openFolder(folder, card);
	keepBlock(folder, card, 0, part);
	return folder;
}

const refusalOf = (work: () => unknown): string => {
	try {
		work();
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ message }) => message).join();
		throw error;
	}
	return "";
};

test("a block comes out as it went in", () => {
	expect(blockIn(aStudyFolder(), card, 0)).toEqual(part);
});

test("a block that was cut off, changed by one letter, or has lost its trajectories is none", () => {
	const spoilt = (file: string, spoil: (bytes: Buffer) => Buffer | undefined) => {
		const folder = aStudyFolder();
		const path = join(folder, "blocks", file);
		const bytes = spoil(readFileSync(path));
		if (bytes) writeFileSync(path, bytes);
		else rmSync(path);
		return [blockIn(folder, card, 0), refusalOf(() => writeResults([folder], folder, card))];
	};
	const oneDigit = (bytes: Buffer) =>
		Buffer.from(
			bytes.toString("latin1").replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
			"latin1",
		);
	const cut = (bytes: Buffer) => bytes.subarray(0, 50);
	const refused = [undefined, "block 0 cannot be read"];
	expect(spoilt("000000.json", cut)).toEqual(refused);
	expect(spoilt("000000.json", oneDigit)).toEqual(refused);
	expect(spoilt("000000.trajectories", cut)).toEqual(refused);
	expect(spoilt("000000.trajectories", () => undefined)).toEqual(refused);
});

test("a block that is spoilt in one folder is taken from the next that has it whole", () => {
	const [spoilt, whole] = [aStudyFolder(), aStudyFolder()];
	writeFileSync(join(spoilt, "blocks", "000000.json"), "{");
	for (const folders of [
		[spoilt, whole],
		[whole, spoilt],
	])
		expect(refusalOf(() => writeResults(folders, aFolder(), card))).toBe("");
	expect(refusalOf(() => writeResults([spoilt, spoilt], spoilt, card))).toBe("block 0 cannot be read");
});

test("a folder whose card is not one holds no study, and is opened anew", () => {
	for (const text of ["{}", "[]", "null", '{"study":"x"}', '{"stu']) {
		const folder = aStudyFolder();
		writeFileSync(join(folder, "study.json"), text);
		expect(refusalOf(() => sharedCard([folder]))).toBe("this folder holds no part of a study");
		openFolder(folder, card);
		expect(cardOf(folder)).toEqual(card);
	}
});

test("a table that cannot be put in its place is told as such", () => {
	const folder = aStudyFolder();
	mkdirSync(join(folder, "outcomes.parquet"));
	expect(refusalOf(() => writeResults([folder], folder, card))).toBe("cannot write: expected a file, found a folder");
});
