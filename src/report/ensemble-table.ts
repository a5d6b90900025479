import { fixed, withUnit, written, writtenDifference } from "../population/estimate-text.ts";
import type { Deciders, DecidingShare, EnsembleSummary, OverSets, StudySummary } from "../population/study-summary.ts";
import { cellName, estimateOf, measureOf, outcomeOf, titleOf } from "../population/study-words.ts";
import type { StudyRows } from "./text-table.ts";

const overHead = (first: string): readonly string[] => [
	"",
	"",
	first,
	"95 % of the sets",
	"± parameters",
	"± chance",
	"of one patient’s variance",
];

/** How much of the differences between patients and sets together the sets make. */
const shareOfSets = ({ parameters, patients }: OverSets): string => {
	const all = parameters * parameters + patients * patients;
	return all > 0 ? `${fixed((100 * parameters * parameters) / all, 0)} %` : "–";
};

const asEstimate = ({ center, interval }: OverSets, error: number) => ({ value: center, interval, error });

/** What unknown parameters add to each outcome, a row a cell. */
function outcomeRows({ cells }: StudySummary, ensemble: EnsembleSummary): StudyRows {
	const names = cells[0]?.outcomes.map(({ name }) => name) ?? [];
	const rows = names.flatMap((name, o) =>
		cells.flatMap((cell, c) => {
			const [outcome, over] = [outcomeOf(cell, name), ensemble.cells[c]?.[o]];
			if (outcome === undefined || over === undefined || over === null) return [];
			const measure = measureOf(outcome);
			const inUse = written(estimateOf(outcome), measure);
			const { interval, error } = written(asEstimate(over, over.parameters), measure);
			const chance = written(asEstimate(over, over.chance), measure).error;
			const first = c === 0 ? titleOf(name) : "";
			return [[first, cellName(cell), withUnit(inUse.value, inUse.unit), interval, `± ${error}`, `± ${chance}`, shareOfSets(over)]];
		}),
	);
	return { title: "What unknown parameters add", head: overHead("in use"), rows };
}

function differenceRows({ cells, differences }: StudySummary, ensemble: EnsembleSummary): StudyRows {
	const rows = differences.flatMap((row, i) => {
		const over = ensemble.differences[i];
		if (over === undefined || over === null) return [];
		const measure = { ...row, patients: row.pairs };
		const inUse = writtenDifference(row.difference, measure);
		const { interval, error } = writtenDifference(asEstimate(over, over.parameters), measure);
		const chance = writtenDifference(asEstimate(over, over.chance), measure).error;
		const [here, there] = [cells[row.cell], cells[row.against]];
		const name = here && there ? `${cellName(here)}, against ${cellName(there)}` : "";
		return [[titleOf(row.outcome), name, withUnit(inUse.value, inUse.unit), interval, `± ${error}`, `± ${chance}`, shareOfSets(over)]];
	});
	return { title: "What unknown parameters add to differences", head: overHead("in use"), rows };
}

/** Names of a list that are told. */
const mostNamed = 3;

/** `il6_gain 41 % (+)`: the sign says which way the outcome goes as it rises. */
const shareText = ({ name, share, rank }: DecidingShare): string =>
	`${titleOf(name)} ${fixed(100 * Math.max(0, share), 0)} % (${rank < 0 ? "−" : "+"})`;

const decidersText = (shares: readonly DecidingShare[]): string => {
	const told = shares.filter(({ beyondChance }) => beyondChance).slice(0, mostNamed);
	return told.length === 0 ? "none beyond chance" : told.map(shareText).join(", ");
};

/** `severe, tocilizumab`, or `severe, tocilizumab against no tocilizumab`. */
export const decidedName = ({ cells }: StudySummary, { outcome, cell, against }: Deciders): string => {
	const [here, there] = [cells[cell], against === null ? undefined : cells[against]];
	const where = [here === undefined ? "" : cellName(here), ...(there === undefined ? [] : [`against ${cellName(there)}`])].join(" ").trim();
	return where === "" ? titleOf(outcome) : `${titleOf(outcome)}, ${where}`;
};

function decidingRows(study: StudySummary, { decides }: EnsembleSummary): StudyRows {
	return {
		title: "What decides",
		head: ["", "unknown parameters, of what the sets differ in", "patients, of what patients differ in"],
		rows: decides.map((one) => [decidedName(study, one), decidersText(one.parameters), decidersText(one.patients)]),
	};
}

/** The tables of what an ensemble adds to a study; none without one. */
export function ensembleRows(study: StudySummary): readonly StudyRows[] {
	const { ensemble } = study;
	if (ensemble === undefined) return [];
	return [outcomeRows(study, ensemble), differenceRows(study, ensemble), decidingRows(study, ensemble)].filter(
		({ rows }) => rows.length > 0,
	);
}

/** What an ensemble is, how its numbers are meant, and what is doubtful in it. */
export function ensembleNotes(study: StudySummary): readonly string[] {
	const { ensemble } = study;
	if (ensemble === undefined) return [];
	const { name, source, sets, failed } = ensemble;
	const away = outsideCount(study, ensemble);
	return [
		`The same patients went through ${sets} sets of parameters too (${name}; ${source}). “In use” is with the parameters of the model; ± parameters is the standard deviation between sets without what chance makes them differ, ± chance the Monte Carlo error of their mean.`,
		`Shares of “what decides” are first-order shares of variance, told where fewer than one study in twenty would show one as large of anything if nothing decided (+: the outcome rises with it, −: it falls).${
			sets < fewSets ? ` ${sets} sets are few: an ensemble of ${fewSets} or more tells more.` : ""
		}`,
		...(away === 0
			? []
			: [`In ${away} ${away === 1 ? "row" : "rows"} the parameters in use lie outside 95 % of the sets: the ensemble is not around them.`]),
		...(failed === 0 ? [] : [`${failed.toLocaleString("en-US")} runs of the sets failed and are left out.`]),
	];
}

/** Sets below which deciders are told to be of few (our choice). */
const fewSets = 30;

/** Outcomes whose value with the parameters in use lies outside what 95 % of the sets have, by more than chance. */
function outsideCount({ cells }: StudySummary, ensemble: EnsembleSummary): number {
	return cells.flatMap((cell, c) =>
		cell.outcomes.filter((outcome, o) => {
			const over = ensemble.cells[c]?.[o];
			if (over === undefined || over === null) return false;
			const { value, error } = estimateOf(outcome);
			return value < over.interval[0] - 2 * error || value > over.interval[1] + 2 * error;
		}),
	).length;
}
