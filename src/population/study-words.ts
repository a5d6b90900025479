import { plainName } from "../trajectory/plain-name.ts";
import { unitWord } from "./estimate-text.ts";
import type { CellSummary, Coordinate, OutcomeSummary, StudySummary } from "./study-summary.ts";

/** A name as the begin of a sentence: `severe_crs` becomes `Severe CRS`. */
export const titleOf = (name: string): string => {
	const words = plainName(name)
		.replace(/\bil(\d+)\b/g, "IL-$1")
		.replace(/[a-z][a-z0-9]*/g, (word) => abbreviations.find((one) => inName(one) === word) ?? word);
	return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Abbreviations as people write them. */
const abbreviations: readonly string[] = ["CRS", "ICANS", "ICAHT", "CRP", "IFN", "CAR-T", "MAP", "SpO₂"];

/** An abbreviation as it stands in names: `SpO₂` as `spo2`, `CAR-T` as `cart`. */
const inName = (abbreviation: string): string => abbreviation.toLowerCase().replace("-", "").replace("₂", "2");

/** A varied path: `tocilizumab.at` becomes `Tocilizumab at`, `patient.tumor_burden` becomes `Tumor burden`. */
export const pathTitle = (path: string): string => titleOf(path.replace(/^(patient|set)\./, "").replaceAll(".", " "));

const aspects: Readonly<Record<string, string>> = { at: "Start", for: "Duration", every: "Interval" };

/** A path with its unit, as the title of an axis: `Start of tocilizumab, days`. */
export const axisTitle = ({ path, unit }: Coordinate): string => {
	const word = unitWord(unit);
	const [, what, aspect] = /^(.+)\.(at|for|every)$/.exec(path) ?? [];
	const title = what === undefined ? pathTitle(path) : `${aspects[aspect ?? ""]} of ${lowered(pathTitle(what))}`;
	return word === "" ? title : `${title}, ${word}`;
};

/** A point's label on an axis that names its unit: `3 day` becomes `3`. */
export const tickLabel = ({ label, unit }: Coordinate): string =>
	unit !== "" && unit !== "1" && label.endsWith(unit) ? label.slice(0, -unit.length).trim() : label;

/** Lower case at the begin of a word that is no abbreviation. */
export const lowered = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** A point as said in a sentence: `3 days`. */
const pointText = ({ label, unit, value }: Coordinate): string =>
	/^(day|hour)$/.test(unit) && label.endsWith(unit) && value !== 1 ? `${label}s` : label;

/** Where a cell stands: `tocilizumab at 3 days, dose 8 mg/kg`; empty when nothing is varied. */
export const placeOf = (vary: readonly Coordinate[]): string =>
	vary
		.map((coordinate, i) => {
			const [head, ...rest] = coordinate.path.split(".");
			const said = rest.length > 0 && vary[i - 1]?.path.startsWith(`${head}.`) ? rest.join(".") : coordinate.path;
			return `${lowered(pathTitle(said))} ${pointText(coordinate)}`;
		})
		.join(", ");

/** Arm and place of a cell; the arm alone when nothing is varied, the place alone when it begins with the arm. */
export const cellName = ({ arm, vary }: CellSummary): string => {
	const [name, place] = [plainName(arm), placeOf(vary)];
	if (name !== "" && place.startsWith(`${name} `)) return place;
	return [name, place].filter((words) => words !== "").join(" · ") || "all patients";
};

/** What a cell is compared with: another arm by its name, as it stands at the same point; in one arm it is the point that differs. */
export const referenceName = (
	{ cells }: Pick<StudySummary, "cells">,
	{ cell, against }: { readonly cell: number; readonly against: number },
) => {
	const [here, there] = [cells[cell]!, cells[against]!];
	return cellName(here.arm === there.arm ? there : { ...there, vary: [] });
};

/** What a probability or a number is of: `Severe CRS, % of patients`, `Days at grade 3, mean, days`. */
export const outcomeTitle = (outcome: OutcomeSummary): string => {
	const unit = outcome.kind === "probability" ? "% of patients" : ["mean", unitWord(outcome.unit)].filter((w) => w !== "").join(", ");
	return `${titleOf(outcome.name)}, ${unit}`;
};

/** The outcomes of a study by name, as the first cell that has each says it. */
export const outcomesOf = ({ cells }: StudySummary): readonly OutcomeSummary[] => {
	const byName = new Map<string, OutcomeSummary>();
	for (const cell of cells) for (const outcome of cell.outcomes) if (!byName.has(outcome.name)) byName.set(outcome.name, outcome);
	return [...byName.values()];
};

export const outcomeOf = ({ outcomes }: CellSummary, name: string): OutcomeSummary | undefined => outcomes.find((o) => o.name === name);

/** The estimate of an outcome: its share, or its mean. */
export const estimateOf = (outcome: OutcomeSummary) => (outcome.kind === "probability" ? outcome.share : outcome.mean);

/** What `written` needs to know of an outcome. */
export const measureOf = (outcome: OutcomeSummary) => ({
	kind: outcome.kind,
	unit: outcome.kind === "probability" ? "1" : outcome.unit,
	patients: outcome.patients,
});

/** The arms in the order of the study. */
export const armsOf = ({ cells }: StudySummary): readonly string[] => [...new Set(cells.map(({ arm }) => arm))];

/** The paths that are varied, in the order of the study. */
export const pathsOf = ({ cells }: StudySummary): readonly string[] => [
	...new Set(cells.flatMap(({ vary }) => vary.map(({ path }) => path))),
];

/** What a study says of itself beyond its title, which is often its first sentence. */
export const beyondTitle = ({ title, about }: { readonly title: string; readonly about: string }): string =>
	about.startsWith(title)
		? about
				.slice(title.length)
				.replace(/^\.(?=\s|$)/, "")
				.trim()
		: about;

/** How many patients: `2,000 virtual patients`, and how many cells when there are several. */
export const patientsSentence = ({ patients, cells, seed, failures }: StudySummary): string => {
	const people = `${patients.toLocaleString("en-US")} virtual patient${patients === 1 ? "" : "s"} (seed ${seed})`;
	const shared = cells.length > 1 ? `, the same in each of ${cells.length} ${pathsVary(cells) ? "cells" : "arms"}` : "";
	const runs = failures.count === 1 ? "1 run" : `${failures.count.toLocaleString("en-US")} runs`;
	return `${people}${shared}${failures.count > 0 ? `; ${runs} failed and are left out` : ""}.`;
};

const pathsVary = (cells: readonly CellSummary[]): boolean => cells.some(({ vary }) => vary.length > 0);
