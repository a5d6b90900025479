import { existsSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { type ShownColumn, shownColumns } from "../chart/charting.ts";
import type { Formulary } from "../chart/formulary.ts";
import { chartOfRecord, isRecord } from "../exchange/fhir/chart-of-record.ts";
import type { GradeInput } from "../exchange/graded.ts";
import type { RunTexts } from "../exchange/read-run-folder.ts";
import { InputError } from "../input/problem.ts";
import { codesAtHand } from "./codes-file.ts";
import { decodeText } from "./decode-text.ts";
import { modelNames } from "./model-files.ts";
import { readRegular } from "./read-regular.ts";
import { modelsAtHand } from "./scenario-files.ts";

const largestFile = 100_000_000;

/** Opens a run folder, a chart (`.csv`), records (`.json`, `.yaml`) or a record of FHIR. Throws an InputError that names the reason why not. */
export function openGradeInput(path: string): GradeInput {
	const name = basename(resolve(path));
	if (existsSync(path) && statSync(path).isDirectory()) return { kind: "run", name, texts: runTexts(path) };
	const text = readInput(path, "give a folder of crsim run --out, a chart.csv or records.json");
	if (isRecord(text)) return { kind: "chart", name, ...chartOfRecord(text, { file: path, codes: codesAtHand() }) };
	const ending = extname(path).toLowerCase();
	const listed = [".json", ".yaml", ".yml"].includes(ending) || (![".csv", ".tsv", ".txt"].includes(ending) && /^\s*\[/.test(text));
	return { kind: listed ? "records" : "chart", name, text };
}

/** A chart or records as a text. */
export function gradeInputOfText(text: string): GradeInput {
	if (isRecord(text)) return { kind: "chart", name: "record", ...chartOfRecord(text, { file: "record", codes: codesAtHand() }) };
	const kind = /^\s*[[{]/.test(text) ? "records" : "chart";
	return { kind, name: kind, text };
}

const readInput = (file: string, hint: string): string => decodeText(readRegular(file, { most: largestFile, hint }));

function runTexts(folder: string): RunTexts {
	const hint = "a run folder is what crsim run --out writes: trajectory.csv, events.csv and summary.json";
	const part = (name: string) => ({ text: readInput(join(folder, name), hint), file: join(folder, name) });
	const summary = join(folder, "summary.json");
	return { trajectory: part("trajectory.csv"), events: part("events.csv"), ...(existsSync(summary) ? { summary: parsed(summary) } : {}) };
}

function parsed(file: string): unknown {
	try {
		return JSON.parse(readRegular(file, { most: largestFile }).toString("utf8"));
	} catch (error) {
		if (error instanceof InputError) throw error;
		const message = `not JSON: ${(error as Error).message}`;
		throw new InputError([{ file, line: 1, column: 1, key: "", message, hint: "write the folder again with crsim run --out" }]);
	}
}

/** What a chart or a record may name. */
export interface ChartNames {
	readonly formulary: Formulary;
	readonly shown: readonly ShownColumn[];
}

/** Every treatment that a chart or a record may name, and what charts may hold beside: of the models that come with the program, and of a person's own, which go before. */
export function chartNamesAtHand(models?: string): ChartNames {
	const libraries = modelsAtHand(models);
	const own = models === undefined ? [] : modelNames(models);
	const names = [...[...libraries.keys()].filter((name) => !own.includes(name)).reverse(), ...own];
	const all = names.map((name) => libraries.get(name)!);
	const shown = all.flatMap(({ charting, bind }) => shownColumns(charting, bind));
	return {
		formulary: Object.assign({}, ...all.map(({ formulary }) => formulary)),
		shown: [...new Map(shown.map((one) => [one.name, one])).values()],
	};
}
