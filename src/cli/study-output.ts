import { join } from "node:path";
import type { StudyCard } from "../node/study-folder.ts";
import type { SensitivitySummary, StudySummary } from "../population/study-summary.ts";
import type { ReportFigure } from "../report/html-page.ts";
import { result, say } from "./speak.ts";

/** What a study found. */
export interface Found {
	readonly summary: StudySummary;
	/** Null when the study has no sensitivity plan. */
	readonly sensitivity: SensitivitySummary | null;
}

/** Says which outcomes nobody has: their columns are empty. */
function sayUnknown({ cells, failures }: StudySummary): void {
	if (failures.count > 0) say(`warning: ${failures.count} runs failed and are left out; the first: ${failures.first[0]!.why}`);
	for (const [i, { name }] of (cells[0]?.outcomes ?? []).entries())
		if (cells.every(({ outcomes }) => outcomes[i]!.patients === 0)) say(`warning: ${name} is unknown in every patient`);
}

/** Prints what a study found: its tables, or all of it as JSON. */
export async function printStudy({ summary, sensitivity }: Found, format: string): Promise<void> {
	sayUnknown(summary);
	if (format === "json") {
		result(JSON.stringify(sensitivity === null ? summary : { ...summary, sensitivity }, null, "\t"));
		return;
	}
	const [{ sensitivityTable, studyTable }, { paintFor }] = await Promise.all([import("../report/study-table.ts"), import("./paint.ts")]);
	const options = { paint: paintFor(process.stdout), ...(process.stdout.columns ? { width: process.stdout.columns } : {}) };
	result(studyTable(summary, options).join("\n"));
	if (sensitivity !== null) result(["", ...sensitivityTable(sensitivity, options)].join("\n"));
}

/** Writes figures and a page about a study beside its tables, and what its sensitivity plan found. */
export async function writeStudyPages(folder: string, { summary, sensitivity }: Found, card: StudyCard): Promise<void> {
	const [
		{ drawFigures },
		{ giveBack },
		{ sensitivityFigures, studyFigures, studyFiguresFor },
		{ sensitivityHtml, studyHtml },
		{ interDataUris },
		{ writeFiles },
	] = await Promise.all([
		import("../node/draw-figures.ts"),
		import("./memory.ts"),
		import("../figures/study-figures.ts"),
		import("../report/study-html.ts"),
		import("../node/fonts.ts"),
		import("../node/write-files.ts"),
	]);
	const fonts = interDataUris();
	const parts = {
		version: card.version,
		fonts,
		provenance: [
			["study", `${card.file} (sha256 ${card.text_sha256.slice(0, 12)}…)`],
			["everything that decides the results", `sha256 ${card.study.slice(0, 12)}…`],
			["patients and seed", `${card.head.patients} in each cell, seed ${card.head.seed}`],
		] as const,
	};
	const files = new Map<string, string | Uint8Array>();
	const figures: ReportFigure[] = [];
	const warnings: string[] = [];
	for (const name of studyFiguresFor(summary)) {
		const drawn = await drawFigures([{ ...studyFigures[name], name, spec: studyFigures[name].spec(summary) }]);
		for (const [path, file] of drawn.files) files.set(path, file);
		figures.push(...drawn.figures);
		warnings.push(...drawn.warnings);
		// The pixels of a large figure are 30 MB, and the engine knows nothing of them.
		giveBack();
	}
	files.set("report.html", studyHtml(summary, { ...parts, figures }));
	if (sensitivity !== null) {
		const { tornado } = sensitivityFigures;
		const shown = tornado.has(sensitivity) ? [{ ...tornado, name: "tornado", spec: tornado.spec(sensitivity) }] : [];
		const decided = await drawFigures(shown);
		for (const [path, file] of decided.files) files.set(path, file);
		files.set("sensitivity.json", `${JSON.stringify(sensitivity, null, "\t")}\n`);
		files.set("sensitivity.html", sensitivityHtml(sensitivity, { ...parts, figures: decided.figures }));
		warnings.push(...decided.warnings);
	}
	for (const warning of warnings) say(warning);
	writeFiles(folder, files);
	say(`wrote ${join(folder, "report.html")}, outcomes.parquet and the figures beside them`);
}
