import { allowedHint } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import { checkedQuantity } from "../language/check-units.ts";
import { evaluate } from "../language/evaluate.ts";
import { type Fault, problemOf } from "../language/fault.ts";
import { formatQuantity } from "../language/quantity.ts";
import { divideUnits, formatUnit, unitOf } from "../language/units.ts";
import { infusionInto, type Symbols } from "../model/symbols.ts";
import { type BodySize, forBody, perPatient, scaledAmount } from "../treatment/amount.ts";
import { type ConditionNames, checkCondition } from "../treatment/condition.ts";
import { checkLimits, rateUnit } from "../treatment/limits.ts";
import type { Gift, Order } from "../treatment/order.ts";
import { type DeviceSettings, deviceSettings, type Route, type Treatment } from "../treatment/treatment.ts";
import { fittedDose, fittedRate, type RateDose } from "./fit-to-body.ts";
import type { Dose, PlannedOrder, PlannedTreatment } from "./plan.ts";

export interface PlanContext {
	readonly body: BodySize;
	readonly symbols: Symbols;
	readonly names: ConditionNames;
	readonly problems: Problem[];
	readonly warnings: string[];
}

const hour = unitOf("h");

function planDose(
	gift: Extract<Gift, { kind: "dose" }>,
	treatment: Treatment,
	route: Route,
	{ symbols, body, warnings }: PlanContext,
): Dose {
	const target = symbols.get(route.into)!;
	const unit = treatment.amount!;
	const { cap } = treatment.usual;
	const capped = cap && perPatient(gift.amount.unit).per !== null;
	const over = gift.over ?? route.over ?? (target.kind === "input" ? 1 : 0);
	const runs = target.kind === "input" || over > 0;
	const into = target.kind === "input" ? target.unit : divideUnits(target.unit, hour);
	const fit = {
		amount: scaledAmount(gift.amount, unit),
		cap: capped ? scaledAmount(cap, unit) : null,
		value: runs
			? scaledAmount({ value: route.bioavailability / over, unit: divideUnits(unit, hour) }, into)
			: scaledAmount({ value: route.bioavailability, unit }, target.unit),
	};
	const name = target.kind === "state" && runs ? infusionInto(route.into) : route.into;
	const common = { kind: "dose", route: route.name, over, lag: route.lag, fit } as const;
	const dose = fittedDose({ ...common, target: { kind: runs ? "input" : "state", name }, amount: 0, value: 0 }, body);
	const wished = forBody(fit.amount, body);
	if (capped && dose.amount < wished) {
		const spelled = `${Number(wished.toPrecision(4))} ${formatUnit(unit)}`;
		warnings.push(`${treatment.name}: ${formatQuantity(gift.amount)} would be ${spelled}; cut at ${formatQuantity(cap)}`);
	}
	return dose;
}

function planRate(gift: Extract<Gift, { kind: "rate" }>, treatment: Treatment, route: Route, { symbols, body }: PlanContext): RateDose {
	const target = symbols.get(route.into)!;
	const shown = rateUnit(treatment)!;
	const input = target.kind === "input" ? route.into : infusionInto(route.into);
	const unit = target.kind === "input" ? target.unit : divideUnits(target.unit, hour);
	const whole = scaledAmount(gift.rate, unit);
	const fit = { rate: scaledAmount(gift.rate, shown), value: { ...whole, base: whole.base * route.bioavailability } };
	return fittedRate({ kind: "rate", rate: 0, unit: formatUnit(shown), route: route.name, lag: route.lag, input, value: 0, fit }, body);
}

function deviceValues(
	treatment: Treatment,
	name: string,
	settings: DeviceSettings,
	{ symbols, problems }: PlanContext,
): { input: string; value: number }[] {
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
			const unit = deviceSettings[read as keyof typeof deviceSettings];
			return unit
				? ({ kind: "quantity", unit: unitOf(unit) } as const)
				: ({ kind: "unknown name", allowed: Object.keys(deviceSettings) } as const);
		};
		const checked = checkedQuantity(is.expression, symbol.unit, { text: is.text, use: "output", meaning }, faults);
		for (const fault of faults) problems.push(problemOf(fault, is));
		if (!checked) return [];
		const value = evaluate(checked, { number: (read) => settings[read as keyof DeviceSettings] ?? Number.NaN });
		if (Number.isFinite(value)) return [{ input, value }];
		// A setting that could not be read was told where it stands.
		if (Object.values(settings).some(Number.isNaN)) return [];
		const given = Object.entries(settings).map(([key, number]) => `${key} ${number}`);
		const message = `${name} gives ${input} no finite number with ${given.join(", ") || "no setting"}`;
		problems.push({ ...place, key: is.key, message, hint: "a setting that it reads has a value under usual:" });
		return [];
	});
}

export function planGift(gift: Gift, treatment: Treatment, context: PlanContext): Dose {
	switch (gift.kind) {
		case "dose":
			return planDose(gift, treatment, treatment.routes.get(gift.route)!, context);
		case "rate":
			return planRate(gift, treatment, treatment.routes.get(gift.route)!, context);
		case "device":
			return {
				kind: "device",
				device: gift.device,
				settings: gift.settings,
				sets: deviceValues(treatment, gift.device, gift.settings, context),
			};
	}
}

/** Brings an order into pure numbers for one patient; undefined when its condition is wrong (the problem is noted). */
export function planOrder(order: Order, treatment: Treatment, context: PlanContext): PlannedOrder | undefined {
	const condition = order.begins.kind === "when" ? checkCondition(order.begins.condition, context.names, context.problems) : undefined;
	const going = order.repeat?.while ? checkCondition(order.repeat.while, context.names, context.problems) : null;
	if ((order.begins.kind === "when" && !condition) || going === undefined) return undefined;
	return {
		treatment: order.treatment,
		why: order.why,
		begins: order.begins.kind === "at" ? order.begins : { kind: "when", condition: condition! },
		stretches: order.stretches.map(({ gift, every, lasts }) => ({ gift: planGift(gift, treatment, context), every, lasts })),
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
		ladder: treatment.ladder
			.map((step) => planGift({ kind: "device", ...step }, treatment, context))
			.filter((dose) => dose.kind === "device"),
		off: weakest ? deviceValues(treatment, weakest.name, weakest.usual, context) : [],
	};
}
