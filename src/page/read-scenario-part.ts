import { InputError, type Problem } from "../input/problem.ts";
import type { Quantity } from "../language/quantity.ts";
import { partReader } from "../language/read-parts.ts";
import { formatUnit } from "../language/units.ts";
import { drawOf } from "../model/hazard-draw.ts";
import { conditionWords, type SaidNames } from "../report/condition-words.ts";
import { readLayers } from "../scenario/extends.ts";
import { type ParseOptions, parseScenario } from "../scenario/parse-scenario.ts";
import type { Plan } from "../scenario/plan.ts";
import type { ScenarioBody } from "../scenario/scenario-shape.ts";
import { settableStates } from "../scenario/settings.ts";
import { orderOf } from "../simulate/placed-conditions.ts";
import type { InquiryBuilder } from "../treatment/inquiry.ts";
import type { Library } from "../treatment/library.ts";
import type { Gift, Order, Stretch } from "../treatment/order.ts";
import { readOrder } from "../treatment/read-order.ts";
import type { KitScenario, WaitingOrder } from "./kit.ts";
import type { PartOrder, PartScenario } from "./parts.ts";
import { readPopulationPart } from "./read-population-part.ts";
import { saidNames } from "./said-names.ts";
import type { Wish, WishedGift, WishedOrder, WrittenNumber } from "./wish.ts";
import { giftWords } from "./words/dose-words.ts";
import { dayWords } from "./words/say.ts";

/** A scenario as the page has it. */
export interface ScenarioPart {
	readonly shown: KitScenario;
	readonly part: PartScenario;
}

/** A scenario's text, and what it is read with. */
export interface ScenarioSource extends ParseOptions {
	readonly name: string;
	readonly text: string;
	/** A course of a lesson: it stands in no list. */
	readonly hidden?: true;
}

const written = ({ value, unit }: Quantity): WrittenNumber => ({ value, unit: formatUnit(unit) });

/** A gift as a lane tells it; undefined for what is computed or chosen when it is given. */
function wishedGift(gift: Gift): WishedGift | undefined {
	if (gift.kind === "device") return { kind: "device", device: gift.device, settings: gift.settings };
	if (gift.kind === "rate") return gift.rate.kind === "quantity" ? { kind: "rate", rate: written(gift.rate.quantity) } : undefined;
	if (gift.amount.kind !== "quantity" || gift.pace !== null) return undefined;
	return { kind: "dose", amount: written(gift.amount.quantity), over: gift.over };
}

/** An order as a lane; undefined when no lane can tell it. */
function wishedOrder({ treatment, begins, repeat, steady, stretches }: Order): WishedOrder | undefined {
	if (begins.kind !== "at" || repeat !== null) return undefined;
	const told = stretches.flatMap(({ gift, ...rest }: Stretch) => {
		const one = wishedGift(gift);
		return one ? [{ gift: one, ...rest }] : [];
	});
	const [first] = stretches;
	if (told.length < stretches.length || first === undefined) return undefined;
	const route = first.gift.kind === "device" ? null : first.gift.route;
	return { treatment, route, at: begins.time, stretches: told, steady: steady !== null };
}

/** What an order gives, in a few words: `8 mg/kg`, `nasal cannula, 4 L/min`. */
function givesText(row: Readonly<Record<string, unknown>>, [first]: readonly Order[]): string {
	const gift = first === undefined ? undefined : wishedGift(first.stretches[0]!.gift);
	return gift === undefined ? String(row["dose"] ?? row["rate"] ?? row["device"] ?? "the usual dose") : giftWords(gift);
}

/** When an order begins, in words; as written where it is more than words can tell. */
function saysOf({ begins, why }: Order, names: SaidNames): string {
	return begins.kind === "at" ? `on ${dayWords(begins.time)}` : `when ${conditionWords(begins.condition.expression, names) ?? why}`;
}

/** The rows of `treatments:`, each with its orders and what was planned of them. */
function rowsOf(yaml: ReturnType<typeof readLayers>, plan: Plan, library: Library) {
	const body = yaml.value as ScenarioBody;
	const { treatments, formulary, model } = library;
	const context = {
		from: model.from,
		until: plan.until,
		treatmentNames: [...treatments.keys()],
		formulary,
		treatment: (name: string) => treatments.get(name),
	};
	const read = partReader(yaml, []);
	const rows = (body.treatments ?? []).map((row, i) => ({ row, orders: readOrder(read, ["treatments", i], row, context) }));
	// Standing orders come first.
	let next = plan.orders.length - rows.reduce((sum, { orders }) => sum + orders.length, 0);
	return rows.map(({ row, orders }) => {
		const planned = plan.orders.slice(next, next + orders.length);
		next += orders.length;
		return { row, orders, planned };
	});
}

/** What `set:` says: multiples of parameters are knobs, their values and the states stay with the scenario. */
function setsOf(body: ScenarioBody, library: Library) {
	const pages = [...library.model.modules, ...[...library.treatments.values()].map(({ equations }) => equations)];
	const parameters = new Set(pages.flatMap((page) => [...page.parameters, ...page.hazards.map(drawOf)]).map((one) => one.name));
	const states = settableStates(library);
	const knobs: Record<string, number> = {};
	const valued: string[] = [];
	const spreads: Record<string, number> = {};
	const set: Record<string, unknown> = {};
	for (const [name, to] of Object.entries(body.set ?? {})) {
		const multiple = /^\s*([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)\s*x\s*$/.exec(String(to))?.[1];
		if (multiple !== undefined && !states.has(name)) knobs[name] = Number(multiple);
		else {
			set[name] = to;
			if (parameters.has(name)) valued.push(name);
			if (typeof to === "object" && "spread" in to) spreads[name] = Number.parseFloat(String(to.spread));
		}
	}
	return { knobs, valued, spreads, set };
}

/** An id of a row that stays while others come and go. */
const rowId = (place: number, { give }: { readonly give: string }): string => `${place + 1}-${give}`;

/**
 * Reads a scenario as the page has it: what can be moved as lanes and knobs, all else by its places in an inquiry. Throws an InputError with every problem,
 * those of what a page cannot show among them.
 */
export function readScenarioPart(
	{ name, text, hidden, ...options }: ScenarioSource,
	library: Library,
	builder: InquiryBuilder,
): ScenarioPart {
	const yaml = readLayers(text, { ...options, yaml: options.models.yaml });
	const plan = parseScenario(text, { ...options, equations: "all" });
	const body = yaml.value as ScenarioBody;
	refuseOthers({ plan, body }, library, yaml.keyPlace);
	const rows = rowsOf(yaml, plan, library);
	const lanes: WishedOrder[] = [];
	const waiting: Record<string, PartOrder> = {};
	const told: WaitingOrder[] = [];
	const names = saidNames(library);
	rows.forEach(({ row, orders, planned }, i) => {
		const moving = orders.flatMap((order) => wishedOrder(order) ?? []);
		const [first] = orders;
		if (moving.length === orders.length || first === undefined) {
			lanes.push(...moving);
			return;
		}
		const id = rowId(i, row);
		waiting[id] = { orders: planned.map((one) => orderOf(one, builder)), row };
		told.push({ id, treatment: row.give, when: first.why, says: saysOf(first, names), gives: givesText(row, orders) });
	});
	const { knobs, valued, spreads, set } = setsOf(body, library);
	const { models } = options;
	const population = readPopulationPart(plan, { patient: body.patient ?? {}, valued, library, models, builder });
	const flat = new Map(plan.flat.parameters.map((one) => [one.name, one.value]));
	const values = Object.fromEntries(valued.map((one) => [one, flat.get(one)!]));
	const stated = Object.keys(body.patient ?? {}).filter((one) => one !== "disease" && one !== "product");
	const wish: Wish = {
		scenario: name,
		disease: plan.patient.disease ?? "",
		product: plan.patient.product ?? "",
		facts: Object.fromEntries(stated.map((one) => [one, plan.patient.covariates[one]!])),
		individual: null,
		care: options.care ?? body.care ?? "none",
		infections: plan.infections ?? "chance",
		orders: lanes,
		removed: [],
		without: [...(body.without ?? [])],
		knobs,
		until: plan.until,
		lesson: null,
	};
	return {
		shown: {
			name,
			label: plan.title,
			about: plan.about.trim().replace(/\s+/g, " "),
			...(hidden ? { hidden } : {}),
			wish,
			waiting: told,
			sets: Object.entries({ ...(population ? { population: population.name } : {}), ...set }).map(([one, to]) => ({
				name: one,
				to: typeof to === "object" ? JSON.stringify(to) : String(to),
			})),
		},
		part: {
			title: plan.title,
			about: plan.about.trim().replace(/\s+/g, " "),
			waiting,
			values,
			spreads,
			settings: plan.settings,
			set,
			...(population ? { population } : {}),
		},
	};
}

/** A page is of one model, and its knobs turn what they turn in every patient. */
function refuseOthers(
	{ plan, body }: { readonly plan: Plan; readonly body: ScenarioBody },
	library: Library,
	place: ReturnType<typeof readLayers>["keyPlace"],
): void {
	const problems: Problem[] = [];
	const problem = (key: string, message: string, hint: string) => problems.push({ ...place(key.split(".")), key, message, hint });
	const { diseases, products } = library.model;
	for (const name of Object.keys(body.set ?? {}))
		if (diseases.has(name) || products.has(name))
			problem(`set.${name}`, `a page sets no numbers for ${name} alone`, "write them under set: without its name");
	if (plan.events !== null)
		problem(
			"treatments",
			"a page moves the doses of a list, and these come from a table of events",
			"run it: crsim run FILE; or list its doses",
		);
	if (plan.model !== library.model.name)
		problem(
			"model",
			`this page is made of the model "${library.model.name}"`,
			"make a page of this scenario by itself: crsim explore FILE",
		);
	if (problems.length > 0) throw new InputError(problems);
}
