import { compareResults } from "../trial/compare-results.ts";
import { coverageText, useText } from "../trial/endpoint-text.ts";
import type { TrialResult, TrialsResult } from "../trial/result.ts";
import { tally } from "../trial/tally.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlCard, htmlFigure, htmlPage, htmlProvenance, type PageFonts, type ReportFigure } from "./html-page.ts";
import { htmlTable } from "./html-table.ts";
import type { StudyRows } from "./text-table.ts";
import {
	askedSentence,
	changeRows,
	coverageRows,
	hasRows,
	missRows,
	outsideRows,
	partRows,
	trialRows,
	trialsNotes,
	unstatedRows,
} from "./trials-rows.ts";

/** What a page about trials is made of, beside their result. */
export interface TrialsPageParts {
	/** `misses`, and one of the name of each trial. */
	readonly figures: readonly ReportFigure[];
	readonly version: string;
	readonly provenance: readonly (readonly [string, string])[];
	readonly fonts?: PageFonts;
	/** Results of the same trials to compare with. */
	readonly before?: TrialsResult | null;
}

/**
 * One self-contained HTML page about what published arms say of a model: what was asked, coverage and misses, where it fails, what is not stated, each trial with
 * its figure and numbers, what makes the intervals wide, and what changed since an earlier result.
 *
 *     trialsHtml(result, { figures, version, provenance: [["model", "cart-crs (sha256 …)"]], fonts, before: null })
 */
export const trialsHtml = (result: TrialsResult, { figures, before = null, provenance, ...parts }: TrialsPageParts): string => {
	const of = (name: string) => figures.filter((figure) => figure.name === name).map(htmlFigure);
	return htmlPage({
		...parts,
		heading: `What published arms saw, and what ${result.model.name} predicts`,
		body: [
			`<p>${escapeHtml(question(result))}</p>`,
			...trialsNotes(result).map((note) => `<p class="warning">${escapeHtml(note)}</p>`),
			cards(result),
			...of("misses"),
			...(before === null ? [] : changeSection(before, result)),
			"<h2>Where it fails</h2>",
			...(hasRows(outsideRows(result)) ? [table(outsideRows(result), [6, 7])] : ["<p>Nothing was seen outside of its interval.</p>"]),
			"<h2>Coverage</h2>",
			table(coverageRows(result), [2, 3, 4]),
			table(missRows(result), [1, 2, 3, 4, 5, 6]),
			...(hasRows(unstatedRows(result)) ? [table(unstatedRows(result), [])] : []),
			"<h2>Each trial</h2>",
			...result.trials.flatMap((trial) => trialSection(trial, of(trial.name === "misses" ? "" : trial.name))),
			"<h2>How sure the predictions are</h2>",
			folded(partRows(result), [2, 3, 4, 5]),
			reading,
			"<h2>Where this comes from</h2>",
			htmlProvenance([...provenance, ["sha256 of the model", result.model.sha256]]),
		],
	});
};

const question = (result: TrialsResult): string =>
	`Would the model have foreseen what trials found? ${askedSentence(result)} For each endpoint: what 95 % of trials of the same number of patients would find, and what was found.`;

const cards = (result: TrialsResult): string => {
	const { all, byUse } = tally(result.trials);
	const usesOf = (use: string) => byUse.filter(({ of }) => of === use);
	return `<ul class="cards">${[
		htmlCard(
			"Inside, of all",
			coverageText(all),
			`95 % are expected of a model that is right; seen above ${all.above}, below ${all.below}`,
		),
		...usesOf("check").map((use) =>
			htmlCard("Inside, not fitted", coverageText(use), "endpoints that no number of the model was fitted to"),
		),
		...usesOf("fit").map((use) =>
			htmlCard("Inside, fitted", coverageText(use), "endpoints that moved numbers of the model: no test of it"),
		),
		...usesOf("anchor").map((use) =>
			htmlCard("Inside, set to it", coverageText(use), "each set one number of its own product: no test of it"),
		),
		htmlCard("Not known", String(all.unknown), "endpoints that the model does not state"),
	].join("")}</ul>`;
};

function changeSection(before: TrialsResult, after: TrialsResult): readonly string[] {
	const change = compareResults(before, after);
	const only = (words: string, names: readonly string[]) =>
		names.length === 0 ? [] : [`<p>${escapeHtml(`${words}: ${names.join("; ")}.`)}</p>`];
	return [
		"<h2>What changed</h2>",
		`<p class="soft">${escapeHtml(`Before: ${nameOf(before)}. After: ${nameOf(after)}. Listed are changed verdicts, then predictions that moved by more than a standard deviation.`)}</p>`,
		hasRows(changeRows(change))
			? table(changeRows(change), [])
			: `<h3>${escapeHtml(changeRows(change).title)}</h3><p>No verdict changed, and no prediction moved by a standard deviation.</p>`,
		...only("Only now", change.appeared),
		...only("Only before", change.gone),
	];
}

const nameOf = ({ model, changes, patients, seed }: TrialsResult): string =>
	[
		`${model.name} ${model.sha256.slice(0, 12)}`,
		...Object.entries(changes).map(([path, value]) => `${path} = ${value}`),
		`${patients} patients, seed ${seed}`,
	].join(", ");

function trialSection(trial: TrialResult, figures: readonly string[]): readonly string[] {
	const { name, title, source, population, care, until_days, endpoints } = trial;
	const by =
		population === null
			? "Nobody was simulated: no endpoint is stated."
			: `Patients: ${population}; care: ${care ?? "none"}; ${until_days} days.`;
	const abouts = endpoints.filter(({ about }) => about !== "");
	const rows = trialRows(trial);
	const sources = [...new Set(endpoints.map((one) => one.source))].filter((one) => one !== source);
	return [
		`<h3 id="trial-${escapeHtml(name.replace(/[^\w-]/g, ""))}">${escapeHtml(name)}</h3>`,
		`<p>${escapeHtml(title)}</p>`,
		`<p class="soft">${escapeHtml(`${by} Source: ${[source, ...sources].join("; ")}.`)}</p>`,
		...figures,
		htmlTable(rows.head, rows.rows, { numbers: [6, 7] }),
		...recalled(trial),
		...(abouts.length === 0
			? []
			: [
					`<ul class="reading">${abouts.map((row) => `<li>${escapeHtml(`${row.name} (${useText(row.use)}): ${row.about}`)}</li>`).join("")}</ul>`,
				]),
	];
}

/** What of the seen numbers nobody has read in its source. */
function recalled({ endpoints }: TrialResult): readonly string[] {
	const names = (evidence: string) => endpoints.filter((row) => row.evidence === evidence).map(({ name }) => name);
	const said = (words: string, some: readonly string[]) => (some.length === 0 ? [] : [`${words}: ${some.join("; ")}.`]);
	const lines = [
		...said("Seen values known from memory", names("recalled")),
		...said("Seen values that are derived or assumed", names("assumed")),
	];
	return lines.map((line) => `<p class="soft">${escapeHtml(line)}</p>`);
}

const table = ({ title, head, rows }: StudyRows, numbers: readonly number[]): string =>
	`<h3>${escapeHtml(title)}</h3>${htmlTable(head, rows, { numbers })}`;

/** A long table that opens on request. */
const folded = ({ title, head, rows }: StudyRows, numbers: readonly number[]): string =>
	`<h3>${escapeHtml(title)}</h3><details><summary>${rows.length} rows</summary>${htmlTable(head, rows, { numbers })}</details>`;

const reading = `<h2>How to read it, and what it is not</h2>
<ul class="reading">
<li>A 95 % predictive interval is for a trial of the same number of patients: a model that is right has one seen value of twenty outside, by chance. Its parts are the luck of which patients a trial has, doubt about the parameters (with several sets of them), and that finitely many virtual patients were simulated (Monte Carlo).</li>
<li>Shares are beta-binomial, exactly; so is the rank of a median; means come from a bootstrap. Virtual patients are the same with every set of parameters, and what chance they share is taken out before sets are said to differ.</li>
<li>“Seen above” means that the model says too little. A miss is predicted less seen: in percentage points for shares, in percent of what was seen for numbers, and in standard deviations of the prediction.</li>
<li>Endpoints that were fitted, or that a number was set to, are no test. That they lie inside says only that the fit arrived.</li>
<li>Intervals do not hold how far definitions differ: how a trial graded, when it stopped to look, whom it counted.</li>
<li>Endpoints of one trial are of the same patients, and trials of one product are alike: misses come together, so that a count of them is less sure than it looks.</li>
<li>Seen shares have the exact interval of Clopper and Pearson (1934). A range or quartiles beside a median are of patients, no interval of it, and are not drawn.</li>
</ul>`;
