import { snapped } from "../chart/instant.ts";
import { unitOf } from "../language/units.ts";
import type { DosedPatient } from "../scenario/fit-to-patient.ts";
import type { Dose, PlannedOrder } from "../scenario/plan.ts";
import { atSettings, type DoseContext, type Dosed, planDose, planRate } from "../scenario/plan-order.ts";
import type { Route } from "../treatment/treatment.ts";
import { dayText } from "./day-text.ts";
import type { PartTreatment } from "./parts.ts";
import type { WishedGift, WishedOrder, WrittenNumber } from "./wish.ts";

const nowhere = { file: "", line: 1, column: 1 };

const quantity = ({ value, unit }: WrittenNumber) => ({ value, unit: unitOf(unit) });

/** A treatment as doses are planned with, and what its routes lead into. */
interface Restored {
	readonly dosed: Dosed;
	readonly symbols: DoseContext["symbols"];
}

function restored(name: string, { amount, cap, routes, inputs }: PartTreatment): Restored {
	const paths = Object.entries(routes);
	return {
		dosed: {
			name,
			amount: amount === null ? null : unitOf(amount),
			usual: { cap: cap && quantity(cap) },
			routes: new Map(paths.map(([route, { target: _, ...path }]): [string, Route] => [route, { ...path, name: route, place: nowhere }])),
			equations: { inputs: inputs.map((one) => ({ name: one.name, unit: unitOf(one.unit) })) },
		},
		symbols: new Map(paths.map(([, { into, target }]) => [into, { kind: target.kind, unit: unitOf(target.unit) }])),
	};
}

/** What plans orders of wishes. */
export interface OrderPlanner {
	/** The order in pure numbers; a dose that is cut at its cap adds to `warnings`. Throws a RangeError for what the model cannot give. */
	readonly plan: (order: WishedOrder, patient: DosedPatient, warnings: string[]) => PlannedOrder<number>;
}

/** Plans what is given at known times as a scenario's reader does, to the same numbers. */
export function orderPlanner(givable: Readonly<Record<string, PartTreatment>>): OrderPlanner {
	const found = new Map<string, Restored>();
	const treatmentOf = (name: string): Restored => {
		const known = found.get(name) ?? restored(name, givable[name]!);
		found.set(name, known);
		return known;
	};
	const dose = (gift: WishedGift, order: WishedOrder, context: Omit<DoseContext, "symbols">): Dose => {
		const part = givable[order.treatment]!;
		if (gift.kind === "device") {
			const device = part.devices[gift.device];
			if (device === undefined) throw new RangeError(`${order.treatment} has no device "${gift.device}"`);
			const settings = { ...device.usual, ...gift.settings };
			return {
				kind: "device",
				device: gift.device,
				settings,
				sets: device.sets.map(({ input, is }) => ({ input, value: atSettings(is, settings) })),
			};
		}
		const { dosed, symbols } = treatmentOf(order.treatment);
		const route = dosed.routes.get(order.route ?? part.route ?? "");
		if (route === undefined) throw new RangeError(`"${order.route ?? ""}" is not a route of ${order.treatment}`);
		const whole = { ...context, symbols };
		return gift.kind === "rate"
			? planRate(quantity(gift.rate), dosed, route, whole)
			: planDose({ amount: quantity(gift.amount), pace: null, over: gift.over }, dosed, route, whole);
	};
	return {
		plan: (order, patient, warnings) => {
			if (!Object.hasOwn(givable, order.treatment)) throw new RangeError(`the model cannot give "${order.treatment}"`);
			const at = snapped(order.at);
			const why = `at ${dayText(at)}`;
			return {
				treatment: order.treatment,
				why: order.steady ? `${why}, at steady state` : why,
				begins: { kind: "at", time: at },
				stretches: order.stretches.map(({ gift, every, lasts }) => ({ gift: dose(gift, order, { patient, warnings }), every, lasts })),
				steady: order.steady ? "alone" : null,
				repeat: null,
			};
		},
	};
}
