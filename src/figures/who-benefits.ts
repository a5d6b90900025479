import { fixed, isKnown, unitWord, withUnit, writtenDifference } from "../population/estimate-text.ts";
import type { Benefit, StudySummary } from "../population/study-summary.ts";
import { cellName, lowered, referenceName, titleOf } from "../population/study-words.ts";
import { armKey } from "./arm-key.ts";
import { armLine, armLook, armMark, mostArms } from "./arm-looks.ts";
import { constantSentence } from "./constant-outcomes.ts";
import { niceDomain } from "./nice-domain.ts";
import { reportSheet, type Sheet } from "./sheet.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { roomOn, studyStack } from "./study-frame.ts";
import { headline, studyTitle } from "./study-title.ts";
import { ink } from "./theme.ts";

const panelSize = { width: 230, height: 150, gap: 60, narrowGap: 40 } as const;
/** Left of the first panel. */
const margin = 40;

/** Panels beside each other, and how wide they are. */
export interface Beside {
	readonly columns: number;
	readonly width: number;
	readonly gap: number;
}

/** A narrower panel cannot name its quarters. */
const narrowest = 190;

export function benefitsBeside(sheet: Sheet): Beside {
	const room = roomOn(sheet, margin + 3 * panelSize.width + 2 * panelSize.gap) - margin;
	const columns = Math.max(1, Math.min(3, Math.floor((room + panelSize.gap) / (narrowest + panelSize.gap))));
	const gap = sheet.whole === null ? panelSize.gap : panelSize.narrowGap;
	return { columns, gap, width: Math.floor((room - (columns - 1) * gap) / columns) };
}

/** Pixels of a row of panels. */
export const benefitHeight = panelSize.height + 34;

export const hasBenefits = ({ benefits }: StudySummary): boolean =>
	benefits.some(({ quarters }) => quarters.some(({ difference }) => difference !== null && isKnown(difference.value)));

/** What an arm changes, by quarter of a covariate: who gains most from it. Intervals of 95 %; one row of panels an outcome. */
export const whoBenefits = (study: StudySummary, sheet: Sheet = reportSheet): Spec => {
	const beside = benefitsBeside(sheet);
	const width = margin + beside.columns * beside.width + (beside.columns - 1) * beside.gap;
	const compared = [...new Set(study.benefits.map(({ cell }) => cell))];
	const shown = compared.slice(0, mostArms);
	const outcomes = [...new Set(study.benefits.map(({ outcome }) => outcome))];
	const names = shown.map((cell) => nameOf(study, cell));
	const rows = outcomes.flatMap((outcome): View[] => rowsOf(study, { outcome, shown, beside }));
	const against = [...new Set(study.benefits.map((one) => referenceName(study, one)))];
	const cut = compared.length > shown.length ? ` The first ${shown.length} of ${compared.length} arms and cells.` : "";
	return studyStack([...(names.length > 1 ? [armKey(names, { width })] : []), ...rows], {
		title: studyTitle(study, {
			figure: `who benefits, against ${against.map((arm) => `“${arm}”`).join(", ")}`,
			seen: [contrastSentence(study), constantSentence(study)],
			reading: `Patients by quarter of a covariate, from the lowest to the highest; below zero is less than in the other arm. Bars: 95 % intervals.${cut}`,
			width,
		}),
		description: `${study.title}: differences between arms by quarter of a covariate`,
		spacing: 34,
		sheet,
	});
};

const nameOf = ({ cells }: StudySummary, cell: number): string => {
	const found = cells[cell];
	return found === undefined ? "?" : titleOf(cellName(found));
};

/** The covariate along which the first outcome's difference moves most between the outer quarters. */
const contrastSentence = (study: StudySummary): string => {
	const first = study.benefits[0]?.outcome;
	const contrasts = study.benefits
		.filter(({ outcome }) => outcome === first)
		.flatMap((benefit) => {
			const [low, high] = [benefit.quarters[0], benefit.quarters.at(-1)];
			return low?.difference && high?.difference
				? [{ benefit, low, high, gap: Math.abs(high.difference.value - low.difference.value) }]
				: [];
		})
		.sort((a, b) => b.gap - a.gap);
	const top = contrasts[0];
	if (top === undefined || first === undefined) return "";
	const said = ({ difference, pairs }: typeof top.low) => {
		if (difference === null) return "?";
		const { value, interval, unit } = writtenDifference(difference, { ...top.benefit, patients: pairs });
		return `${withUnit(value, unit)} (${interval})`;
	};
	return `${titleOf(first)}, ${nameOf(study, top.benefit.cell)}: ${said(top.low)} in the quarter with the lowest ${lowered(titleOf(top.benefit.covariate))}, ${said(top.high)} in that with the highest.`;
};

const rowsOf = (
	study: StudySummary,
	{ outcome, shown, beside: { columns, width, gap } }: { outcome: string; shown: readonly number[]; beside: Beside },
): View[] => {
	const benefits = study.benefits.filter((b) => b.outcome === outcome && shown.includes(b.cell));
	const covariates = [...new Set(benefits.map(({ covariate }) => covariate))];
	const scale = benefits[0]?.kind === "probability" ? 100 : 1;
	const bounds = benefits.flatMap(({ quarters }) =>
		quarters.flatMap(({ difference }) => (difference === null ? [] : [difference.value, ...difference.interval].filter(isKnown))),
	);
	const domain = niceDomain([0, ...bounds.map((b) => b * scale)]);
	const lines = Array.from({ length: Math.ceil(covariates.length / columns) }, (_, i) => covariates.slice(i * columns, (i + 1) * columns));
	return lines.map((line, i) => ({
		spacing: gap,
		bounds: "flush",
		hconcat: line.map((covariate, k) =>
			panel(
				benefits.filter((b) => b.covariate === covariate),
				{ shown, domain, scale, width, headed: i === 0 && k === 0 },
			),
		),
	}));
};

interface PanelOptions {
	readonly shown: readonly number[];
	readonly domain: readonly [number, number];
	readonly scale: number;
	readonly width: number;
	/** The first panel of an outcome says what is drawn. */
	readonly headed: boolean;
}

const panel = (benefits: readonly Benefit[], { shown, domain, scale, width, headed }: PanelOptions): View => {
	const first = benefits[0] as Benefit;
	const labels = first.quarters.map((quarter) => rangeText(quarter));
	const x = {
		field: "range",
		type: "ordinal" as const,
		sort: [...labels],
		scale: { type: "point" as const, padding: 0.5 },
		axis: {
			title: [titleOf(first.covariate), unitWord(first.covariateUnit)].filter((w) => w !== "").join(", "),
			labelAngle: 0,
			ticks: false,
			domain: false,
			grid: false,
			labelFontSize: 9.5,
			labelOverlap: false,
			titlePadding: 6,
		},
	};
	const y = {
		type: "quantitative" as const,
		scale: { domain: [...domain], nice: false, zero: false },
		axis: {
			title: null,
			minExtent: 28,
			tickCount: 5,
			grid: true,
			domain: false,
			ticks: false,
			labelExpr: "replace(datum.label, '-', '−')",
		},
	};
	return {
		width,
		height: panelSize.height,
		layer: [
			...(headed ? [headline(`${titleOf(first.outcome)}: change, ${unitOf(first)}`, { y: -16, x: -26 })] : []),
			{
				data: { values: [{ zero: 0 }] },
				mark: { type: "rule", color: ink.strong, strokeWidth: 1 },
				encoding: { y: { ...y, field: "zero" } },
			},
			...benefits.flatMap((benefit) => series(benefit, { place: shown.indexOf(benefit.cell), of: shown.length, scale, x, y })),
			...tooFew(benefits, x),
		],
	};
};

const unitOf = (benefit: Benefit): string => {
	if (benefit.kind === "probability") return "percentage points";
	return benefit.unit === "percent"
		? "points"
		: writtenDifference({ value: 0, interval: [0, 0], error: 1 }, { ...benefit, patients: 1 }).unit;
};

/** The outer quarters are open: their bound is infinite, or null when it came from a file. */
const rangeText = ({ from, to }: Benefit["quarters"][number]): string => {
	if (!isKnown(from)) return isKnown(to) ? `below ${short(to)}` : "all";
	return isKnown(to) ? `${short(from)}–${short(to)}` : `from ${short(from)}`;
};

/** Three digits are enough to know the quarter. */
const short = (value: number): string =>
	value === 0
		? "0"
		: fixed(value, Math.min(3, Math.max(-6, (Math.abs(value) < 10 ? 1 : 2) - Math.floor(Math.log10(Math.abs(value))))))
				.replace(/(\.\d*?)0+$/, "$1")
				.replace(/\.$/, "");

interface SeriesOptions {
	readonly place: number;
	readonly of: number;
	readonly scale: number;
	readonly x: object;
	readonly y: object;
}

const series = ({ quarters }: Benefit, { place, of, scale, x, y }: SeriesOptions): Layer[] => {
	const look = armLook(place);
	const xOffset = (place - (of - 1) / 2) * 7;
	const values = quarters.flatMap((quarter) => {
		if (quarter.difference === null || !isKnown(quarter.difference.value)) return [];
		const { value, interval } = quarter.difference;
		const [low, high] = interval.map((bound) => (isKnown(bound) ? significant(bound * scale, 5) : null));
		return [{ range: rangeText(quarter), value: significant(value * scale, 5), low: low ?? null, high: high ?? null }];
	});
	return [
		{
			data: { values: values.filter(({ low, high }) => low !== null && high !== null) },
			mark: { type: "rule", color: look.color, xOffset, strokeWidth: 1.6 },
			encoding: { x: x as never, y: { ...y, field: "low" } as never, y2: { field: "high" } },
		},
		...(of === 1 || of > 3
			? []
			: [
					{
						data: { values },
						mark: { type: "line" as const, ...armLine(look), xOffset, strokeWidth: 1, opacity: 0.6 },
						encoding: { x: x as never, y: { ...y, field: "value" } as never },
					},
				]),
		{ data: { values }, mark: { ...armMark(look), xOffset }, encoding: { x: x as never, y: { ...y, field: "value" } as never } },
	];
};

/** Quarters in which nobody can tell. */
const tooFew = (benefits: readonly Benefit[], x: object): Layer[] => {
	const [first, ...others] = benefits;
	const values = (first?.quarters ?? []).flatMap((quarter, i) =>
		[first, ...others].every((b) => b?.quarters[i]?.difference === null) ? [{ range: rangeText(quarter) }] : [],
	);
	if (values.length === 0) return [];
	return [
		{
			data: { values },
			mark: { type: "text", fontSize: 9.5, color: ink.soft, text: "too few" },
			encoding: { x: x as never, y: { value: panelSize.height - 8 } },
		},
	];
};
