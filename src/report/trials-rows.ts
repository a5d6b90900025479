import { unitWord, withUnit } from "../population/estimate-text.ts";
import type { ResultsChange } from "../trial/compare-results.ts";
import { type EndpointUse, isShare } from "../trial/endpoint.ts";
import {
	amountText,
	coverageText,
	missText,
	percentText,
	pointsText,
	predictedText,
	sdsText,
	seenIntervalText,
	seenText,
	useText,
} from "../trial/endpoint-text.ts";
import type { EndpointResult, TrialResult, TrialsResult } from "../trial/result.ts";
import { type Coverage, tally } from "../trial/tally.ts";
import type { StudyRows } from "./text-table.ts";

/** Where what was seen lies, in words that say which way. */
export const verdictText = ({ verdict, unstated }: EndpointResult): string => {
	if (verdict !== "not known") return verdict;
	return unstated === null ? "nobody counted" : "not stated";
};

const coverageRow = (name: string, coverage: Coverage): readonly string[] => [
	name,
	coverageText(coverage),
	String(coverage.above),
	String(coverage.below),
	coverage.unknown === 0 ? "" : String(coverage.unknown),
];

/** Coverage of all endpoints, by use, by kind, by trial. */
export const coverageRows = ({ trials }: TrialsResult): StudyRows => {
	const { all, byUse, byKind, byTrial } = tally(trials);
	return {
		title: "Seen inside the 95 % predictive interval",
		head: ["", "inside", "above", "below", "not known"],
		rows: [
			coverageRow("all", all),
			...byUse.map((one) => coverageRow(useText(one.of as EndpointUse), one)),
			...byKind.map((one) => coverageRow(one.of, one)),
			...(byTrial.length > 1 ? byTrial.map((one) => coverageRow(one.of, one)) : []),
		],
	};
};

/** Which way, and how far, by kind. */
export const missRows = ({ trials }: TrialsResult): StudyRows => ({
	title: "Mean miss by kind: predicted less seen",
	head: ["", "endpoints", "shares", "numbers", "sd", "too high", "too low"],
	rows: tally(trials).misses.map(({ kind, count, points, percent, sds, high, low }) => [
		kind,
		String(count),
		points === null ? "" : pointsText(points),
		percent === null ? "" : percentText(percent),
		sdsText(sds),
		String(high),
		String(low),
	]),
});

/** The endpoints of a trial, those that are not stated last. */
export const trialRows = ({ name, endpoints }: TrialResult): StudyRows => ({
	title: name,
	head: ["", "for", "seen", "95 %", "predicted (95 %)", "", "miss", "sd"],
	rows: [...endpoints.filter(({ unstated }) => unstated === null), ...endpoints.filter(({ unstated }) => unstated !== null)].map((row) => [
		row.name,
		useText(row.use),
		seenText(row),
		seenIntervalText(row),
		predictedText(row),
		verdictText(row),
		missText(row),
		sdsText(row.miss?.sds ?? null),
	]),
});

/** All that is seen outside, the farthest first. */
export const outsideRows = ({ trials }: TrialsResult): StudyRows => ({
	title: "Where it fails: seen outside the interval, the farthest first",
	head: ["trial", "endpoint", "for", "seen", "predicted (95 %)", "", "miss", "sd"],
	rows: trials
		.flatMap(({ name, endpoints }) => endpoints.map((row) => ({ name, row })))
		.filter(({ row: { verdict } }) => verdict === "above" || verdict === "below")
		.sort((a, b) => Math.abs(b.row.miss?.sds ?? 0) - Math.abs(a.row.miss?.sds ?? 0))
		.map(({ name, row }) => [
			name,
			row.name,
			useText(row.use),
			seenText(row),
			predictedText(row),
			row.verdict === "above" ? "says too little" : "says too much",
			missText(row),
			sdsText(row.miss?.sds ?? null),
		]),
});

/** What the model cannot say, with the reason; what nobody counted for. */
export const unstatedRows = ({ trials }: TrialsResult): StudyRows => ({
	title: "What is not stated, and why",
	head: ["trial", "endpoint", "seen", "why"],
	rows: trials.flatMap(({ name, endpoints }) =>
		endpoints
			.filter(({ verdict }) => verdict === "not known")
			.map((row) => [name, row.name, seenText(row), row.unstated ?? "no virtual patient was among those that count"]),
	),
});

/** Where an interval comes from: standard deviations by cause, in the measure of the endpoint, and how many virtual patients counted. */
export const partRows = ({ trials }: TrialsResult): StudyRows => ({
	title: "What makes the intervals wide: standard deviations by cause",
	head: ["trial", "endpoint", "patients of the trial", "parameters", "Monte Carlo", "virtual patients"],
	rows: trials.flatMap(({ name, endpoints }) =>
		endpoints.flatMap((row) => {
			if (row.prediction === null) return [];
			const { sd, virtual } = row.prediction;
			const unit = isShare(row) ? "points" : unitWord(row.unit);
			const text = (value: number | null) => (value === null ? "one set" : withUnit(amountText(value, row), unit));
			return [[name, row.name, text(sd.patients), text(sd.parameters), text(sd.monteCarlo), Math.round(virtual).toLocaleString("en-US")]];
		}),
	),
});

/** Endpoints whose verdict a change of the model turned, or whose prediction it moved. */
export const changeRows = ({ coverage, changed, moved }: ResultsChange): StudyRows => ({
	title: `Before: ${coverageText(coverage.before)} inside; after: ${coverageText(coverage.after)}, of the endpoints that both have`,
	head: ["trial", "endpoint", "for", "seen", "before", "after", ""],
	rows: [...changed, ...moved].map(({ trial, before, after }) => [
		trial,
		after.name,
		useText(after.use),
		seenText(after),
		predictedText(before),
		predictedText(after),
		before.verdict === after.verdict ? after.verdict : `${verdictText(before)} → ${verdictText(after)}`,
	]),
});

/** Who was asked what: `1,000 virtual patients of each trial (seed 1), with each of 20 sets of parameters of cart-crs`. */
export const askedSentence = ({ model, patients, seed, sets, trials }: TrialsResult): string => {
	const arms = trials.length === 1 ? "one published arm" : `each of ${trials.length} published arms`;
	const by = sets === 1 ? `the parameters of ${model.name}` : `each of ${sets} sets of parameters of ${model.name}`;
	return `${patients.toLocaleString("en-US")} virtual patients of ${arms} (seed ${seed}), with ${by}.`;
};

/** Below this number of sets an interval that rests on the parameters is told to be too narrow: of 40 sets 95 % lie between the extremes. */
const fewSets = 40;

/** Fewer virtual patients than these make a prediction unsure (our choice). */
const fewVirtual = 50;

/** What a reader of the numbers must know, as far as it holds here. */
export function trialsNotes(result: TrialsResult): readonly string[] {
	const { sets, trials, changes, failures } = result;
	const few = trials.flatMap(({ name, endpoints }) =>
		endpoints.flatMap((row) => (row.prediction !== null && row.prediction.virtual < fewVirtual ? [`${name}: ${row.name}`] : [])),
	);
	const changed = Object.entries(changes).map(([path, value]) => `${path} = ${value}`);
	return [
		...(changed.length > 0 ? [`Not the model as it stands: ${changed.join(", ")}.`] : []),
		...(sets === 1 ? ["One set of parameters: the intervals hold no doubt about the parameters, so they are too narrow."] : []),
		...(sets > 1 && sets < fewSets
			? [`With ${sets} sets of parameters the intervals are somewhat too narrow where parameters matter.`]
			: []),
		...(few.length > 0
			? [`Fewer than ${fewVirtual} virtual patients counted for ${few.slice(0, 6).join("; ")}${few.length > 6 ? " and others" : ""}.`]
			: []),
		...(failures.count > 0 ? [failureText(failures)] : []),
	];
}

const failureText = ({ count, first }: TrialsResult["failures"]): string => {
	const example = first[0] === undefined ? "" : ` For example patient ${first[0].patient} of ${first[0].trial}: ${first[0].why}.`;
	return `${count === 1 ? "1 run failed and is" : `${count.toLocaleString("en-US")} runs failed and are`} left out.${example}`;
};

/** Whether what is told is a measure of its own: a page hides empty tables. */
export const hasRows = ({ rows }: StudyRows): boolean => rows.length > 0;
