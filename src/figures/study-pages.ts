import type { CellSummary, StudySummary } from "../population/study-summary.ts";
import { constantOutcomes } from "./constant-outcomes.ts";
import { fanHeight, mostBeside } from "./fan-chart.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { disclaimer } from "./figure-title.ts";
import { forestHeight } from "./forest.ts";
import { flowHeight } from "./grade-flow.ts";
import { type FigureSize, type Sheet, sheetOf } from "./sheet.ts";
import { type StudyFigureName, studyFigures, studyFiguresFor } from "./study-figures.ts";
import { benefitHeight, benefitsBeside } from "./who-benefits.ts";

/** A figure of a study, or a page of one that is too high for a screen: `forest`, `forest-2`, … */
export interface StudyPage {
	readonly name: string;
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	readonly spec: () => FigureSpec;
}

/** Pixels that the panels of a page may have in height, so that its smallest text is still read. */
const mostHeight = ({ name }: Sheet): number => (name === "slide" ? 290 : name === "report" ? 900 : 760);

/** What a figure shows below each other: outcomes, columns or grades, in their order, and how high each stands. */
interface Rows {
	readonly names: readonly string[];
	readonly height: (name: string) => number;
	/** The study with these alone. */
	readonly only: (names: readonly string[]) => StudySummary;
}

/** The outcomes that differ somewhere; all, where none does. */
const differingOf = (study: StudySummary, rows: readonly { readonly outcome: string }[]): readonly string[] => {
	const all = [...new Set(rows.map(({ outcome }) => outcome))];
	const constant = constantOutcomes(study);
	const differing = all.filter((outcome) => !constant.includes(outcome));
	return differing.length > 0 ? differing : all;
};

/** The names that something has in the cells, in their order. */
const namesIn = ({ cells }: StudySummary, of: (cell: CellSummary) => readonly string[]): readonly string[] => [
	...new Set(cells.flatMap(of)),
];

/** A figure that is not named here has one page. */
const rowsOf: { readonly [K in StudyFigureName]?: (study: StudySummary, sheet: Sheet) => Rows } = {
	forest: (study, sheet) => ({
		names: differingOf(study, study.differences),
		height: (outcome) => forestHeight(study.differences.filter((one) => one.outcome === outcome).length, sheet),
		only: (outcomes) => withOutcomes(study, outcomes),
	}),
	"who-benefits": (study, sheet) => ({
		names: differingOf(study, study.benefits),
		height: (outcome) => {
			const covariates = new Set(study.benefits.filter((one) => one.outcome === outcome).map(({ covariate }) => covariate));
			return benefitHeight * Math.ceil(covariates.size / benefitsBeside(sheet).columns);
		},
		only: (outcomes) => withOutcomes(study, outcomes),
	}),
	"fan-chart": (study) => ({
		names: namesIn(study, ({ bands }) => bands.map(({ column }) => column)),
		height: () => fanHeight,
		only: (columns) => withCells(study, (cell) => ({ ...cell, bands: cell.bands.filter(({ column }) => columns.includes(column)) })),
	}),
	"grade-flow": (study) => ({
		names: namesIn(study, ({ flows }) => flows.map(({ grade }) => grade)),
		height: () => flowHeight,
		only: (grades) => withCells(study, (cell) => ({ ...cell, flows: cell.flows.filter(({ grade }) => grades.includes(grade)) })),
	}),
};

const withCells = (study: StudySummary, changed: (cell: CellSummary) => CellSummary): StudySummary => ({
	...study,
	cells: study.cells.map(changed),
});

/** What stands below each other, as much on a page as has room; one at least. */
function byHeight({ names, height }: Rows, most: number): readonly (readonly string[])[] {
	const pages: { names: string[]; height: number }[] = [];
	for (const name of names) {
		const own = height(name);
		const last = pages.at(-1);
		if (last !== undefined && last.height + own <= most) {
			last.names.push(name);
			last.height += own;
		} else pages.push({ names: [name], height: own });
	}
	return pages.map((page) => page.names);
}

/** Cells that have courses, as many on a page as stand side by side. */
function byWidth(study: StudySummary, name: StudyFigureName, sheet: Sheet): readonly StudySummary[] {
	if (name !== "fan-chart" && name !== "grade-flow") return [study];
	const shown = study.cells.filter(({ bands, flows }) => (name === "fan-chart" ? bands : flows).length > 0);
	const most = mostBeside(sheet);
	return Array.from({ length: Math.ceil(shown.length / most) }, (_, i) => ({ ...study, cells: shown.slice(i * most, (i + 1) * most) }));
}

/** The study with differences of some outcomes alone. */
function withOutcomes(study: StudySummary, outcomes: readonly string[]): StudySummary {
	const kept = study.differences.map(({ outcome }) => outcomes.includes(outcome));
	const { ensemble } = study;
	return {
		...study,
		differences: study.differences.filter((_, i) => kept[i]),
		benefits: study.benefits.filter(({ outcome }) => outcomes.includes(outcome)),
		...(ensemble === undefined ? {} : { ensemble: { ...ensemble, differences: ensemble.differences.filter((_, i) => kept[i]) } }),
	};
}

interface TitleBlock {
	readonly subtitle?: readonly string[];
}

/** A page says which of how many it is, above the disclaimer. */
function numbered(spec: FigureSpec, words: string): FigureSpec {
	const { subtitle = [], ...title } = spec.title as TitleBlock;
	// In a narrow figure the disclaimer has two lines.
	const closes = subtitle.findLastIndex((line) => disclaimer.startsWith(line));
	return { ...spec, title: { ...title, subtitle: [...subtitle.slice(0, closes), `${words}.`, ...subtitle.slice(closes)] } };
}

/** The parts of a study that a figure shows one page each. */
const partsOf = (study: StudySummary, name: StudyFigureName, sheet: Sheet): readonly StudySummary[] =>
	byWidth(study, name, sheet).flatMap((part) => {
		const rows = rowsOf[name]?.(part, sheet);
		return rows === undefined ? [part] : byHeight(rows, mostHeight(sheet)).map(rows.only);
	});

function pagesOf(study: StudySummary, name: StudyFigureName, sheet: Sheet): readonly StudyPage[] {
	const { title, about, spec, has } = studyFigures[name];
	const parts = partsOf(study, name, sheet).filter(has);
	if (parts.length < 2) return [{ name, title, about, spec: () => spec(parts[0] ?? study, sheet) }];
	return parts.map((part, i) => {
		const words = `Page ${i + 1} of ${parts.length}`;
		return {
			name: i === 0 ? name : `${name}-${i + 1}`,
			title: `${title}, page ${i + 1} of ${parts.length}`,
			about,
			spec: () => numbered(spec(part, sheet), words),
		};
	});
}

/**
 * The figures of a study that have something to show, those with many outcomes, columns or cells on several pages.
 *
 *     studyPages(summary).map(({ name }) => name)     // ["timing-map", "forest", "forest-2"]
 *     studyPages(summary, { size: "slide" })          // on more pages, each of them a slide
 */
export const studyPages = (study: StudySummary, { size }: { readonly size?: FigureSize | undefined } = {}): readonly StudyPage[] =>
	studyFiguresFor(study).flatMap((name) => pagesOf(study, name, sheetOf(size)));
