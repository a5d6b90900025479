import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { endpointsCsv, endpointsMetadata } from "../exchange/endpoints-csv.ts";
import { type FigureSize, sheetOf } from "../figures/sheet.ts";
import { trialFigures } from "../figures/trial-figures.ts";
import { InputError } from "../input/problem.ts";
import { trialsHtml } from "../report/trials-html.ts";
import { verdicts } from "../trial/prediction.ts";
import type { EndpointResult, TrialResult, TrialsResult } from "../trial/result.ts";
import { drawFigures } from "./draw-figures.ts";
import { interDataUris } from "./fonts.ts";
import { json } from "./json-text.ts";
import { version } from "./program.ts";
import { readText } from "./read-text.ts";
import { type Overwriting, writeResultFolder } from "./result-folder.ts";

/** Where the numbers of trials stand in their folder. */
const resultFile = "trials.json";

const provenanceOf = ({ model, patients, seed, sets, changes }: TrialsResult) =>
	[
		["model", `${model.name} (sha256 ${model.sha256.slice(0, 12)}…)`],
		["patients and seed", `${patients} virtual patients of each trial, seed ${seed}`],
		["sets of parameters", sets === 1 ? "those of the model" : `${sets}`],
		...Object.entries(changes).map(([name, value]) => [`changed: ${name}`, value] as const),
	] as const;

/**
 * Writes what was found of trials: `trials.json`, `endpoints.csv` with its metadata, the figures and a page. What stood there of an earlier call goes; the
 * patients under `runs` stay. Gives what the drawing of figures had to say.
 */
export async function writeTrials(
	folder: string,
	{ found, before, size }: { readonly found: TrialsResult; readonly before: TrialsResult | null; readonly size?: FigureSize | undefined },
	overwriting: Overwriting,
): Promise<readonly string[]> {
	const drawn = await drawFigures(trialFigures(found, sheetOf(size)), { size, advice: "read it in the report" });
	const parts = { version: version(), fonts: interDataUris(), provenance: provenanceOf(found), figures: drawn.figures, before };
	const files = new Map<string, string | Uint8Array>([
		[resultFile, json(found)],
		["endpoints.csv", endpointsCsv(found)],
		["endpoints.csv-metadata.json", json(endpointsMetadata())],
		["report.html", trialsHtml(found, parts)],
		...drawn.files,
	]);
	writeResultFolder(folder, files, overwriting);
	return drawn.warnings;
}

function refuse(file: string, message: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: "--against", message, hint: "name a folder that crsim trial --out has written" }]);
}

const isText = (value: unknown): boolean => typeof value === "string";
const areNumbers = (values: unknown, count: number): boolean =>
	Array.isArray(values) && values.length === count && values.every(Number.isFinite);

function isEndpoint(value: unknown): boolean {
	const { name, unit, verdict, seen, prediction } = (value ?? {}) as Partial<EndpointResult>;
	const isPredicted = prediction === null || (Number.isFinite(prediction?.value) && areNumbers(prediction?.interval, 2));
	return isText(name) && isText(unit) && isText(seen?.kind) && verdicts.some((one) => one === verdict) && isPredicted;
}

function isTrial(value: unknown): boolean {
	const { name, endpoints } = (value ?? {}) as Partial<TrialResult>;
	return isText(name) && Array.isArray(endpoints) && endpoints.every(isEndpoint);
}

/** The results of an earlier call: its folder, or its `trials.json`. Throws an InputError where there are none. */
export function resultsIn(place: string): TrialsResult {
	const file = existsSync(place) && statSync(place).isDirectory() ? join(place, resultFile) : place;
	if (!existsSync(file)) refuse(file, "there are no results of trials");
	const text = readText(file);
	try {
		const found = JSON.parse(text) as Partial<TrialsResult>;
		const isWhole = typeof found.model?.sha256 === "string" && Array.isArray(found.trials) && found.trials.every(isTrial);
		if (isWhole) return found as TrialsResult;
	} catch {
		// What is no JSON is no result either.
	}
	return refuse(file, "this file holds no results of trials, or was cut short");
}
