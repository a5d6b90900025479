import { tableUnit } from "../trajectory/unit-text.ts";
import type { EndpointResult, TrialResult, TrialsResult } from "../trial/result.ts";
import { csvField } from "./csv.ts";
import { csvwMetadata, type DescribedColumn } from "./csvw.ts";

type Cell = string | number | null;

interface EndpointColumn extends DescribedColumn {
	readonly of: (endpoint: EndpointResult, trial: TrialResult) => Cell;
}

const text = (name: string, title: string, of: EndpointColumn["of"]): EndpointColumn => ({ name, title, datatype: "string", of });
const number = (name: string, title: string, of: EndpointColumn["of"]): EndpointColumn => ({ name, title, datatype: "double", of });

/** Value, patients and ends of what was seen. */
function seenCells({ seen }: EndpointResult): { readonly value: number | null; readonly n: number | null } {
	if (seen.kind === "share") return { value: seen.count / seen.n, n: seen.n };
	return seen.kind === "number" ? { value: seen.value, n: seen.n } : { value: null, n: null };
}

const besideOf = ({ seen }: EndpointResult) => (seen.kind === "number" ? seen.beside : null);

/** A row is an endpoint of a trial; shares are from 0 to 1, numbers in `unit`. */
const columns: readonly EndpointColumn[] = [
	{ ...text("trial", "Name of the trial", (_, { name }) => name), required: true },
	text("id", "Short name of the endpoint", ({ id }) => id),
	{ ...text("endpoint", "What was seen", ({ name }) => name), required: true },
	text("kind", "What it is about", ({ kind }) => kind),
	text("use", "fit, check, or anchor of a product", ({ use }) => use),
	text("evidence", "Read in the source, recalled, or assumed", ({ evidence }) => evidence),
	text("source", "Where it was published", ({ source }) => source),
	text("population", "Virtual patients", (_, { population }) => population),
	text("care", "Protocol of the care team", (_, { care }) => care),
	text("statistic", "share, median or mean of the patients", ({ stated }) => stated?.statistic ?? null),
	text("is", "What is counted of a virtual patient", ({ stated }) => stated?.is ?? null),
	text("among", "Which patients count; empty: all", ({ stated }) => stated?.among ?? null),
	text("unit", "Unit of what was seen and predicted", ({ unit }) => tableUnit(unit)),
	number("seen", "What was seen", (endpoint) => seenCells(endpoint).value),
	number("seen_patients", "Patients of whom it was seen", (endpoint) => seenCells(endpoint).n),
	number("seen_low", "Lower end of its 95 % interval, or of a band", ({ seen_interval }) => seen_interval?.[0] ?? null),
	number("seen_high", "Upper end of its 95 % interval, or of a band", ({ seen_interval }) => seen_interval?.[1] ?? null),
	text("beside", "range, quartiles or interval that were published beside a number", (endpoint) => besideOf(endpoint)?.of ?? null),
	number("beside_low", "Its lower end", (endpoint) => besideOf(endpoint)?.from ?? null),
	number("beside_high", "Its upper end", (endpoint) => besideOf(endpoint)?.to ?? null),
	number("predicted", "Median of the predictive distribution", ({ prediction }) => prediction?.value ?? null),
	number("low", "Lower end of the 95 % predictive interval", ({ prediction }) => prediction?.interval[0] ?? null),
	number("high", "Upper end of the 95 % predictive interval", ({ prediction }) => prediction?.interval[1] ?? null),
	number("sd_patients", "Standard deviation from which patients a trial has", ({ prediction }) => prediction?.sd.patients ?? null),
	number(
		"sd_parameters",
		"Standard deviation from the parameter sets; empty with one set",
		({ prediction }) => prediction?.sd.parameters ?? null,
	),
	number("sd_monte_carlo", "Standard deviation from finitely many virtual patients", ({ prediction }) => prediction?.sd.monteCarlo ?? null),
	number("virtual_patients", "Virtual patients that counted, a set of parameters", ({ prediction }) => prediction?.virtual ?? null),
	text("verdict", "Where what was seen lies against the predictive interval", ({ verdict }) => verdict),
	number("miss_points", "Predicted less seen: percentage points, or the unit", ({ miss }) => miss?.points ?? null),
	number("miss_sds", "The same in standard deviations of the prediction", ({ miss }) => miss?.sds ?? null),
	text("unstated", "Why the model cannot state it", ({ unstated }) => unstated),
];

const cellOf = (value: Cell): string =>
	value === null || Number.isNaN(value) ? "" : typeof value === "number" ? String(value) : csvField(value);

/** `endpoints.csv`: all endpoints of trials with what the model predicts of them, a row each. */
export function endpointsCsv({ trials }: TrialsResult): string {
	const rows = trials.flatMap((trial) => trial.endpoints.map((endpoint) => columns.map(({ of }) => cellOf(of(endpoint, trial))).join(",")));
	return `${[columns.map(({ name }) => name).join(","), ...rows].join("\n")}\n`;
}

/** The metadata of `endpoints.csv`. */
export const endpointsMetadata = (): Record<string, unknown> =>
	csvwMetadata({
		title: "Published trials and what the model predicts of them",
		url: "endpoints.csv",
		description: "Endpoints of trials, a row each: for teaching and research only.",
		columns,
	});
