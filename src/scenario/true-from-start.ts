import { type Expression, mapChildren } from "../language/expression.ts";
import { surelyHolds } from "../treatment/inquiry.ts";
import type { Order } from "../treatment/order.ts";
import type { Protocol } from "../treatment/protocol.ts";
import type { PlannedCare, PlannedOrder } from "./plan.ts";

/** What is known at the start of a run without looking at the patient. */
interface AtStart {
	/** Hours since infusion. */
	readonly from: number;
	readonly facts: ReadonlyMap<string, number>;
}

/** Whether a condition holds at the start whatever the signs are: nothing was given, and times since a dose are infinite. */
const holdsAtStart = (condition: Expression, { from, facts }: AtStart): boolean =>
	surelyHolds(condition, (question) => {
		switch (question.kind) {
			case "number":
			case "own":
				return question.name === "t" ? from : (facts.get(question.name) ?? Number.NaN);
			case "since":
				return Number.POSITIVE_INFINITY;
			case "doses":
			case "amount":
			case "step":
			case "on":
				return 0;
			case "known":
			case "change":
			case "worst":
				return Number.NaN;
		}
	});

/** The treatments and rules after which a condition asks by `since`. */
function askedSince(condition: Expression): string[] {
	const names: string[] = [];
	const visit = (part: Expression): Expression => {
		if (part.kind === "call" && part.name === "since" && part.args[0]?.kind === "name") names.push(part.args[0].name);
		return mapChildren(part, visit);
	};
	visit(condition);
	return [...new Set(names)];
}

function said(condition: Expression, text: string, start: AtStart): string | undefined {
	if (!holdsAtStart(condition, start)) return undefined;
	const names = askedSince(condition);
	const when = `is true from the start of the run, day ${Number((start.from / 24).toFixed(2))}`;
	if (names.length === 0) return when;
	const infinite = names.map((name) => `since(${name})`).join(" and ");
	const given = names.map((name) => `doses(${name}) >= 1`).join(" and ");
	const whole = /\bor\b/.test(text) ? `(${text})` : text;
	return `${when}: ${infinite} ${names.length === 1 ? "is" : "are"} infinite before the first dose; to wait for one write "${given} and ${whole}"`;
}

/**
 * Orders and rules whose condition needs no sign to hold at the start of a run, each with what it asks: they act days before the infusion, which
 * is rarely meant.
 */
export function trueFromStart(
	{
		orders,
		protocol,
		care,
	}: {
		orders: readonly { readonly order: Order; readonly planned: PlannedOrder }[];
		protocol: Protocol | null;
		care: PlannedCare | null;
	},
	start: AtStart,
): string[] {
	const ofOrders = orders.flatMap(({ order, planned }) => {
		const words = planned.begins.kind === "when" ? said(planned.begins.condition, order.why, start) : undefined;
		return words === undefined ? [] : [`${order.treatment}: "${order.why}" ${words}`];
	});
	const ofRules = (care?.rules ?? []).flatMap((rule) => {
		const written = protocol?.rules.find(({ name }) => name === rule.name);
		const words = written && said(rule.when, written.when.text, start);
		return words ? [`${written.place.file}:${written.place.line}: the rule "${rule.name}": "${written.when.text}" ${words}`] : [];
	});
	return [...ofOrders, ...ofRules];
}
