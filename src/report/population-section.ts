import { printExpression } from "../language/print.ts";
import type { Covariate, Parameter } from "../model/model.ts";
import type { Population, TableValues } from "../model/population.ts";
import type { Library } from "../treatment/library.ts";
import { escapeHtml } from "./escape-html.ts";
import { type HtmlCell, htmlTable } from "./html-table.ts";
import { badge, code, oneLine, paragraph, source, spreadOrigin, unitText } from "./model-cells.ts";
import { spreadText } from "./spread-text.ts";

const valueRow = ({ origins, keeps }: TableValues, of: string, one: Parameter | Covariate): readonly HtmlCell[] => {
	const origin = origins.get(one.name)!;
	return [
		of,
		code(one.name),
		keeps.has(one.name) ? "as in the disease" : `${one.value} ${unitText(one.unit)}`.trim(),
		one.cv === 0 ? "none" : spreadText({ ...one, cv: Number(one.cv.toPrecision(3)) }),
		one.range === null ? "" : one.range.join(" to "),
		badge(origin.evidence),
		source(origin.source),
		spreadOrigin(origin.spread),
		oneLine(one.about),
	];
};

const rowsOf = (table: TableValues, of: string): readonly (readonly HtmlCell[])[] => [
	...[...table.values.covariates, ...table.values.parameters].map((one) => valueRow(table, of, one)),
	...table.follows.map(({ name, expression }) => {
		const origin = table.origins.get(name)!;
		return [
			of,
			code(name),
			code(printExpression(expression)),
			"",
			"",
			badge(origin.evidence),
			source(origin.source),
			"",
			"follows from other facts",
		];
	}),
];

const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

function populationText(population: Population): readonly string[] {
	const { name, about, line, setting, patients, groups, beside } = population;
	const named = groups.map(({ about: words, disease, product, share }) => ({
		words: [disease, product, words].filter((one) => one !== null && one !== "").join(", "),
		share,
	}));
	return [
		`<h3>${escapeHtml(name)}</h3>`,
		paragraph(about),
		`<p class="soft">${escapeHtml(`${patients} patients, ${setting}; line of therapy: ${line}. ${named.map(({ words, share }) => `${percent(share)} ${words}`).join("; ")}.`)} ${source(population.source).html}</p>`,
		htmlTable(
			["of", "number", "median", "cv", "range", "evidence", "source", "of the spread", "meaning"],
			[...rowsOf(population, "all"), ...groups.flatMap((group, i) => rowsOf(group, named[i]!.words))],
			{ kind: "parameters" },
		),
		...(beside.length === 0 ? [] : [`<p class="soft">${escapeHtml(`Without a place in the model: ${beside.join("; ")}.`)}</p>`]),
	];
}

/** Who is treated: each population of the model with its groups, its numbers and where they are from. */
export const populationSection = ({ populations }: Pick<Library, "populations">): readonly string[] =>
	populations.size === 0
		? []
		: ['<section id="populations"><h2>Populations</h2>', ...[...populations.values()].flatMap(populationText), "</section>"];
