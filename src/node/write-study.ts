import { join } from "node:path";
import type { FigureSize } from "../figures/sheet.ts";
import { sensitivityFigures } from "../figures/study-figures.ts";
import { studyPages } from "../figures/study-pages.ts";
import type { SensitivitySummary, StudySummary } from "../population/study-summary.ts";
import type { ReportFigure } from "../report/html-page.ts";
import { sensitivityHtml, studyHtml } from "../report/study-html.ts";
import { drawFigures } from "./draw-figures.ts";
import { interDataUris } from "./fonts.ts";
import { json } from "./json-text.ts";
import { addToManifest } from "./result-folder.ts";
import type { StudyCard } from "./study-folder.ts";
import { writeFiles } from "./write-files.ts";
import type { Written } from "./written.ts";

const provenanceOf = (card: StudyCard) =>
	[
		["study", `${card.file} (sha256 ${card.text_sha256.slice(0, 12)}…)`],
		["everything that decides the results", `sha256 ${card.study.slice(0, 12)}…`],
		["patients and seed", `${card.head.patients} in each cell, seed ${card.head.seed}`],
	] as const;

/** How the figures of a study are drawn. */
export interface StudyDrawing {
	readonly size?: FigureSize | undefined;
	/** Called when one is drawn, for whoever counts memory: the pixels of a large one are 30 MB. */
	readonly afterFigure?: () => void;
}

/** Writes figures and a page about a study beside its tables, and what its sensitivity plan found. */
export async function writeStudyPages(
	folder: string,
	{ summary, sensitivity }: { readonly summary: StudySummary; readonly sensitivity: SensitivitySummary | null },
	card: StudyCard,
	{ size, afterFigure = () => {} }: StudyDrawing = {},
): Promise<Written> {
	const sheet = { size, advice: size === "slide" ? "read it in the report" : "take a slide, or the report" };
	const parts = { version: card.version, fonts: interDataUris(), provenance: provenanceOf(card) };
	const files = new Map<string, string | Uint8Array>();
	const figures: ReportFigure[] = [];
	const warnings: string[] = [];
	for (const page of studyPages(summary, { size })) {
		const drawn = await drawFigures([{ ...page, spec: page.spec() }], sheet);
		for (const [path, file] of drawn.files) files.set(path, file);
		figures.push(...drawn.figures);
		warnings.push(...drawn.warnings);
		afterFigure();
	}
	files.set("report.html", studyHtml(summary, { ...parts, figures }));
	if (sensitivity !== null) {
		const { tornado } = sensitivityFigures;
		const shown = tornado.has(sensitivity) ? [{ ...tornado, name: "tornado", spec: tornado.spec(sensitivity) }] : [];
		const decided = await drawFigures(shown, sheet);
		for (const [path, file] of decided.files) files.set(path, file);
		files.set("sensitivity.json", json(sensitivity));
		files.set("sensitivity.html", sensitivityHtml(sensitivity, { ...parts, figures: decided.figures }));
		warnings.push(...decided.warnings);
	}
	writeFiles(folder, files);
	addToManifest(folder, files);
	return { files: [...files.keys()].map((path) => join(folder, path)), warnings, removed: [] };
}
