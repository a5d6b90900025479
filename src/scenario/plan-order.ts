import { entryOf } from "../input/entry-of.ts";
import { allowedHint } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import { checkedQuantity } from "../language/check-units.ts";
import { evaluate } from "../language/evaluate.ts";
import type { Expression } from "../language/expression.ts";
import { type Fault, problemOf } from "../language/fault.ts";
import type { Formula } from "../language/formula.ts";
import { formatQuantity, type Quantity, wrongDimension } from "../language/quantity.ts";
import { divideUnits, formatUnit, sameDimension, type Unit, unitOf } from "../language/units.ts";
import { infusionInto, type SymbolKind, type Symbols } from "../model/symbols.ts";
import { forBody, perPatient, scaledAmount } from "../treatment/amount.ts";
import { type ConditionNames, checkAmount, checkCondition } from "../treatment/condition.ts";
import { checkLimits, rateUnit } from "../treatment/limits.ts";
import type { Gift, Order, Stretch } from "../treatment/order.ts";
import { type DeviceSettings, deviceSettings, type Route, type ScaledParameter, type Treatment } from "../treatment/treatment.ts";
import type { WrittenAmount } from "../treatment/written-amount.ts";
import { type AmountDose, type DosedPatient, fittedDose, fittedRate, type RateDose, shortest } from "./fit-to-patient.ts";
import type { PlannedGift, PlannedOrder, PlannedTreatment } from "./plan.ts";

export interface PlanContext {
	/** The nominal patient. */
	readonly patient: DosedPatient;
	/** Whether a fact of his surely holds. */
	readonly surely: (condition: Expression) => boolean;
	readonly symbols: Symbols;
	readonly names: ConditionNames;
	readonly problems: Problem[];
	readonly warnings: string[];
}

const hour = unitOf("h");

/** A number of a route, where it is written, and the parameter, where it is one. */
const routeParameters = ({ bioavailability, lag }: Route) => ({
	bioavailability: typeof bioavailability === "number" ? null : bioavailability,
	lag: typeof lag === "number" ? null : lag,
});

const written = (value: number | ScaledParameter, otherwise: number) => (typeof value === "number" ? value : otherwise);

/** What of a treatment decides its doses. */
export type Dosed = Pick<Treatment, "name" | "amount" | "routes"> & {
	readonly usual: Pick<Treatment["usual"], "cap">;
	readonly equations: { readonly inputs: readonly { readonly name: string; readonly unit: Unit }[] };
};

/** What a dose is planned with. */
export type DoseContext = Pick<PlanContext, "patient" | "warnings"> & {
	readonly symbols: { readonly get: (name: string) => { readonly kind: SymbolKind; readonly unit: Unit } | undefined };
};

/** What a dose of a quantity is: `pace` is the rate beside it. */
interface DoseParts {
	readonly amount: Quantity;
	readonly pace: Quantity | null;
	readonly over: number | null;
	/** The pace is that of the share that arrives. */
	readonly arriving?: true | undefined;
}

export function planDose(gift: DoseParts, treatment: Dosed, route: Route, { symbols, patient, warnings }: DoseContext): AmountDose {
	const target = symbols.get(route.into)!;
	const unit = treatment.amount!;
	const { cap } = treatment.usual;
	const capped = cap && perPatient(gift.amount.unit).per !== null;
	const ofRoute = gift.over === null && gift.pace === null ? route.over : null;
	// A length that is a parameter of the patient: per hour of it.
	const length = typeof ofRoute === "number" ? null : ofRoute;
	const said = gift.over ?? (typeof ofRoute === "number" ? ofRoute : null);
	const over = said ?? (length || target.kind === "input" ? 1 : 0);
	const runs = target.kind === "input" || over > 0 || gift.pace !== null;
	const into = target.kind === "input" ? target.unit : divideUnits(target.unit, hour);
	const perHour = divideUnits(unit, hour);
	const share = written(route.bioavailability, 1);
	const fit = {
		...routeParameters(route),
		...(length ? { over: length } : {}),
		amount: scaledAmount(gift.amount, unit),
		cap: capped ? scaledAmount(cap, unit) : null,
		value: runs
			? scaledAmount({ value: gift.pace ? share : share / over, unit: perHour }, into)
			: scaledAmount({ value: share, unit }, target.unit),
		pace: gift.pace && {
			perHour: scaledAmount(gift.pace, perHour),
			shown: scaledAmount(gift.pace, rateUnit(treatment)!),
			...(gift.arriving ? { arriving: true as const } : {}),
		},
	};
	const name = target.kind === "state" && runs ? infusionInto(route.into) : route.into;
	const common = { kind: "dose", route: route.name, over, lag: written(route.lag, 0), fit } as const;
	const dose = fittedDose({ ...common, target: { kind: runs ? "input" : "state", name }, amount: 0, value: 0, share }, patient);
	const wished = forBody(fit.amount, patient.body);
	if (capped && dose.amount < wished) {
		const spelled = `${Number(wished.toPrecision(4))} ${formatUnit(unit)}`;
		warnings.push(`${treatment.name}: ${formatQuantity(gift.amount)} would be ${spelled}; cut at ${formatQuantity(cap)}`);
	}
	return dose;
}

/** A running rate in pure numbers. */
export function planRate(rate: Quantity, treatment: Dosed, route: Route, { symbols, patient }: DoseContext): RateDose {
	const target = symbols.get(route.into)!;
	const shown = rateUnit(treatment)!;
	const input = target.kind === "input" ? route.into : infusionInto(route.into);
	const unit = target.kind === "input" ? target.unit : divideUnits(target.unit, hour);
	const whole = scaledAmount(rate, unit);
	const value = { ...whole, base: whole.base * written(route.bioavailability, 1) };
	const fit = { ...routeParameters(route), rate: scaledAmount(rate, shown), value };
	const common = { kind: "rate", unit: formatUnit(shown), route: route.name, lag: written(route.lag, 0), input, fit } as const;
	return fittedRate({ ...common, rate: 0, value: 0 }, patient);
}

/** What is made of an amount: its unit, and what one quantity of it gives. */
interface AmountPlan {
	/** Its unit, but for `/kg` or `/m2`. */
	readonly needed: Unit;
	readonly make: (quantity: Quantity, context: PlanContext) => PlannedGift | undefined;
	/** Whether it may be computed when it is given. */
	readonly computes: boolean;
}

/** An amount with its choices. Of a branch that this patient never comes to nothing is warned. */
function planAmount(amount: WrittenAmount, context: PlanContext, plan: AmountPlan): PlannedGift | undefined {
	switch (amount.kind) {
		case "quantity":
			return plan.make(amount.quantity, context);
		case "formula":
			return planComputed(amount.is, context, plan);
		case "choice": {
			const when = checkCondition(amount.when, context.names, context.problems);
			const say = partText(amount.when);
			const unless: Expression | undefined = when && { kind: "not", of: when, span: when.span };
			const silent = { ...context, warnings: [] };
			const then = planAmount(amount.then, unless && context.surely(unless) ? silent : context, plan);
			const otherwise = planAmount(amount.otherwise, when && context.surely(when) ? silent : context, plan);
			return when && unless && then && otherwise && { kind: "choice", when, unless, then, otherwise, say };
		}
	}
}

/** The part of a text that a formula is. */
const partText = ({ text, expression: { span } }: Formula) => text.slice(span.start, span.end).trim();

function planComputed(formula: Formula, context: PlanContext, { needed, make, computes }: AmountPlan): PlannedGift | undefined {
	const checked = checkAmount(formula, context.names, context.problems);
	if (!checked) return undefined;
	const { absolute } = perPatient(checked.unit);
	const problem = (message: string, hint: string) => {
		context.problems.push({ ...formula.locate(formula.expression.span), key: formula.key, message, hint });
		return undefined;
	};
	if (!sameDimension(absolute, needed))
		return problem(wrongDimension(partText(formula), absolute, needed, `1 ${formatUnit(needed)}`), "per kg or m2 is allowed too");
	if (!computes) return problem("a rate beside a dose is a quantity, or a choice between quantities", "for example 10 mL/kg/h");
	// What 1 of it is says nothing of what will be given.
	const one = make({ value: 1, unit: checked.unit }, { ...context, problems: [], warnings: [] });
	if (one?.kind !== "dose" && one?.kind !== "rate") return undefined;
	return { kind: "computed", times: checked.expression, one, say: partText(formula) };
}

/** What a device sets, as checked expressions of its settings in their units. */
export function deviceFormulas(treatment: Treatment, name: string, { symbols, problems }: Pick<PlanContext, "symbols" | "problems">) {
	const device = treatment.devices.get(name)!;
	return device.sets.flatMap(({ input, is, place }) => {
		const symbol = symbols.get(input);
		if (symbol?.kind !== "input") {
			const inputs = [...symbols.values()].filter((one) => one.kind === "input").map((one) => one.name);
			problems.push({ ...place, key: is.key, message: `"${input}" is not an input`, hint: allowedHint(input, inputs) });
			return [];
		}
		const faults: Fault[] = [];
		const meaning = (read: string) => {
			const unit = entryOf(deviceSettings, read);
			return unit
				? ({ kind: "quantity", unit: unitOf(unit) } as const)
				: ({ kind: "unknown name", allowed: Object.keys(deviceSettings) } as const);
		};
		const checked = checkedQuantity(is.expression, symbol.unit, { text: is.text, meaning }, faults);
		for (const fault of faults) problems.push(problemOf(fault, is));
		return checked ? [{ input, is: checked, place, key: is.key }] : [];
	});
}

/** The value of one of these at some settings; NaN where one that it uses is missing. */
export const atSettings = (is: Expression, settings: DeviceSettings): number =>
	evaluate(is, { number: (read) => settings[read as keyof DeviceSettings] ?? Number.NaN });

function deviceValues(
	treatment: Treatment,
	name: string,
	settings: DeviceSettings,
	context: PlanContext,
): { input: string; value: number }[] {
	return deviceFormulas(treatment, name, context).flatMap(({ input, is, place, key }) => {
		const value = atSettings(is, settings);
		if (Number.isFinite(value)) return [{ input, value }];
		// A setting that could not be read was told where it stands.
		if (Object.values(settings).some(Number.isNaN)) return [];
		const given = Object.entries(settings).map(([name, number]) => `${name} ${number}`);
		const message = `${name} gives ${input} no finite number with ${given.join(", ") || "no setting"}`;
		context.problems.push({ ...place, key, message, hint: "give each setting that it uses a value under usual:" });
		return [];
	});
}

const planDevice = (gift: Extract<Gift, { kind: "device" }>, treatment: Treatment, context: PlanContext) => ({
	kind: gift.kind,
	device: gift.device,
	settings: gift.settings,
	sets: deviceValues(treatment, gift.device, gift.settings, context),
});

type AmountGift = Extract<Gift, { kind: "dose" }>;

/** A dose with the rate beside it, which must not be so high that it is in at once. */
function planPaced(parts: DoseParts, pace: NonNullable<AmountGift["pace"]>, route: Route, treatment: Treatment, context: PlanContext) {
	const dose = planDose(parts, treatment, route, context);
	if (!(dose.amount > 0) || dose.over > shortest) return dose;
	const message = `at this rate ${formatQuantity(parts.amount)} would be given within a second`;
	context.problems.push({ ...pace.place, key: pace.key, message, hint: "leave rate: out to give it as its route says" });
	return dose;
}

function planAmountGift(
	{ amount, over, pace, route: name }: AmountGift,
	treatment: Treatment,
	context: PlanContext,
): PlannedGift | undefined {
	const needed = treatment.amount!;
	const route = treatment.routes.get(name)!;
	const dosed = (within: PlanContext, make: AmountPlan["make"]) => planAmount(amount, within, { needed, computes: true, make });
	if (pace === null)
		return dosed(context, (quantity, within) => planDose({ amount: quantity, pace: null, over }, treatment, route, within));
	return planAmount(pace.rate, context, {
		needed: divideUnits(needed, hour),
		computes: false,
		make: (rate, outer) =>
			dosed(outer, (quantity, within) =>
				planPaced({ amount: quantity, pace: rate, over, arriving: pace.arriving }, pace, route, treatment, within),
			),
	});
}

/** What an act gives, in pure numbers; undefined when something in it is wrong (the problem is noted). */
export function planGift(gift: Gift, treatment: Treatment, context: PlanContext): PlannedGift | undefined {
	switch (gift.kind) {
		case "dose":
			return planAmountGift(gift, treatment, context);
		case "rate": {
			const route = treatment.routes.get(gift.route)!;
			const make = (rate: Quantity, within: PlanContext) => planRate(rate, treatment, route, within);
			return planAmount(gift.rate, context, { needed: divideUnits(treatment.amount!, hour), computes: true, make });
		}
		case "device":
			return planDevice(gift, treatment, context);
	}
}

/** Stretches in pure numbers; undefined when something in one is wrong. */
export function planStretches(
	stretches: readonly Stretch[],
	treatment: Treatment,
	context: PlanContext,
): readonly Stretch<PlannedGift>[] | undefined {
	const planned = stretches.flatMap(({ gift, every, lasts }) => {
		const plan = planGift(gift, treatment, context);
		return plan ? [{ gift: plan, every, lasts }] : [];
	});
	return planned.length === stretches.length ? planned : undefined;
}

/** Brings an order into pure numbers for one patient; undefined when its condition is wrong (the problem is noted). */
export function planOrder(order: Order, treatment: Treatment, context: PlanContext): PlannedOrder | undefined {
	const condition = order.begins.kind === "when" ? checkCondition(order.begins.condition, context.names, context.problems) : undefined;
	const going = order.repeat?.while ? checkCondition(order.repeat.while, context.names, context.problems) : null;
	const stretches = planStretches(order.stretches, treatment, context);
	if ((order.begins.kind === "when" && !condition) || going === undefined || stretches === undefined) return undefined;
	return {
		treatment: order.treatment,
		why: order.why,
		begins: order.begins.kind === "at" ? order.begins : { kind: "when", condition: condition! },
		stretches,
		steady: order.steady?.joins ?? null,
		repeat: order.repeat && { every: order.repeat.every, atMost: order.repeat.atMost, while: going },
	};
}

export function planTreatment(treatment: Treatment, context: PlanContext): PlannedTreatment {
	const { names, problems } = context;
	const weakest = treatment.devices.values().next().value;
	return {
		name: treatment.name,
		unit: treatment.amount ? formatUnit(treatment.amount) : "",
		medicine: treatment.medicine,
		limits: checkLimits(treatment, undefined, names, problems),
		deviceLimits: Object.fromEntries(
			[...treatment.devices.values()].map((device) => [device.name, checkLimits(treatment, device, names, problems)]),
		),
		ladder: treatment.ladder.map((step) => planDevice({ kind: "device", ...step }, treatment, context)),
		states: treatment.equations.states.map(({ name }) => name),
		off: weakest ? deviceValues(treatment, weakest.name, weakest.usual, context) : [],
	};
}
