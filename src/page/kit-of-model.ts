import { plausibleRanges } from "../chart/signs.ts";
import { scales } from "../grading/scales.ts";
import { divideUnits, formatUnit, type Unit, unitOf } from "../language/units.ts";
import { drawOf } from "../model/hazard-draw.ts";
import type { Covariate, Parameter, ValueSet } from "../model/model.ts";
import type { ModelFigure, ModelPanel } from "../model/model-figure.ts";
import { disclaimer } from "../report/disclaimer.ts";
import { lookOf } from "../trajectory/display.ts";
import { plainName } from "../trajectory/plain-name.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { perPatient } from "../treatment/amount.ts";
import type { Library } from "../treatment/library.ts";
import { rateUnit } from "../treatment/limits.ts";
import { plausibleRange } from "../treatment/plausible-facts.ts";
import { noDevice, type Treatment } from "../treatment/treatment.ts";
import type {
	Choice,
	Kit,
	KitColumn,
	KitDevice,
	KitFact,
	KitLesson,
	KitPanel,
	KitParameter,
	KitProduct,
	KitToxicity,
	KitTreatment,
} from "./kit.ts";
import { bedsideOf } from "./modes/bedside.ts";
import type { ModelParts, PageSources } from "./parts-of-model.ts";

const oneLine = (text: string): string => text.trim().replace(/\s+/g, " ");
const sentence = (name: string): string => {
	const plain = plainName(name);
	return plain.charAt(0).toUpperCase() + plain.slice(1);
};

const setChoice = ({ name, about }: ValueSet): Choice => ({ name, label: name, about: oneLine(about) });

const productChoice = (set: ValueSet): KitProduct => ({
	...setChoice(set),
	meantFor: [...new Set(set.meantFor.flatMap(({ diseases }) => diseases))],
});

const fact = (covariate: Covariate, library: Library): KitFact => ({
	name: covariate.name,
	label: sentence(covariate.name),
	about: oneLine(covariate.about),
	unit: formatUnit(covariate.unit),
	value: covariate.value,
	range: plausibleRange(covariate, plausibleRanges(library.bind)) ?? null,
});

/** Facts that are clinical signs stand first (weight, age, burden), and of these what scenarios say most often: a reader meets them most. */
function factsOf(library: Library, scenarios: ModelParts["scenarios"]): KitFact[] {
	const all = library.model.modules.flatMap((page) => page.covariates).map((one) => fact(one, library));
	const times = (name: string) => scenarios.filter(({ shown }) => name in shown.wish.facts).length;
	const signs = new Set(Object.values(library.bind).map(({ column }) => column));
	return all.sort((a, b) => Number(signs.has(b.name)) - Number(signs.has(a.name)) || times(b.name) - times(a.name));
}

const parameter = (one: Parameter, of: string): KitParameter => ({
	name: one.name,
	label: sentence(one.name),
	about: oneLine(one.about),
	of,
	unit: formatUnit(one.unit),
	value: one.value,
	range: one.range,
	evidence: one.evidence,
	source: one.source,
});

function devicesOf({ devices, medicine }: Treatment): KitDevice[] {
	return [...devices.values()]
		.filter(({ name }) => name !== noDevice)
		.map(({ name, usual }) => {
			const { flow = null, fio2 = null } = medicine.devices[name] ?? {};
			const ranges = { ...(flow ? { flow } : {}), ...(fio2 ? { fio2 } : {}), ...(usual.peep === undefined ? {} : { peep: peepRange }) };
			return { name, label: sentence(name), about: "", usual, ranges };
		});
}

/** Pressures that a slider offers, cmH2O; what a device refuses its limits say. */
const peepRange = [0, 25] as const;

const kilogram = unitOf("kg");
const squareMeter = unitOf("m2");

/** The units in which an amount may be written: as usual, then plain and by the body. */
function unitsFor(plain: Unit, usual: Unit | null): string[] {
	const { absolute } = perPatient(plain);
	const spelled = [...(usual ? [usual] : []), absolute, divideUnits(absolute, kilogram), divideUnits(absolute, squareMeter)];
	return [...new Set(spelled.map(formatUnit))];
}

/** A rate's units: that of its channel, and what is usual. */
const rateUnits = (unit: Unit, usual: Unit | null): string[] => [...new Set([...(usual ? [usual] : []), unit].map(formatUnit))];

function kindOf({ devices, usual, medicine }: Treatment): KitTreatment["kind"] {
	if (devices.size > 0) return "device";
	return medicine.role === "vasopressor" || (usual.dose === null && usual.rate !== null) ? "rate" : "dose";
}

function treatment(one: Treatment): KitTreatment {
	const { name, about, amount, usual, routes, limits, medicine, columns } = one;
	const kind = kindOf(one);
	const common = kind === "rate" ? usual.rate : usual.dose;
	const plain = kind === "rate" ? rateUnit(one) : amount;
	const units =
		kind === "device" || !plain ? [] : kind === "rate" ? rateUnits(plain, common?.unit ?? null) : unitsFor(plain, common?.unit ?? null);
	const named = ({ value, unit }: { readonly value: number; readonly unit: Unit }) => ({ value, unit: formatUnit(unit) });
	const order = [...routes.keys()].sort((a, b) => Number(b === usual.route) - Number(a === usual.route));
	return {
		name,
		label: medicine.names.label,
		short: medicine.names.short,
		names: medicine.names.other,
		about: oneLine(about),
		role: medicine.role,
		kind,
		units,
		usual: kind === "device" || common === null ? null : named(common),
		cap: usual.cap && named(usual.cap),
		routes: order,
		devices: devicesOf(one),
		limits: limits.map(({ kind: of, say }) => ({ kind: of, say })),
		column: columns.find((column) => column.name === name)?.name ?? columns[0]?.name ?? null,
	};
}

/** Panels of the model's figures, each once, then each column that stands in none. */
function panelsOf(figures: readonly ModelFigure[], columns: readonly KitColumn[]): KitPanel[] {
	const known = new Map(columns.map((one) => [one.name, one]));
	const found = new Map<string, KitPanel>();
	const add = ({ name, left, right, lines, labels = [] }: Omit<ModelPanel, "height" | "role">) => {
		const shown = left.filter((column) => known.has(column));
		const id = [...shown, ...right].join("+");
		const [first] = shown;
		if (first === undefined || found.has(id)) return;
		found.set(id, {
			id,
			title: name ?? known.get(first)!.look.short,
			left: shown,
			right: right.filter((column) => known.has(column)),
			labels,
			lines,
		});
	};
	// The figure that a model makes for the page goes first.
	const ordered = [...figures].sort((a, b) => Number(b.form === "live") - Number(a.form === "live"));
	for (const { panels } of ordered) for (const panel of panels) add(panel);
	for (const { name } of columns) add({ left: [name], right: [], lines: [] });
	return [...found.values()];
}

/** Panels that are shown at first. */
const mostShown = 9;

const toxicities = (library: Library): KitToxicity[] =>
	Object.entries(library.toxicities).flatMap(([name, { label, scale }]) =>
		scale === null ? [] : [{ name, label, scale, title: scales[scale]?.title ?? scale }],
	);

/** Longest label in a list. */
const mostLetters = 60;

/** `P4: by ASTCT grade …`: a protocol's name, and how its own words begin. */
function protocolLabel(name: string, about: string): string {
	const words = oneLine(about)
		.split(/[:,.;](?:\s|$)/)
		.map((part) => part.trim());
	const [first = "", second = ""] = words;
	const said = first.toLowerCase() === name.toLowerCase() ? second : first;
	const label = `${sentence(name)}: ${said}`;
	return label.length <= mostLetters ? label : `${label.slice(0, mostLetters - 1).replace(/\s+\S*$/, "")} …`;
}

/** What of the page is said from outside. */
export interface KitFacts {
	readonly version: string;
	/** Name of the scenario that is shown first. */
	readonly first: string;
	readonly lessons: readonly KitLesson[];
}

/**
 * All that can be chosen in a page of a model, and how it is shown.
 *
 *     const kit = kitOfModel(sources, partsOfModel(sources), { version: "0.2.0", first: "untreated", lessons: [] });
 */
export function kitOfModel({ library }: PageSources, { parts, scenarios, map }: ModelParts, facts: KitFacts): Kit {
	const { model, treatments, figures } = library;
	const columns = parts.model.columns.map(({ name, unit, title, display }) => ({
		name,
		unit: unitText(unit),
		title,
		look: lookOf({ name, title, ...(display ? { display } : {}) }),
	}));
	const panels = panelsOf(figures, columns);
	const given = [...treatments.values()];
	return {
		version: facts.version,
		disclaimer,
		model: { name: model.name, label: model.name, about: oneLine(model.about), from: model.from },
		first: facts.first,
		scenarios: scenarios.map(({ shown }) => shown),
		protocols: [
			{ name: "none", label: "Nobody acts", about: "Only what you give." },
			...Object.values(parts.cares).map(({ name, about }) => ({ name, label: protocolLabel(name, about), about: oneLine(about) })),
		],
		diseases: [...model.diseases.values()].map(setChoice),
		products: [...model.products.values()].map(productChoice),
		facts: factsOf(library, scenarios),
		treatments: given.map(treatment),
		standing: [...new Set(parts.standing.orders.map((order) => order.treatment))],
		parameters: [
			...model.modules.flatMap((page) => [...page.parameters, ...page.hazards.map(drawOf)].map((one) => parameter(one, page.name))),
			...given.flatMap(({ name, equations }) => equations.parameters.map((one) => parameter(one, name))),
		],
		columns,
		panels,
		shown: panels.slice(0, mostShown).map(({ id }) => id),
		toxicities: toxicities(library),
		figures: figures.filter(({ form }) => form !== "live"),
		lessons: facts.lessons,
		map,
		bedside: bedsideOf(library),
	};
}
