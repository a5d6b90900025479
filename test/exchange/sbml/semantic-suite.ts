import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readZip } from "./read-zip.ts";

/** Where the SBML semantic test suite lies, beside the project or as a variable says; it is read there and never copied. */
const place = process.env["SBML_SEMANTIC_SUITE"] ?? fileURLToPath(new URL("../../../../shared/suites/sbml-semantic.zip", import.meta.url));

/** One case of the suite. */
export interface SuiteCase {
	readonly id: string;
	readonly sbml: string;
	readonly tags: readonly string[];
	readonly packages: boolean;
	/** Which of equal events comes first is left to chance. */
	readonly isRandom: boolean;
	readonly start: number;
	readonly duration: number;
	readonly steps: number;
	readonly absolute: number;
	readonly relative: number;
	/** Variables that are told as amounts, and as concentrations. */
	readonly amount: readonly string[];
	readonly concentration: readonly string[];
	/** Columns, `time` first. */
	readonly expected: ReadonlyMap<string, readonly number[]>;
}

const words = (text = "") =>
	text
		.split(",")
		.map((word) => word.trim())
		.filter(Boolean);

const fieldsOf = (text: string) =>
	new Map(
		text.split(/\r?\n/).flatMap((line) => {
			const at = line.indexOf(":");
			return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
		}),
	);

function columnsOf(csv: string): Map<string, number[]> {
	const [head = "", ...lines] = csv.trim().split(/\r?\n/);
	const rows = lines.map((line) =>
		line.split(",").map((cell) => (/^-?inf/i.test(cell.trim()) ? Number(`${cell.trim()[0] === "-" ? "-" : ""}Infinity`) : Number(cell))),
	);
	return new Map(head.split(",").map((name, i) => [name.trim().replace(/^"|"$/g, ""), rows.map((row) => row[i] ?? Number.NaN)]));
}

/** Whether the suite is at hand. */
export const suiteIsHere: boolean = existsSync(place);

/** The cases of the suite that are simulated over time, in their order. */
export function suiteCases(): SuiteCase[] {
	const files = readZip(readFileSync(place));
	const byCase = new Map<string, string[]>();
	for (const path of files.keys()) {
		const id = /\/(\d{5})-[^/]*$/.exec(path)?.[1];
		if (id !== undefined) byCase.set(id, [...(byCase.get(id) ?? []), path]);
	}
	return [...byCase].sort().flatMap(([id, paths]) => caseOf(id, (end) => files.get(paths.find((path) => end.test(path)) ?? "")?.() ?? ""));
}

function caseOf(id: string, textOf: (end: RegExp) => string): SuiteCase[] {
	const [settings, tags] = [textOf(/-settings\.txt$/), textOf(/-tags\.txt$/)].map(fieldsOf) as [Map<string, string>, Map<string, string>];
	if (!/TimeCourse/.test(tags.get("testType") ?? "")) return [];
	const number = (key: string) => Number(settings.get(key));
	return [
		{
			id,
			sbml: textOf(/\.xml$/),
			tags: [...words(tags.get("componentTags")), ...words(tags.get("testTags"))],
			packages: words(tags.get("packagesPresent")).length > 0,
			isRandom: /RandomEventExecution/.test(tags.get("testTags") ?? "") || /STOCHASTIC TEST/.test(tags.get("synopsis") ?? ""),
			start: number("start"),
			duration: number("duration"),
			steps: number("steps"),
			absolute: number("absolute"),
			relative: number("relative"),
			amount: words(settings.get("amount")),
			concentration: words(settings.get("concentration")),
			expected: columnsOf(textOf(/-results\.csv$/)),
		},
	];
}
