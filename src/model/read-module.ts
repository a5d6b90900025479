import type { Path } from "../input/located-yaml.ts";
import type { ShapeOf } from "../input/shape.ts";
import type { PartReader } from "../language/read-parts.ts";
import { formatUnit, type Unit, unitOf } from "../language/units.ts";
import type { Codes, Covariate, Flow, Hazard, Input, Module, Parameter, PatientClass, Slot, SpreadOrigin, State } from "./model.ts";
import type { moduleShape, parameterShape } from "./module-shape.ts";
import { readDisplay } from "./read-display.ts";
import { readEvents } from "./read-events.ts";

const hour = unitOf("h");

type Sections = Partial<ShapeOf<typeof moduleShape>>;
type SpreadRow = Pick<ShapeOf<typeof parameterShape>, "cv" | "classes" | "spread">;
type NamedRow<T> = readonly [string, T];

const rows = <T>(section: Record<string, T> | undefined): NamedRow<T>[] => Object.entries(section ?? {});
const common = (read: PartReader, path: Path, row: { readonly about?: string | undefined; readonly codes?: Codes | undefined }) => ({
	name: String(path.at(-1)),
	about: row.about ?? "",
	place: read.yaml.keyPlace(path),
	...(row.codes ? { codes: row.codes } : {}),
});

function readRange(read: PartReader, path: Path, written: unknown, unit: Unit): readonly [number, number] | null {
	if (written === undefined) return null;
	const [least, most] = [0, 1].map((i) => read.quantityIn([...path, "range", i], unit, `1 ${formatUnit(unit)}`));
	if (least! > most!) read.wrong([...path, "range"], "the lower bound is above the upper bound");
	return [least!, most!];
}

/** The spread that a row tells. */
export const variation = (row: {
	readonly cv?: number | undefined;
	readonly distribution?: "lognormal" | "normal" | "logit-normal" | undefined;
}) => ({
	cv: row.cv ?? 0,
	distribution: row.distribution ?? ("lognormal" as const),
});

function readClasses(read: PartReader, path: Path, rows: ShapeOf<typeof parameterShape>["classes"] = []): PatientClass[] {
	const classes = rows.map(({ share, times, about = "" }) => ({ share, times, about }));
	const all = classes.reduce((sum, { share }) => sum + share, 0);
	if (all > 1)
		read.wrong([...path, "classes"], `the shares add up to ${all}`, "at most 1; patients in none of the classes keep the value unchanged");
	return classes;
}

/** What nobody gave a source for. */
const assumed: SpreadOrigin = { source: "assumed", evidence: "assumed", about: "" };

type SaidOfSpread = SpreadRow["spread"];

/** What a row says of its spread; undefined where it says nothing. */
export const saidOfSpread = (spread: SaidOfSpread): SpreadOrigin | undefined => spread && { ...spread, about: spread.about ?? "" };

/** Why a spread is believed: as its row says, else assumed; null where there is none to speak of. */
export function readSpreadOrigin(read: PartReader, path: Path, { cv = 0, classes = [], spread }: SpreadRow): SpreadOrigin | null {
	if (cv > 0 || classes.length > 0) return saidOfSpread(spread) ?? assumed;
	if (spread)
		read.wrongKey([...path, "spread"], "a source of a spread, where nothing differs between patients", "write cv, or leave spread out");
	return null;
}

/** One row of `parameters:`; also of a product or disease. */
export function readParameter(read: PartReader, path: Path, row: ShapeOf<typeof parameterShape>): Parameter | undefined {
	read.name(path);
	const quantity = read.quantity([...path, "value"]);
	if (!quantity) return undefined;
	const range = readRange(read, path, row.range, quantity.unit);
	if (range && !(range[0] <= quantity.value && quantity.value <= range[1]))
		read.wrong([...path, "range"], "the value is outside its own range");
	return {
		...common(read, path, row),
		unit: quantity.unit,
		value: quantity.value,
		...variation(row),
		range,
		classes: readClasses(read, path, row.classes),
		source: row.source,
		evidence: row.evidence,
		spread: readSpreadOrigin(read, path, row),
	};
}

function readCovariates(read: PartReader, section: Sections["covariates"]): Covariate[] {
	return rows(section).map(([name, row]) => {
		const path = ["covariates", name];
		read.name(path);
		const unit = read.unit([...path, "unit"]);
		const example = `70 ${formatUnit(unit)}`;
		const range = readRange(read, path, row.range, unit);
		return { ...common(read, path, row), unit, value: read.quantityIn([...path, "default"], unit, example), ...variation(row), range };
	});
}

function readInputs(read: PartReader, section: Sections["inputs"]): Input[] {
	return rows(section).map(([name, row]) => {
		const path = ["inputs", name];
		read.name(path);
		const unit = read.unit([...path, "unit"]);
		const rest = read.quantityIn([...path, "rest"], unit, `0 ${formatUnit(unit)}`);
		return { ...common(read, path, row), unit, rest, ...readDisplay(read, [...path, "display"], row.display, unit) };
	});
}

function readSlots(read: PartReader, section: Sections["slots"]): Slot[] {
	return rows(section).map(([name, row]) => {
		const path = ["slots", name];
		read.name(path);
		const unit = read.unit([...path, "unit"]);
		const rest = read.quantityIn([...path, "rest"], unit, `0 ${formatUnit(unit)}`);
		return { ...common(read, path, row), unit, join: row.join, rest, ...readDisplay(read, [...path, "display"], row.display, unit) };
	});
}

function readStates(read: PartReader, section: Sections["states"]): State[] {
	return rows(section).flatMap(([name, row]) => {
		const path = ["states", name];
		read.name(path);
		const unit = read.unit([...path, "unit"]);
		const scale = row.scale === undefined ? 1 : read.quantityIn([...path, "scale"], unit, `1 ${formatUnit(unit)}`);
		if (!(scale > 0)) read.wrong([...path, "scale"], "a scale must be greater than zero");
		const start = read.formula([...path, "start"]);
		const rate = read.formula([...path, "rate"]);
		const shown = readDisplay(read, [...path, "display"], row.display, unit);
		return start && rate ? [{ ...common(read, path, row), unit, scale, start, rate, ...shown }] : [];
	});
}

function readFlows(read: PartReader, key: "flows" | "observables", section: Sections["flows"]): Flow[] {
	return rows(section).flatMap(([name, row]) => {
		const path = [key, name];
		read.name(path);
		const unit = read.unit([...path, "unit"]);
		const is = read.formula([...path, "is"]);
		const shown = readDisplay(read, [...path, "display"], row.display, unit);
		return is ? [{ ...common(read, path, row), unit, is, ...shown }] : [];
	});
}

function readHazards(read: PartReader, section: Sections["hazards"], inputs: readonly Input[]): Hazard[] {
	return rows(section).flatMap(([name, row]) => {
		const path = ["hazards", name];
		read.name(path);
		const rate = read.formula([...path, "rate"]);
		const { set, die } = row.then;
		if ((set === undefined) === (die === undefined)) read.wrong([...path, "then"], "a hazard needs either set: or die:");
		if (die !== undefined && row.then.for !== undefined) read.wrong([...path, "then", "for"], "for: does not go with die:");
		const sets = Object.keys(set ?? {}).map((input) => {
			const place = [...path, "then", "set", input];
			const unit = inputs.find((one) => one.name === input)?.unit;
			if (!unit) read.wrongKey(place, `"${input}" is not an input of this page`, `allowed: ${inputs.map((one) => one.name).join(", ")}`);
			return { input, value: unit ? read.quantityIn(place, unit, "1") : 0, place: read.yaml.keyPlace(place) };
		});
		const lasts = row.then.for === undefined ? null : read.quantityIn([...path, "then", "for"], hour, "5 min");
		return rate ? [{ ...common(read, path, row), rate, sets, lasts, dies: die ?? null, isInfection: row.kind === "infection" }] : [];
	});
}

/** The equations of a page or a treatment whose shape was checked. `infused` is filled by treatments. */
export function readModule(read: PartReader, name: string, sections: Sections): Module {
	const inputs = readInputs(read, sections.inputs);
	return {
		name,
		file: read.yaml.file,
		about: sections.about ?? "",
		parameters: rows(sections.parameters).flatMap(([key, row]) => readParameter(read, ["parameters", key], row) ?? []),
		covariates: readCovariates(read, sections.covariates),
		inputs,
		slots: readSlots(read, sections.slots),
		states: readStates(read, sections.states),
		flows: readFlows(read, "flows", sections.flows),
		observables: readFlows(read, "observables", sections.observables),
		hazards: readHazards(read, sections.hazards, inputs),
		events: readEvents(read, sections.events),
		writes: [],
		infused: [],
	};
}
