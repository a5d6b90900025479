import type { Unit } from "../language/units.ts";
import type { Covariate, Evidence, Flow, Module, Parameter, ValueSet } from "../model/model.ts";
import type { Library } from "../treatment/library.ts";
import type { Route, Treatment } from "../treatment/treatment.ts";
import { disclaimer } from "./disclaimer.ts";
import { escapeHtml } from "./escape-html.ts";
import { flowDiagram } from "./flow-diagram.ts";
import { type HtmlCell, htmlTable } from "./html-table.ts";
import { equationMathml } from "./mathml.ts";
import { badge, code, oneLine, paragraph, source, spreadOrigin, unitText } from "./model-cells.ts";
import { modelStyle } from "./model-style.ts";
import { populationSection } from "./population-section.ts";
import { reportStyle } from "./report-style.ts";
import { shareText } from "./share-text.ts";
import { spreadSentence, spreadText } from "./spread-text.ts";

const anchor = (kind: "page" | "treatment", name: string) => escapeHtml(`${kind}-${name}`);

const parameterRow = (one: Parameter): readonly HtmlCell[] => [
	code(one.name),
	`${one.value} ${unitText(one.unit)}`.trim(),
	spreadText(one, one.classes),
	one.range === null ? "" : `${one.range[0]} to ${one.range[1]}`,
	badge(one.evidence),
	source(one.source),
	spreadOrigin(one.spread),
	oneLine(one.about),
];

const parameterTable = (parameters: readonly Parameter[]): readonly string[] =>
	parameters.length === 0
		? []
		: [
				"<h3>Parameters</h3>",
				htmlTable(["parameter", "value", "cv", "range", "evidence", "source", "of the spread", "meaning"], parameters.map(parameterRow), {
					numbers: [1],
					kind: "parameters",
				}),
			];

const what = (about: string, unit: Unit, more = "") =>
	`<span class="what">${escapeHtml([oneLine(about), unitText(unit) === "" ? "" : `in ${unitText(unit)}`, more].filter((part) => part !== "").join(" · "))}</span>`;

const flowItem = (flow: Flow) => `<li>${what(flow.about, flow.unit)}${equationMathml(flow.name, flow.is.expression)}</li>`;

const list = (heading: string, items: readonly string[]): readonly string[] =>
	items.length === 0 ? [] : [`<h3>${heading}</h3>`, `<ul class="equations">${items.join("\n")}</ul>`];

/** The equations of a page or a treatment, typeset. */
const equations = (page: Module): readonly string[] => [
	...list(
		"States",
		page.states.map(
			(one) =>
				`<li>${what(one.about, one.unit, `starts at ${oneLine(one.start.text)}`)}${equationMathml(one.name, one.rate.expression, { derivative: true })}</li>`,
		),
	),
	...list("Flows", page.flows.map(flowItem)),
	...list("Observables", page.observables.map(flowItem)),
	...list(
		"Hazards",
		page.hazards.map(
			(one) =>
				`<li><span class="what">${escapeHtml(`${oneLine(one.about)} · happens when the summed hazard reaches the patient's draw`)}</span>${equationMathml(`${one.name}_hazard`, one.rate.expression, { derivative: true })}</li>`,
		),
	),
	...list(
		"Writes into slots",
		page.writes.map((one) => `<li>${equationMathml(one.slot, one.is.expression)}</li>`),
	),
];

const table = (heading: string, head: readonly string[], rows: readonly (readonly HtmlCell[])[]): readonly string[] =>
	rows.length === 0 ? [] : [`<h3>${heading}</h3>`, htmlTable(head, rows)];

/** Facts of the patient: of a page, or as a disease has them. */
const factTable = (covariates: readonly Covariate[]): readonly string[] =>
	table(
		"Facts of the patient",
		["covariate", "unless told", "cv", "meaning"],
		covariates.map((one) => [code(one.name), `${one.value} ${unitText(one.unit)}`.trim(), spreadText(one), oneLine(one.about)]),
	);

const channels = (page: Module): readonly string[] => [
	...factTable(page.covariates),
	...table(
		"Inputs",
		["input", "at rest", "meaning"],
		page.inputs.map((one) => [code(one.name), `${one.rest} ${unitText(one.unit)}`.trim(), oneLine(one.about)]),
	),
	...table(
		"Slots for treatments",
		["slot", "at rest", "several writers", "meaning"],
		page.slots.map((one) => [code(one.name), `${one.rest} ${unitText(one.unit)}`.trim(), one.join, oneLine(one.about)]),
	),
];

/** What a subsystem is made of: its equations, slots and parameters. */
const contents = (page: Module): readonly string[] => [...equations(page), ...channels(page), ...parameterTable(page.parameters)];

const pageSection = (page: Module, library: Library): string =>
	[
		`<section id="${anchor("page", page.name)}">`,
		`<h2>${escapeHtml(page.name)}</h2>`,
		paragraph(page.about),
		`<div class="wide">${flowDiagram(page, library)}</div>`,
		...contents(page),
		"</section>",
	].join("\n");

/**
 * The subsystems of a model by name, each as a piece of HTML to stand in a page of another: what it is, its equations typeset, its parameters with their
 * sources. Every text of a file is escaped in it.
 *
 *     subsystemPieces(library)["fever"]   // "<p>Fever. …"
 */
export const subsystemPieces = ({ model }: Pick<Library, "model">): Readonly<Record<string, string>> =>
	Object.fromEntries(model.modules.map((page) => [page.name, [paragraph(page.about), ...contents(page)].join("\n")]));

const hours = (over: Route["over"]): string =>
	over === null ? "at once" : `over ${typeof over === "number" ? `${over} h` : over.parameter}`;

const treatmentSection = (one: Treatment, library: Library): string =>
	[
		`<section id="${anchor("treatment", one.name)}">`,
		`<h2>${escapeHtml(one.name)}</h2>`,
		paragraph(one.about),
		...(one.equations.states.length > 0 ? [`<div class="wide">${flowDiagram(one.equations, library)}</div>`] : []),
		...table(
			"Routes",
			["route", "into", "time", "share that arrives"],
			[...one.routes.values()].map((route) => [route.name, code(route.into), hours(route.over), shareText(route)]),
		),
		...table(
			"Devices, weakest first",
			["device", "sets"],
			[...one.devices.values()].map((device) => [device.name, code(device.sets.map((set) => `${set.input} = ${set.is.text}`).join(", "))]),
		),
		...equations(one.equations),
		...table(
			"Limits",
			["limit", "when", "in words"],
			one.limits.map((limit) => [limit.kind, code(limit.when.text), limit.say]),
		),
		...channels(one.equations),
		...parameterTable(one.equations.parameters),
		"</section>",
	].join("\n");

const setSection = (heading: string, sets: ReadonlyMap<string, ValueSet>): readonly string[] =>
	sets.size === 0
		? []
		: [
				`<section id="${heading.toLowerCase()}"><h2>${heading}</h2>`,
				...[...sets.values()].flatMap((set) => [
					`<h3>${escapeHtml(set.name)}</h3>`,
					paragraph(set.about),
					standing(set),
					...parameterTable(set.parameters).slice(1),
					...factTable(set.covariates),
				]),
				"</section>",
			];

const standing = (set: ValueSet): string =>
	[ordersIn("Comes with", set.standing), ...set.meantFor.map((use) => ordersIn(`In ${use.diseases.join(", ")} with`, use.standing))].join(
		"",
	);

function ordersIn(words: string, standing: readonly unknown[]): string {
	const orders = standing.map((order) => Object.values(order as Readonly<Record<string, unknown>>).join(", "));
	return orders.length === 0 ? "" : `<p class="soft">${escapeHtml(`${words}: ${orders.join("; ")}`)}.</p>`;
}

/** How well the parameters are known, as counts. */
function evidenceSentence(parameters: readonly Parameter[]): string {
	const one = (evidence: Evidence) =>
		`${parameters.filter((parameter) => parameter.evidence === evidence).length} <span class="evidence ${evidence}">${evidence}</span>`;
	return `<p>${parameters.length} parameters: ${one("measured")}, ${one("fitted")}, ${one("assumed")}. What is assumed has nothing behind it but judgement; what is fitted agrees with its source because it was made to. ${spreadSentence(parameters)}</p>`;
}

const reading = `<ul class="reading">
<li>In a diagram a box is a state; bold arrows are named flows, which a treatment can change and a figure can show; thin ones are terms of the rate itself.</li>
<li>hill(<i>x</i>, <i>k</i>, <i>n</i>) is <i>x</i><sup>n</sup> / (<i>k</i><sup>n</sup> + <i>x</i><sup>n</sup>), and 0 for <i>x</i> ≤ 0; where <i>x</i> and <i>k</i> are names it is written out. clamp(<i>x</i>, low, high) keeps <i>x</i> within bounds. Time is in hours from infusion.</li>
<li>cv is the coefficient of variation between patients, lognormal around the value unless told; some patients may have a multiple of it. Where it comes from is said by itself, "of the spread". A slot is a place where treatments write.</li>
</ul>`;

const links = (kind: "page" | "treatment", names: readonly string[]): string =>
	names.map((name) => `<a href="#${anchor(kind, name)}">${escapeHtml(name)}</a>`).join("\n");

/** What of a model is shown; all of it when left out. */
export interface ModelPart {
	readonly page?: string;
	readonly treatment?: string;
}

/**
 * A model's own documentation as one self-contained HTML page made from its files: each subsystem with a drawing of its flows, its equations
 * typeset, and every parameter with unit, source and evidence. No script, no network.
 */
export function modelHtml(library: Library, only?: ModelPart): string {
	const { model, treatments } = library;
	const pages = model.modules.filter((page) => only?.treatment === undefined && (only?.page === undefined || page.name === only.page));
	const drugs = [...treatments.values()].filter(
		(one) => only?.page === undefined && (only?.treatment === undefined || one.name === only.treatment),
	);
	const all = [...pages, ...drugs.map((one) => one.equations)].flatMap((page) => page.parameters);
	const whole = only?.page === undefined && only?.treatment === undefined;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`The model ${model.name}`)}</title>
<style>${reportStyle}${modelStyle}</style>
</head>
<body>
<main>
<p class="disclaimer" role="note">${escapeHtml(disclaimer)}</p>
<h1>${escapeHtml(`The model ${model.name}`)}</h1>
${[
	paragraph(model.about),
	evidenceSentence(all),
	reading,
	...(whole
		? [
				`<h2>Subsystems</h2><nav>${links(
					"page",
					pages.map((page) => page.name),
				)}</nav>`,
				`<h2>Treatments</h2><nav>${links(
					"treatment",
					drugs.map((one) => one.name),
				)}</nav>`,
			]
		: []),
	...pages.map((page) => pageSection(page, library)),
	...drugs.map((one) => treatmentSection(one, library)),
	...(whole ? [...setSection("Products", model.products), ...setSection("Diseases", model.diseases), ...populationSection(library)] : []),
].join("\n")}
</main>
</body>
</html>
`;
}
