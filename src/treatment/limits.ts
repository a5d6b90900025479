import type { Problem } from "../input/problem.ts";
import type { Expression } from "../language/expression.ts";
import { divideUnits, type Unit, unitOf } from "../language/units.ts";
import { type ConditionNames, checkCondition } from "./condition.ts";
import { type OneTimeAnswer, surelyHolds } from "./inquiry.ts";
import { type Device, deviceSettings, type Limit, type Treatment } from "./treatment.ts";

/** A limit ready to be looked at. `Condition`: an expression, or in a program the place of its test. */
export interface CheckedLimit<Condition = Expression> {
	readonly kind: Limit["kind"];
	readonly condition: Condition;
	readonly say: string;
}

const hour = unitOf("h");

/** The unit in which limits of a treatment read `rate`: its amount per hour, or that of its rate channel. */
export function rateUnit(
	treatment: Pick<Treatment, "amount" | "routes"> & {
		readonly equations: { readonly inputs: readonly { readonly name: string; readonly unit: Unit }[] };
	},
): Unit | undefined {
	const channel = treatment.equations.inputs.find((input) => [...treatment.routes.values()].some((route) => route.into === input.name));
	if (channel) return channel.unit;
	return treatment.amount ? divideUnits(treatment.amount, hour) : undefined;
}

function namesOf(treatment: Treatment, device: Device | undefined, names: ConditionNames): ConditionNames {
	const own = new Map(names.quantities);
	if (treatment.amount) own.set("dose", treatment.amount);
	const rate = rateUnit(treatment);
	if (rate) own.set("rate", rate);
	if (device) for (const [key, unit] of Object.entries(deviceSettings)) own.set(key, unitOf(unit));
	return { ...names, quantities: own };
}

/** Checks the limits of a treatment (or of one of its devices); problems are gathered. */
export function checkLimits(treatment: Treatment, device: Device | undefined, names: ConditionNames, problems: Problem[]): CheckedLimit[] {
	const readable = namesOf(treatment, device, names);
	return (device?.limits ?? treatment.limits).flatMap((limit) => {
		const condition = checkCondition(limit.when, readable, problems);
		return condition ? [{ kind: limit.kind, condition, say: limit.say }] : [];
	});
}

/** The limits that a dose would pass, as far as can be known before a run. A limit whose names are unknown here does not hold. */
export function passedLimits(limits: readonly CheckedLimit[], answer: OneTimeAnswer): { rejects: string[]; warnings: string[] } {
	const passed = limits.filter((limit) => surelyHolds(limit.condition, answer));
	return {
		rejects: passed.filter((limit) => limit.kind === "reject").map((limit) => limit.say),
		warnings: passed.filter((limit) => limit.kind === "warn").map((limit) => limit.say),
	};
}
