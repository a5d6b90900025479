import { formatUnit } from "../language/units.ts";
import type { FlatModel } from "../model/flat-model.ts";
import { symbolsOfModel } from "../model/flatten.ts";
import { drawOf } from "../model/hazard-draw.ts";
import { compileModel } from "../model/model-program.ts";
import { contentId, sha256Of } from "../model/plain-data.ts";
import type { Symbols } from "../model/symbols.ts";
import { type ParseOptions, parseScenario } from "../scenario/parse-scenario.ts";
import type { Plan, PlannedOrder } from "../scenario/plan.ts";
import { deviceFormulas } from "../scenario/plan-order.ts";
import { attributionOf, careOf, orderOf, treatmentOf } from "../simulate/placed-conditions.ts";
import { watchedBy } from "../simulate/program.ts";
import { type InquiryBuilder, inquiryBuilder } from "../treatment/inquiry.ts";
import type { Library } from "../treatment/library.ts";
import type { Treatment } from "../treatment/treatment.ts";
import { mapColumns, type PageMap } from "./map/page-map.ts";
import { mapForPage } from "./map/prepare-map.ts";
import { partNumber, partSet } from "./part-numbers.ts";
import { type Parts, type PartTreatment, pairKey } from "./parts.ts";
import { readScenarioPart, type ScenarioPart, type ScenarioSource } from "./read-scenario-part.ts";

const mapped = <A, B>(all: Iterable<readonly [string, A]>, change: (value: A) => B): Record<string, B> =>
	Object.fromEntries([...all].map(([name, value]) => [name, change(value)]));

function partTreatment(treatment: Treatment, symbols: Symbols): PartTreatment {
	const { amount, usual, routes, devices, equations } = treatment;
	return {
		amount: amount && formatUnit(amount),
		cap: usual.cap && { value: usual.cap.value, unit: formatUnit(usual.cap.unit) },
		route: usual.route,
		routes: mapped(routes, ({ into, over, bioavailability, lag }) => {
			const { kind, unit } = symbols.get(into)!;
			return { into, over, bioavailability, lag, target: { kind: kind as "state" | "input", unit: formatUnit(unit) } };
		}),
		inputs: equations.inputs.map(({ name, unit }) => ({ name, unit: formatUnit(unit) })),
		devices: mapped(devices, ({ name, usual: settings }) => ({
			usual: settings,
			sets: deviceFormulas(treatment, name, { symbols, problems: [] }).map(({ input, is }) => ({ input, is })),
		})),
	};
}

/** What a page is made of: a model, the protocols that it offers, and scenarios. */
export interface PageSources extends Pick<ParseOptions, "models" | "protocols"> {
	readonly library: Library;
	readonly scenarios: readonly ScenarioSource[];
}

/** The shortest scenario of a model, with what shall be asked of it. */
function bare({ models, protocols, library }: PageSources, more: Readonly<Record<string, unknown>> = {}): Plan {
	const text = JSON.stringify({ about: "Made for the page.", model: library.model.name, ...more });
	return parseScenario(text, { file: "page", models, ...(protocols ? { protocols } : {}), equations: "all" });
}

/** The standing orders of each product in each disease, each order told once. */
function standingOf(sources: PageSources, builder: InquiryBuilder): Parts["standing"] {
	const { diseases, products } = sources.library.model;
	const orders = new Map<string, { readonly place: number; readonly order: PlannedOrder<number> }>();
	const placeOf = (order: PlannedOrder<number>): number => {
		const key = JSON.stringify(order);
		const found = orders.get(key) ?? { place: orders.size, order };
		orders.set(key, found);
		return found.place;
	};
	const pairs = [...diseases.keys()].flatMap((disease) => [...products.keys()].map((product) => ({ disease, product })));
	const of = pairs.map(({ disease, product }) => {
		const plan = bare(sources, { patient: { disease, product } });
		return [pairKey(disease, product), plan.orders.map((order) => placeOf(orderOf(order, builder)))] as const;
	});
	return { of: Object.fromEntries(of), orders: [...orders.values()].map(({ order }) => order) };
}

/** Columns that the page draws or tells of at first: while something is dragged a run reads these and no more. */
function seenAtFirst({ figures }: Library, display: FlatModel["display"]): readonly string[] {
	const live = figures.filter(({ form }) => form === "live").flatMap(({ panels }) => panels);
	const told = Object.entries(display).flatMap(([name, { summary }]) => (summary === undefined ? [] : [name]));
	return [...live.flatMap(({ left, right }) => [...left, ...right]), ...told];
}

/** Texts of functions, by the keys that stand in the parts in their place. */
export type PartCode = Readonly<Record<"equations" | "algebra" | "inquiry" | "attribution", string>>;

/** What was made of a model for the page. */
export interface ModelParts {
	readonly parts: Parts;
	/** Null: the model has none. */
	readonly map: PageMap | null;
	readonly code: PartCode;
	readonly scenarios: readonly ScenarioPart[];
}

/**
 * Makes of a model what programs of wishes are made of. Throws an InputError with every problem of a scenario or protocol.
 *
 *     const { parts, code } = partsOfModel({ library, models, protocols, scenarios });
 *     const { program } = wishCompiler(parts)(wish);
 */
export function partsOfModel(sources: PageSources): ModelParts {
	const { library, protocols } = sources;
	const { model } = library;
	const plan = bare(sources);
	const builder = inquiryBuilder();
	const treatments = mapped(Object.entries(plan.treatments), (one) => treatmentOf(one, builder));
	const cares = Object.fromEntries(
		[...(protocols?.names() ?? [])].flatMap((name) => {
			const { care } = bare(sources, { care: name });
			return care ? [[name, careOf(care, builder)]] : [];
		}),
	);
	const standing = standingOf(sources, builder);
	const scenarios = sources.scenarios.map((source) => readScenarioPart(source, library, builder));
	const attribution = attributionOf(plan.attribution);
	const inquiry = builder.inquiry();
	const map = mapForPage(library);
	// What the map reads is saved beside the model's outputs, which moves no number.
	const columns = [...new Set([...plan.flat.columns, ...(map ? mapColumns(map) : [])])];
	const watched = new Set([...watchedBy({ bind: plan.bind, inquiry, attribution }), ...seenAtFirst(library, plan.flat.display)]);
	const compiled = compileModel({ ...plan.flat, columns }, { watched });
	const pages = [...model.modules, ...Object.keys(plan.treatments).map((name) => library.treatments.get(name)!.equations)];
	const symbols = symbolsOfModel(model, pages.slice(model.modules.length));
	const { equations, algebra } = compiled.code;
	const parts: Omit<Parts, "id"> = {
		modelName: model.name,
		modelSum: sha256Of([...library.files.texts].flatMap((one) => one.map((text) => `${text}\0`)).join("")),
		model: { ...compiled, code: { ...compiled.code, equations: "equations", algebra: { ...algebra, body: "algebra" } } },
		from: plan.from,
		defaults: { disease: plan.patient.disease ?? "", product: plan.patient.product ?? "" },
		numbers: {
			parameters: pages.flatMap((page) => [...page.parameters, ...page.hazards.map(drawOf)]).map(partNumber),
			covariates: pages.flatMap((page) => page.covariates).map(partNumber),
			correlations: model.correlations,
		},
		diseases: mapped(model.diseases, partSet),
		products: mapped(model.products, partSet),
		givable: mapped(library.treatments, (one) => partTreatment(one, symbols)),
		treatments,
		cares,
		standing,
		inquiry: { ...inquiry, code: "inquiry" },
		asks: builder.asks(),
		attribution: { ...attribution, inquiry: { ...attribution.inquiry, code: "attribution" } },
		bind: plan.bind,
		toxicities: plan.toxicities,
		figures: plan.figures,
		scenarios: Object.fromEntries(scenarios.map(({ shown, part }) => [shown.name, part])),
		tasks: {},
	};
	return {
		parts: { id: contentId([compiled.id, inquiry.code, { ...parts, model: compiled.id }]), ...parts },
		code: { equations, algebra: algebra.body, inquiry: inquiry.code, attribution: attribution.inquiry.code },
		scenarios,
		map,
	};
}
