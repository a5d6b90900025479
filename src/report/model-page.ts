import { formatUnit } from "../language/units.ts";
import type { Flow, Module, Parameter } from "../model/model.ts";
import type { Library } from "../treatment/library.ts";
import type { Treatment } from "../treatment/treatment.ts";
import { disclaimer } from "./disclaimer.ts";
import { shareText } from "./share-text.ts";
import { originText, spreadSentence, spreadText } from "./spread-text.ts";

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
/** A text inside a Markdown table. */
const cell = (text: string) => oneLine(text).replaceAll("|", "\\|");
const code = (text: string) => `\`${cell(text)}\``;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
	if (rows.length === 0) return [];
	const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	return ["", line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/** A value with its unit; a pure number stands alone. */
const quantityText = ({ value, unit }: Pick<Parameter, "value" | "unit">) =>
	`${value} ${formatUnit(unit) === "1" ? "" : formatUnit(unit)}`.trim();

function parameterTable(parameters: readonly Parameter[]): string[] {
	const rows = parameters.map((one) => [
		code(one.name),
		quantityText(one),
		spreadText(one, one.classes),
		one.evidence,
		cell(one.source),
		cell(originText(one.spread)),
		cell(one.about),
	]);
	return table(["parameter", "value", "cv", "evidence", "source", "of the spread", "meaning"], rows);
}

const flowRows = (flows: readonly Flow[]) => flows.map((one) => [code(one.name), formatUnit(one.unit), code(one.is.text), cell(one.about)]);

/** The equations of a page or a treatment. */
function equations(page: Module): string[] {
	const states = page.states.map((one) => [
		code(one.name),
		formatUnit(one.unit),
		code(`${one.name}' = ${oneLine(one.rate.text)}`),
		code(one.start.text),
		cell(one.about),
	]);
	const writes = page.writes.map((one) => [code(one.slot), code(one.is.text)]);
	return [
		...table(["state", "unit", "rate", "start", "meaning"], states),
		...table(["flow", "unit", "is", "meaning"], flowRows(page.flows)),
		...table(["observable", "unit", "is", "meaning"], flowRows(page.observables)),
		...table(
			["input", "unit", "at rest", "meaning"],
			page.inputs.map((one) => [code(one.name), formatUnit(one.unit), String(one.rest), cell(one.about)]),
		),
		...table(
			["slot", "unit", "at rest", "join", "meaning"],
			page.slots.map((one) => [code(one.name), formatUnit(one.unit), String(one.rest), one.join, cell(one.about)]),
		),
		...table(["writes into", "what"], writes),
		...parameterTable(page.parameters),
	];
}

function treatmentPage(treatment: Treatment): string[] {
	const limits = treatment.limits.map((one) => [one.kind, code(one.when.text), cell(one.say)]);
	const routes = [...treatment.routes.values()].map((one) => [
		one.name,
		code(one.into),
		one.over === null ? "at once" : `over ${typeof one.over === "number" ? `${one.over} h` : one.over.parameter}`,
		shareText(one),
	]);
	const devices = [...treatment.devices.values()].map((one) => [
		one.name,
		one.sets.map((set) => code(`${set.input} = ${set.is.text}`)).join(", "),
	]);
	return [
		"",
		`### ${treatment.name}`,
		"",
		oneLine(treatment.about),
		...table(["route", "into", "time", "bioavailability"], routes),
		...table(["device", "sets"], devices),
		...equations(treatment.equations),
		...table(["limit", "when", "in words"], limits),
	];
}

/** How well the parameters are known, as counts. */
function evidenceSentence(parameters: readonly Parameter[]): string {
	const count = (evidence: string) => parameters.filter((one) => one.evidence === evidence).length;
	return `${parameters.length} parameters: ${count("measured")} measured, ${count("fitted")} fitted, ${count("assumed")} assumed. ${spreadSentence(parameters)}`;
}

/**
 * A model as one Markdown page: every subsystem with its equations and parameters, each with unit, source and evidence. With `only`, one
 * page or one treatment.
 */
export function modelPage({ model, treatments }: Library, only?: { readonly page?: string; readonly treatment?: string }): string {
	const pages = model.modules.filter((page) => only?.treatment === undefined && (only?.page === undefined || page.name === only.page));
	const drugs = [...treatments.values()].filter(
		(one) => only?.page === undefined && (only?.treatment === undefined || one.name === only.treatment),
	);
	const all = [...model.modules, ...[...treatments.values()].map((one) => one.equations)].flatMap((page) => page.parameters);
	const head =
		only === undefined ? [`# ${model.name}`, "", `> ${disclaimer}`, "", oneLine(model.about), "", evidenceSentence(all), ""] : [];
	const body = pages.flatMap((page) => ["", `## ${page.name}`, "", oneLine(page.about), ...equations(page)]);
	const covariates = pages.flatMap((page) =>
		page.covariates.map((one) => [code(one.name), quantityText(one), spreadText(one), cell(one.about)]),
	);
	const tail = drugs.length === 0 ? [] : ["", "## Treatments", ...drugs.flatMap(treatmentPage)];
	return `${[...head, ...table(["covariate", "default", "cv", "meaning"], covariates), ...body, ...tail].join("\n").trim()}\n`;
}
