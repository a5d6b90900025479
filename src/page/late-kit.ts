import { seenColumns } from "./elements/chosen-panels.ts";
import type { Kit } from "./kit.ts";
import { type PartNumber, type PartNumbers, type Parts, pairKey } from "./parts.ts";
import type { Wish } from "./wish.ts";

/** What of a kit is not needed before the first curve is drawn. */
export interface LateKit extends Pick<Kit, "parameters" | "lessons" | "map" | "bedside" | "figures" | "columns" | "panels"> {
	/** All but the one that is shown first. */
	readonly scenarios: Kit["scenarios"];
}

/** A kit in two parts: `withLate(early, late)` is whole again. */
export function splitKit(kit: Kit): { readonly early: Kit; readonly late: LateKit } {
	const seen = new Set(seenColumns(kit, kit.shown));
	return {
		early: {
			...kit,
			scenarios: kit.scenarios.filter(({ name }) => name === kit.first),
			parameters: [],
			figures: [],
			lessons: [],
			map: null,
			columns: kit.columns.filter(({ name }) => seen.has(name)),
			// The sentence of what changed tells of the lines of every panel.
			panels: kit.panels.filter(({ id, lines }) => kit.shown.includes(id) || lines.length > 0),
		},
		late: {
			lessons: kit.lessons,
			map: kit.map,
			bedside: kit.bedside,
			parameters: kit.parameters,
			figures: kit.figures,
			columns: kit.columns,
			panels: kit.panels,
			scenarios: kit.scenarios.filter(({ name }) => name !== kit.first),
		},
	};
}

export const withLate = (early: Kit, late: LateKit): Kit => ({ ...early, ...late, scenarios: [...early.scenarios, ...late.scenarios] });

/** What of the parts only some wishes need: what other patients, scenarios and lessons ask for, and the figures, which only who saves one needs. */
export type LateParts = Pick<
	Parts,
	"cares" | "scenarios" | "tasks" | "figures" | "numbers" | "diseases" | "products" | "standing" | "givable"
>;

const only = <T>(all: Readonly<Record<string, T>>, names: Iterable<string>): Readonly<Record<string, T>> =>
	Object.fromEntries([...names].flatMap((name) => (Object.hasOwn(all, name) ? [[name, all[name]!]] : [])));

/** Numbers as the patient at the medians needs them: nobody differs in any. */
function medians({ parameters, covariates }: PartNumbers): PartNumbers {
	const alike = ({ name, unit, value }: PartNumber): PartNumber => ({
		name,
		unit,
		value,
		cv: 0,
		distribution: "lognormal",
		range: null,
		classes: [],
	});
	return { parameters: parameters.map(alike), covariates: covariates.map(alike), correlations: [] };
}

const mediansOf = (sets: Readonly<Record<string, PartNumbers>>, names: Iterable<string>): Readonly<Record<string, PartNumbers>> =>
	Object.fromEntries(Object.entries(only(sets, names)).map(([one, numbers]) => [one, medians(numbers)]));

/** The standing orders of one product in one disease. */
function standingFor({ orders, of }: Parts["standing"], { disease, product }: Wish): Parts["standing"] {
	const key = pairKey(disease, product);
	const own = (of[key] ?? []).map((place) => orders[place]!);
	return { orders: own, of: { [key]: [...own.keys()] } };
}

/** Parts in two: what the wish needs that is shown first, and what is changed of it while the rest comes; then the rest. */
export function splitParts(parts: Parts, opening: Wish): { readonly early: Parts; readonly late: LateParts } {
	const { cares, scenarios, tasks, figures, numbers, diseases, products, standing, givable } = parts;
	const own = new Set(opening.orders.map(({ treatment }) => treatment));
	const groups = [opening, ...(scenarios[opening.scenario]?.population?.groups ?? [])];
	const early: Parts = {
		...parts,
		cares: {},
		tasks: {},
		figures: [],
		scenarios: only(scenarios, [opening.scenario]),
		numbers: medians(numbers),
		diseases: mediansOf(diseases, new Set(groups.map(({ disease }) => disease))),
		products: mediansOf(products, new Set(groups.map(({ product }) => product))),
		standing: standingFor(standing, opening),
		givable: only(givable, own),
	};
	return { early, late: { cares, scenarios, tasks, figures, numbers, diseases, products, standing, givable } };
}

/** Parts that are whole again. A scenario that was read meanwhile stays under its name. */
export const withLateParts = (early: Parts, late: LateParts): Parts => ({
	...early,
	...late,
	scenarios: { ...late.scenarios, ...early.scenarios },
});

/** Whether a wish can be run before the late parts are there. */
export function isEarlyWish({ care, scenario, lesson, individual, disease, product, orders }: Wish, opening: Wish): boolean {
	const isOfOpening = scenario === opening.scenario && disease === opening.disease && product === opening.product;
	const isGivable = (treatment: string) => opening.orders.some((one) => one.treatment === treatment);
	return isOfOpening && care === "none" && lesson === null && individual === null && orders.every(({ treatment }) => isGivable(treatment));
}
