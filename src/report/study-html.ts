import { withUnit, written } from "../population/estimate-text.ts";
import type { ProbabilitySummary, SensitivitySummary, StudySummary } from "../population/study-summary.ts";
import {
	armsOf,
	beyondTitle,
	cellName,
	estimateOf,
	measureOf,
	outcomeOf,
	outcomesOf,
	pathTitle,
	patientsSentence,
	titleOf,
} from "../population/study-words.ts";
import { ensembleRows } from "./ensemble-table.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlCard, htmlFigure, htmlPage, htmlProvenance, type PageFonts, type ReportFigure } from "./html-page.ts";
import { htmlTable } from "./html-table.ts";
import { designSentence, differenceRows, outcomeRows, sensitivityRows, studyNotes } from "./study-table.ts";
import type { StudyRows } from "./text-table.ts";

/** What a page about a study is made of, beside the study. */
export interface StudyPageParts {
	readonly figures: readonly ReportFigure[];
	readonly version: string;
	/** Names and texts: the study's file with its hash, the model with its hash, the options. */
	readonly provenance: readonly (readonly [string, string])[];
	readonly fonts?: PageFonts;
}

/**
 * One self-contained HTML page about a study: what was varied, in how many patients, the figures, every number with its interval, and what
 * the numbers are not.
 *
 *     studyHtml(summary, { figures, version, provenance: [["study", "tocilizumab-timing.yaml (sha256 …)"]], fonts })
 */
export const studyHtml = (study: StudySummary, { figures, ...parts }: StudyPageParts): string =>
	page(study.title, {
		...parts,
		body: [
			`<p>${escapeHtml(beyondTitle(study))}</p>`,
			...study.warnings.map((text) => `<p class="warning">${escapeHtml(text)}</p>`),
			...failureWarning(study),
			cards(study),
			...figures.map(htmlFigure),
			"<h2>What was compared</h2>",
			varied(study),
			"<h2>Numbers</h2>",
			...outcomesOf(study).map((outcome) => table(outcomeRows(study, outcome), [1, 2])),
			...(study.differences.length > 0 ? [table(differenceRows(study), [2, 3, 6])] : []),
			...ensembleRows(study).map((rows) => table(rows, [])),
			...studyNotes(study).map((note) => `<p>${escapeHtml(note)}</p>`),
		],
	});

/** The same of a sensitivity analysis. */
export const sensitivityHtml = (summary: SensitivitySummary, { figures, ...parts }: StudyPageParts): string =>
	page(summary.title, {
		...parts,
		body: [
			`<p>${escapeHtml(beyondTitle(summary))}</p>`,
			`<p>${escapeHtml(`What decides ${titleOf(summary.outcome)} (${summary.is}): ${designSentence(summary)}`)}</p>`,
			...figures.map(htmlFigure),
			"<h2>Numbers</h2>",
			table(sensitivityRows(summary), [1, 3, 4, 5]),
		],
	});

const page = (heading: string, { body, provenance, ...parts }: Omit<StudyPageParts, "figures"> & { body: readonly string[] }): string =>
	htmlPage({ heading, ...parts, body: [...body, limits, "<h2>Where this comes from</h2>", htmlProvenance(provenance)] });

const failureWarning = ({ failures, cells }: StudySummary): readonly string[] => {
	if (failures.count === 0) return [];
	const first = failures.first[0];
	const where = first === undefined ? undefined : cells[first.cell];
	const example =
		first === undefined ? "" : ` For example patient ${first.patient}${where === undefined ? "" : `, ${cellName(where)}`}: ${first.why}.`;
	const text = `${failures.count.toLocaleString("en-US")} of the runs failed and are left out.${example}`;
	return [`<p class="warning">${escapeHtml(text)}</p>`];
};

/** The size of the study, and each arm's first probability where there are few. */
const cards = (study: StudySummary): string => {
	const first = outcomesOf(study).find((outcome) => outcome.kind === "probability");
	const arms =
		first === undefined || study.cells.length > 6
			? []
			: study.cells.flatMap((cell) => shareCard(outcomeOf(cell, first.name), cellName(cell)));
	const runs = study.cells.reduce((sum, cell) => sum + cell.finished, 0);
	return `<ul class="cards">${[
		htmlCard("Virtual patients", study.patients.toLocaleString("en-US"), patientsSentence(study)),
		htmlCard(
			"Arms",
			String(armsOf(study).length),
			`${study.cells.length} ${study.cells.length === 1 ? "cell" : "cells"}, ${runs.toLocaleString("en-US")} runs`,
		),
		...arms,
	].join("")}</ul>`;
};

const shareCard = (outcome: ReturnType<typeof outcomeOf>, name: string): readonly string[] => {
	if (outcome?.kind !== "probability") return [];
	const { value, interval, error, unit } = written(estimateOf(outcome), measureOf(outcome));
	return [
		htmlCard(`${titleOf(outcome.name)} · ${name}`, withUnit(value, unit), `95 % interval ${interval}, ± ${error}; ${countText(outcome)}`),
	];
};

const countText = ({ count, patients }: ProbabilitySummary): string =>
	`${count.toLocaleString("en-US")} of ${patients.toLocaleString("en-US")}`;

/** Arms, and every path with its points. */
const varied = (study: StudySummary): string => {
	const points = new Map<string, Set<string>>();
	for (const { path, label } of study.cells.flatMap(({ vary }) => vary)) points.set(path, (points.get(path) ?? new Set()).add(label));
	const rows = [
		...(armsOf(study).length > 1 ? [["arms", armsOf(study).map(titleOf).join(", ")]] : []),
		...[...points].map(([path, labels]) => [pathTitle(path), [...labels].join(", ")]),
		...outcomesOf(study).map(({ name, is, among }) => [`outcome: ${titleOf(name)}`, among === undefined ? is : `${is}, among ${among}`]),
	];
	return htmlTable(["what", "which"], rows);
};

/** A long table opens on request. */
const openRows = 24;

const table = ({ title, head, rows }: StudyRows, numbers: readonly number[]): string => {
	const html = htmlTable(head, rows, { numbers });
	return `<h3>${escapeHtml(title)}</h3>${rows.length <= openRows ? html : `<details><summary>${rows.length} rows</summary>${html}</details>`}`;
};

const limits = `<h2>What the numbers are not</h2>
<ul class="reading">
<li>They are not of real patients. Intervals and Monte Carlo errors say how much would change with other virtual patients of the same model; they say nothing about how far the model is from a real ward. What unknown parameters add is told where a study runs over an ensemble.</li>
<li>Differences compare each virtual patient with the same patient in another arm. No trial can do that; a trial of the same size would be less sure.</li>
<li>Many of the model's sizes are assumed or fitted, each marked so in its files. An effect here is a hypothesis to be tested, not a recommendation.</li>
<li>With many cells or outcomes some intervals miss the truth by chance alone: about one in twenty.</li>
<li>Shares have exact binomial intervals (Clopper and Pearson 1934), means Student's t or, where that would go below zero, a bootstrap, medians ranks, differences of shares Newcombe's method 10 for pairs (1998), their ratios Bonett and Price (2006).</li>
</ul>`;
