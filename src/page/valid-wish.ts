import { nearest } from "../input/nearest.ts";
import { readUnit, sameDimension, unitOf } from "../language/units.ts";
import { perPatient } from "../treatment/amount.ts";
import { longestRun } from "../treatment/order.ts";
import type { Kit, KitTreatment } from "./kit.ts";
import { mostKnobs, type Wish, type WishedGift, type WishedOrder, type WishedStretch } from "./wish.ts";

/** A wish that can be run, and what was mended to make it so, in plain sentences. */
export interface ValidWish {
	readonly wish: Wish;
	readonly notes: readonly string[];
}

/** Gathers what is mended. */
type Note = (sentence: string) => void;

/** One of a list: what was said, the nearest to it, or what else is meant. */
function oneOf(
	said: string,
	allowed: readonly string[],
	{ what, otherwise, note }: { what: string; otherwise: string; note: Note },
): string {
	if (allowed.includes(said)) return said;
	const [found = otherwise] = nearest(said, allowed);
	note(`there is no ${what} "${said}": ${found} is shown`);
	return found;
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Whether a unit is one of what the treatment is given in, per kg or m2 or not. */
function isUnitFor({ units: [first = "1"] }: KitTreatment, unit: string): boolean {
	const read = readUnit(unit);
	return "unit" in read && sameDimension(perPatient(read.unit).absolute, perPatient(unitOf(first)).absolute);
}

function giftFault(gift: WishedGift, treatment: KitTreatment): string | undefined {
	if (gift.kind === "device") {
		if (!treatment.devices.some(({ name }) => name === gift.device)) return `it has no device "${gift.device}"`;
		return Object.values(gift.settings).every((value) => isNumber(value) && value >= 0) ? undefined : "a setting is no number";
	}
	const { value, unit } = gift.kind === "dose" ? gift.amount : gift.rate;
	if (!isNumber(value) || value < 0) return `"${value}" is no amount`;
	const rate = gift.kind === "rate" && treatment.kind === "dose";
	// A fluid that is usually given in doses may run at a rate: its amount an hour.
	const plain = rate ? unit.replace(/\/(h|min|day)$/, "") : unit;
	return isUnitFor(treatment, plain) || isUnitFor(treatment, unit) ? undefined : `"${unit}" is not a unit of it`;
}

const isLength = (hours: number | null): boolean => hours === null || (isNumber(hours) && hours >= 1 / 3600 && hours <= longestRun);

function stretchFault({ gift, every, lasts }: WishedStretch, isLast: boolean, treatment: KitTreatment): string | undefined {
	if (!isLength(every) || !isLength(lasts)) return "a length of time is wrong";
	if (lasts === null && !isLast) return "a step that others follow needs an end";
	if (gift.kind === "dose" && every === null && lasts !== null) return "doses that go on need the time between them";
	return giftFault(gift, treatment);
}

/** Doses that one order may make: more are a slip. */
const mostDoses = 10_000;

function orderFault(order: WishedOrder, kit: Kit, until: number): string | undefined {
	const treatment = kit.treatments.find(({ name }) => name === order.treatment);
	if (treatment === undefined) return "the model cannot give it";
	if (!isNumber(order.at) || order.at < kit.model.from || order.at > until) return "its time lies outside the run";
	if (order.route !== null && !treatment.routes.includes(order.route)) return `"${order.route}" is not a route of it`;
	const { stretches } = order;
	const doses = stretches.reduce((sum, { every, lasts }) => sum + (every === null ? 1 : Math.min(lasts ?? until, until) / every), 0);
	if (stretches.length === 0 || doses > mostDoses) return "it has no dose, or too many";
	return stretches.map((one, i) => stretchFault(one, i === stretches.length - 1, treatment)).find((fault) => fault !== undefined);
}

function factsOf({ facts }: Wish, kit: Kit, note: Note): Wish["facts"] {
	return Object.fromEntries(
		Object.entries(facts).flatMap(([name, value]) => {
			const fact = kit.facts.find((one) => one.name === name);
			if (fact === undefined || !isNumber(value)) {
				note(`"${name}" is no fact of the patient: it is left out`);
				return [];
			}
			const [least, most] = fact.range ?? [value, value];
			const near = Math.min(Math.max(value, least), most);
			if (near !== value) note(`${fact.label} ${value} is not plausible: ${near} ${fact.unit === "1" ? "" : fact.unit}`.trim());
			return [[name, near] as const];
		}),
	);
}

function knobsOf({ knobs }: Wish, kit: Kit, note: Note): Wish["knobs"] {
	const known = Object.entries(knobs).filter(([name, times]) => {
		const isKnown = kit.parameters.some((one) => one.name === name) && isNumber(times) && times >= 0;
		if (!isKnown) note(`"${name}" is no parameter that can be turned: it is left out`);
		return isKnown;
	});
	if (known.length > mostKnobs) note(`only ${mostKnobs} knobs can be turned: the first are kept`);
	return Object.fromEntries(known.slice(0, mostKnobs));
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The wish nearest to a given one that this page can run: what it does not know is left out or put right, and told. */
export function validWish(wish: Wish, kit: Kit): ValidWish {
	const notes: string[] = [];
	const note: Note = (sentence) => notes.push(sentence);
	const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
	const scenario = oneOf(wish.scenario, names(kit.scenarios), { what: "scenario", otherwise: kit.first, note });
	const base = kit.scenarios.find(({ name }) => name === scenario)!;
	const isUntil = isNumber(wish.until) && wish.until > kit.model.from && wish.until <= longestRun;
	if (!isUntil) note(`the run ends after ${base.wish.until / 24} days: "${wish.until}" is no length of a run`);
	const until = isUntil ? wish.until : base.wish.until;
	const orders = wish.orders.filter((order) => {
		const fault = orderFault(order, kit, until);
		if (fault !== undefined) note(`${order.treatment} is left out: ${fault}`);
		return fault === undefined;
	});
	const { individual } = wish;
	const isIndividual = individual === null || (isWhole(individual.seed) && isWhole(individual.patient));
	if (!isIndividual) note("the virtual patient is not known: the nominal one is shown");
	const lesson = wish.lesson && kit.lessons.find(({ name }) => name === wish.lesson!.name);
	const isStep = lesson && wish.lesson && isWhole(wish.lesson.step) && wish.lesson.step < lesson.steps.length;
	if (wish.lesson && !isStep) note(`there is no step ${wish.lesson.step + 1} of a lesson "${wish.lesson.name}": the course alone is shown`);
	return {
		wish: {
			scenario,
			disease: oneOf(wish.disease, names(kit.diseases), { what: "disease", otherwise: base.wish.disease, note }),
			product: oneOf(wish.product, names(kit.products), { what: "product", otherwise: base.wish.product, note }),
			facts: factsOf(wish, kit, note),
			individual: isIndividual ? individual : null,
			care: oneOf(wish.care, names(kit.protocols), { what: "protocol", otherwise: "none", note }),
			infections: wish.infections === "none" ? "none" : "chance",
			orders,
			removed: wish.removed.filter((id) => base.waiting.some((one) => one.id === id)),
			without: wish.without.filter((name) => kit.standing.includes(name)),
			knobs: knobsOf(wish, kit, note),
			until,
			lesson: isStep ? wish.lesson : null,
		},
		notes,
	};
}
