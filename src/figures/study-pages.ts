import type { StudySummary } from "../population/study-summary.ts";
import { constantOutcomes } from "./constant-outcomes.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { type StudyFigureName, studyFigures, studyFiguresFor } from "./study-figures.ts";

/** A figure of a study, or a page of one that is too high for a screen: `forest`, `forest-2`, … */
export interface StudyPage {
	readonly name: string;
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	readonly spec: () => FigureSpec;
}

/** Pixels that the panels of a page may have in height, so that its smallest text is still read on a projector. */
const mostHeight = 900;

/** Pixels of what a figure shows of one outcome; a figure that is not named here has one page. */
const heightOf: { readonly [K in StudyFigureName]?: (study: StudySummary, outcome: string) => number } = {
	forest: ({ differences }, outcome) => 41 + 19 * Math.min(24, differences.filter((one) => one.outcome === outcome).length),
	"who-benefits": ({ benefits }, outcome) =>
		184 * Math.ceil(new Set(benefits.filter((one) => one.outcome === outcome).map(({ covariate }) => covariate)).size / 3),
};

/** Outcomes that differ somewhere, in their order, as many on a page as have room; one at least. */
function outcomesByPage(study: StudySummary, name: StudyFigureName): readonly (readonly string[])[] {
	const height = heightOf[name];
	if (height === undefined) return [];
	const all = [...new Set((name === "forest" ? study.differences : study.benefits).map(({ outcome }) => outcome))];
	const constant = constantOutcomes(study);
	const differing = all.filter((outcome) => !constant.includes(outcome));
	const pages: { outcomes: string[]; height: number }[] = [];
	for (const outcome of differing.length > 0 ? differing : all) {
		const own = height(study, outcome);
		const last = pages.at(-1);
		if (last !== undefined && last.height + own <= mostHeight) {
			last.outcomes.push(outcome);
			last.height += own;
		} else pages.push({ outcomes: [outcome], height: own });
	}
	return pages.map(({ outcomes }) => outcomes);
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
	return { ...spec, title: { ...title, subtitle: [...subtitle.slice(0, -1), `${words}.`, ...subtitle.slice(-1)] } };
}

function pagesOf(study: StudySummary, name: StudyFigureName): readonly StudyPage[] {
	const { title, about, spec, has } = studyFigures[name];
	const parts = outcomesByPage(study, name)
		.map((outcomes) => withOutcomes(study, outcomes))
		.filter(has);
	if (parts.length < 2) return [{ name, title, about, spec: () => spec(parts[0] ?? study) }];
	return parts.map((part, i) => {
		const words = `Page ${i + 1} of ${parts.length}`;
		return {
			name: i === 0 ? name : `${name}-${i + 1}`,
			title: `${title}, page ${i + 1} of ${parts.length}`,
			about,
			spec: () => numbered(spec(part), words),
		};
	});
}

/**
 * The figures of a study that have something to show, those with many outcomes on several pages.
 *
 *     studyPages(summary).map(({ name }) => name)     // ["timing-map", "forest", "forest-2"]
 */
export const studyPages = (study: StudySummary): readonly StudyPage[] => studyFiguresFor(study).flatMap((name) => pagesOf(study, name));
