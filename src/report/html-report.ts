import type { Role } from "../chart/role.ts";
import type { ChartedCourse } from "../grading/charted-course.ts";
import { type GradeCourse, worstText } from "../grading/course.ts";
import { careEvents } from "../simulate/care-events.ts";
import type { Run } from "../simulate/run.ts";
import { labelOf } from "../trajectory/plain-name.ts";
import { careStory } from "./care-story.ts";
import { distanceHead, distanceReading, distanceRows } from "./chart-distances.ts";
import { comparisonRows, lowered } from "./comparison-rows.ts";
import { escapeHtml } from "./escape-html.ts";
import { attributedByLabel, causeSentences, gradeStory, timingSentence, toldCourses, worstSentence } from "./grade-story.ts";
import { htmlCard, htmlFigure, htmlPage, htmlProvenance, type PageFonts, type ReportFigure } from "./html-page.ts";
import { gradeBadge, type HtmlCell, htmlTable } from "./html-table.ts";
import { infectionLines } from "./infection-sentence.ts";
import { type KeyNumber, keyNumbers } from "./key-numbers.ts";
import { memberSentence } from "./member-sentence.ts";
import { outcomeSentence } from "./outcome-sentence.ts";
import { runWarnings } from "./run-warnings.ts";
import type { SummaryFacts } from "./summary.ts";
import { dayText, treatmentDigest } from "./treatment-digest.ts";

/** What a report is made of. */
export interface ReportParts {
	/** One run, perhaps with a chart that is laid over it, or several to compare. */
	readonly runs: readonly { readonly run: Run; readonly facts: SummaryFacts; readonly charted?: ChartedCourse | undefined }[];
	readonly figures: readonly ReportFigure[];
	readonly fonts?: PageFonts;
	/** Of the page when several runs are compared. */
	readonly title?: string;
}

/**
 * One self-contained HTML page about a run, or about several: no script, no network, figures inside as SVG.
 *
 *     htmlReport({ runs: [{ run, facts }], figures: [{ name: "cascade", title, about, svg }], fonts })
 */
export const htmlReport = ({ runs, figures, fonts, title }: ReportParts): string => {
	const heading = title ?? (runs.length === 1 ? (runs[0]?.run.title ?? "") : `${runs.length} courses compared`);
	const all = runs.map(({ run }) => run);
	const body = all.length === 1 && all[0] !== undefined ? aboutOne(all[0], figures, runs[0]?.charted) : aboutSeveral(all, figures);
	return htmlPage({
		heading,
		body: [...body, reading(all), provenance(runs)],
		version: runs[0]?.facts.version ?? "",
		...(fonts === undefined ? {} : { fonts }),
	});
};

const letter = (i: number): string => String.fromCharCode(65 + i);

/** The verdict and the first figure on top, then the story, then the rest. */
const aboutOne = (run: Run, figures: readonly ReportFigure[], charted: ChartedCourse | undefined): readonly string[] => [
	...who(run),
	...alarms(run),
	cards(run),
	...figures.slice(0, 1).map(htmlFigure),
	...story(run, "h2"),
	...treatments(run, "h2"),
	...inTimeOrder(run, "h2"),
	...(figures.length > 1 ? ["<h2>More figures</h2>"] : []),
	...figures.slice(1).map(htmlFigure),
	...numbers(run),
	...(charted === undefined ? [] : besideChart(run, charted)),
];

/** How far a chart lies from the curves, what it is graded, and how it was read. */
const besideChart = (run: Run, charted: ChartedCourse): readonly string[] => {
	const graded = toldCourses(run).flatMap(([name, { scale }]) => {
		const course = charted.courses[scale];
		return course === undefined ? [] : [`${name} as charted: ${worstSentence(course)}.`];
	});
	return [
		`<h2>Beside the chart ${escapeHtml(charted.name)}</h2>`,
		`<p class="soft">${escapeHtml(distanceReading)}</p>`,
		htmlTable(["sign", ...distanceHead], distanceRows(run, charted), { numbers: [1, 2, 3, 5] }),
		`<ul class="reading">\n${[...graded, ...charted.notes].map((note) => `<li>${escapeHtml(note)}</li>`).join("\n")}\n</ul>`,
	];
};

const aboutSeveral = (runs: readonly Run[], figures: readonly ReportFigure[]): readonly string[] => [
	...figures.map(htmlFigure),
	"<h2>Side by side</h2>",
	htmlTable(["", ...runs.map((_, i) => letter(i))], comparisonRows(runs), { numbers: runs.map((_, i) => i + 1) }),
	...runs.flatMap((run, i) => [
		`<h2>${letter(i)} · ${escapeHtml(run.title)}</h2>`,
		...who(run),
		...alarms(run),
		cards(run),
		...story(run, "h3"),
		...treatments(run, "h3"),
		...inTimeOrder(run, "h3"),
	]),
];

const who = (run: Run): readonly string[] =>
	[...(run.member === null ? [] : [memberSentence(run.member)]), ...infectionLines([run])].map((text) => `<p>${escapeHtml(text)}</p>`);

const alarms = (run: Run): readonly string[] =>
	[outcomeSentence(run), ...runWarnings(run)].filter((text) => text !== "").map((text) => `<p class="warning">${escapeHtml(text)}</p>`);

const gradeText = (course: GradeCourse): string => {
	if (course.worst === 0) return course.atLeast ? "none that is certain" : "none";
	return course.worst === null ? "unknown" : `grade ${worstText(course)}`;
};

const cards = (run: Run): string => {
	return `<ul class="cards">${[
		...toldCourses(run).map(([name, course]) =>
			htmlCard(`Worst ${name}`, gradeText(course), [course.because, timingSentence(course)].filter((t) => t !== "").join(" · ")),
		),
		...keyNumbers(run)
			.filter(({ isCard }) => isCard)
			.map(numberCard),
		...immuneCards(run),
	].join("")}</ul>`;
};

/** `Highest interleukin-6: 12,000 pg/mL, day 4.7; usual < 7 pg/mL`. */
const numberCard = ({ sign, side, text, unit, day, usual }: KeyNumber): string => {
	const measured = (number: string) => `${number} ${unit}`.trim();
	const title = `${side === "highest" ? "Highest" : "Lowest"} ${lowered(sign)}`;
	return htmlCard(title, measured(text), `day ${day.toFixed(1)}${usual === "" ? "" : `; usual ${measured(usual)}`}`);
};

/** Roles of the drugs that act on the toxicity itself, by families of lanes. */
const immuneRoles: readonly (Role | "")[] = [
	"interleukin-6 blocker",
	"interleukin-1 blocker",
	"cytokine blocker",
	"kinase inhibitor",
	"steroid",
];

/** A card for each drug that was given against the toxicity itself, or one that says that there was none. */
const immuneCards = (run: Run): readonly string[] => {
	const given = treatmentDigest(run).filter(({ what }) => immuneRoles.includes(run.formulary[what]?.role ?? ""));
	const names = [...new Set(given.map(({ what }) => what))];
	// A model without drugs has none to miss.
	if (names.length === 0)
		return Object.keys(run.formulary).length === 0 ? [] : [htmlCard("Cytokine blockers and steroids", "none", "not given")];
	return names.map((what) => {
		const mine = given.filter((entry) => entry.what === what);
		const doses = mine.reduce((sum, entry) => sum + entry.doses, 0);
		const label = labelOf(run.formulary, what);
		return htmlCard(
			`${label.charAt(0).toUpperCase()}${label.slice(1)}`,
			`${doses} dose${doses === 1 ? "" : "s"}`,
			`from day ${mine[0]?.from.toFixed(1)}`,
		);
	});
};

/** A course that flickers for weeks is cut here. */
const mostTurns = 40;

const story = (run: Run, level: "h2" | "h3"): readonly string[] => {
	const others = attributedByLabel(run);
	const causes = others.size === 0 ? [] : [`<p>${escapeHtml(`Signs of other cause: ${causeSentences(run).join("; ")}.`)}</p>`];
	return [...courses(run, level, others), ...causes];
};

const asAttributed = (course: GradeCourse | undefined): readonly string[] =>
	course === undefined
		? []
		: [`<p>${escapeHtml(`As attributed: ${[worstSentence(course), timingSentence(course)].filter((t) => t !== "").join(" · ")}.`)}</p>`];

const courses = (run: Run, level: "h2" | "h3", others: ReadonlyMap<string, GradeCourse>): readonly string[] =>
	toldCourses(run).flatMap(([name, course]) => {
		const turns = gradeStory(course);
		const head = `<${level}>How ${name} went</${level}>`;
		const other = asAttributed(others.get(name));
		if (turns.length === 0) return [head, `<p>${escapeHtml(`${name}: ${worstSentence(course)}.`)}</p>`, ...other];
		const rows = turns.slice(0, mostTurns).map((turn): HtmlCell[] => [turn.day.toFixed(1), gradeBadge(turn.grade), turn.because]);
		const cut = turns.length > mostTurns ? [`<p class="soft">… and ${turns.length - mostTurns} more turns.</p>`] : [];
		return [head, htmlTable(["from day", "grade", "because"], rows, { numbers: [0], kind: "turns" }), ...cut, ...other];
	});

const treatments = (run: Run, level: "h2" | "h3"): readonly string[] => {
	const entries = treatmentDigest(run);
	const head = `<${level}>What was given, and why</${level}>`;
	if (careEvents(run.events).length === 0) return [head, "<p>Nobody acted: no drug, fluid or oxygen was given.</p>"];
	return [
		head,
		htmlTable(
			["day", "given", "amount", "why"],
			entries.map((e) => [dayText(e), labelOf(run.formulary, e.what), e.amount, e.why]),
			{ numbers: [0], kind: "given" },
		),
	];
};

/** Short stories stand open; of a long stay the reader asks for the lines. */
const openLines = 40;

const inTimeOrder = (run: Run, level: "h2" | "h3"): readonly string[] => {
	const lines = careStory(run);
	if (careEvents(run.events).length === 0) return [];
	const rows = lines.map(({ day, kind, what, why }): HtmlCell[] => [
		day.toFixed(2),
		kind === "act" ? what : { html: `<strong>${escapeHtml(what)}</strong>` },
		why,
	]);
	const table = htmlTable(["day", "what happened", "why"], rows, { numbers: [0], kind: "given" });
	const open = lines.length <= openLines && level === "h2" ? " open" : "";
	return [`<${level}>The story in time order</${level}>`, `<details${open}><summary>${lines.length} lines</summary>${table}</details>`];
};

const numbers = (run: Run): readonly string[] => [
	"<h2>Numbers</h2>",
	'<p class="soft">Highest or lowest value from infusion on. Usual adult ranges, as a guide.</p>',
	htmlTable(
		["sign", "", "value", "unit", "day", "usual adult"],
		keyNumbers(run).map((n) => [n.sign, n.side, n.text, n.unit, n.day.toFixed(1), n.usual]),
		{ numbers: [2, 4] },
	),
];

/** What holds for the figures of every model. */
const usualNotes: readonly string[] = [
	"Time runs in days since infusion (day 0, gray dashed line). A long quiet end is not drawn.",
	"The colored strip is the grade, its digit inside. A hatched stretch means that treatment hides the fever; the grade still counts.",
	"Triangles are doses, bars are rates and devices while they ran. A vertical rule carries a dose, or the begin of a course, through every panel in the color of its name.",
	"Shaded bands are usual adult ranges. On a logarithmic axis equal steps are equal factors: from 10 to 100 is as far as from 100 to 1,000.",
];

/** How to read the figures, with what their models say besides. */
const reading = (runs: readonly Run[]): string => {
	const notes = [...new Set([...usualNotes, ...runs.flatMap(({ figures }) => figures.flatMap((figure) => figure.notes))])];
	return `<h2>How to read the figures</h2>\n<ul class="reading">\n${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("\n")}\n</ul>`;
};

const provenance = (runs: ReportParts["runs"]): string =>
	`<h2>Where this comes from</h2>\n${runs.map(({ run, facts }) => details(facts, run)).join("\n")}`;

const details = (facts: SummaryFacts, { solver }: Run): string => {
	const rows: readonly (readonly [string, string])[] = [
		["scenario", `${facts.scenario.file}  (sha256 ${facts.scenario.sha256})`],
		["model", `${facts.model.name}  (sha256 ${facts.model.sha256})`],
		["version", facts.version],
		["seed", String(facts.seed ?? "none")],
		["options", JSON.stringify(facts.options)],
		["solver", `${solver.method}: ${solver.steps} steps, ${solver.evaluations} evaluations, ${solver.rejected} rejected`],
	];
	return htmlProvenance(rows);
};
