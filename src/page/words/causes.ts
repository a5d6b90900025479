import { plainName } from "../../trajectory/plain-name.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { Kit } from "../kit.ts";
import type { Wish, WishedOrder } from "../wish.ts";
import { shortRegimen } from "./dose-words.ts";
import { dayWords } from "./say.ts";

/** What one wish asks otherwise than another, a phrase each: `tocilizumab on day 4.0`, `tumor burden 5 (was 3)`. */
export const causes = (kit: Kit, was: Wish, is: Wish): readonly string[] => [
	...scenarioCause(kit, was, is),
	...orderCauses(kit, was, is),
	...waitingCauses(kit, was, is),
	...listCauses(was, is),
	...careCause(kit, was, is),
	...factCauses(kit, was, is),
	...patientCause(was, is),
	...knobCauses(kit, was, is),
	...(was.infections === is.infections ? [] : [is.infections === "chance" ? "infections by chance" : "no infections by chance"]),
];

const labelIn = (all: readonly { readonly name: string; readonly label: string }[], name: string): string =>
	all.find((one) => one.name === name)?.label ?? plainName(name);

const scenarioCause = (kit: Kit, was: Wish, is: Wish): readonly string[] =>
	was.scenario === is.scenario ? [] : [`scenario "${labelIn(kit.scenarios, is.scenario)}"`];

/** An order without its time, by which one that was moved is found again. */
const regimen = ({ treatment, route, stretches, steady }: WishedOrder): string => JSON.stringify([treatment, route, stretches, steady]);
const whole = (order: WishedOrder): string => JSON.stringify([regimen(order), order.at]);

/** Orders that both have are set aside; of the others those of one regimen were moved, those of one treatment changed, the rest begun or left out. */
function orderCauses(kit: Kit, was: Wish, is: Wish): readonly string[] {
	const label = (order: WishedOrder) => labelIn(kit.treatments, order.treatment);
	const gone = without(was.orders, is.orders);
	const come = without(is.orders, was.orders);
	const phrases: string[] = [];
	for (const pair of [
		(a: WishedOrder, b: WishedOrder) => regimen(a) === regimen(b),
		(a: WishedOrder, b: WishedOrder) => a.treatment === b.treatment && a.at === b.at,
		(a: WishedOrder, b: WishedOrder) => a.treatment === b.treatment,
	])
		for (const now of [...come]) {
			const before = gone.find((one) => pair(one, now));
			if (before === undefined) continue;
			gone.splice(gone.indexOf(before), 1);
			come.splice(come.indexOf(now), 1);
			phrases.push(changedOrder(label(now), before, now));
		}
	return [
		...phrases,
		...come.map((order) => `${label(order)} on ${dayWords(order.at)}`),
		...gone.map((order) => `without ${label(order)} on ${dayWords(order.at)}`),
	];
}

function changedOrder(label: string, was: WishedOrder, is: WishedOrder): string {
	const time = was.at === is.at ? `on ${dayWords(is.at)}` : `on ${dayWords(is.at)} (was ${dayWords(was.at)})`;
	return regimen(was) === regimen(is) ? `${label} ${time}` : `${label} ${shortRegimen(is)} ${time}`;
}

function without(all: readonly WishedOrder[], those: readonly WishedOrder[]): WishedOrder[] {
	const left = those.map(whole);
	return all.filter((order) => {
		const place = left.indexOf(whole(order));
		if (place >= 0) left.splice(place, 1);
		return place < 0;
	});
}

function waitingCauses(kit: Kit, was: Wish, is: Wish): readonly string[] {
	if (was.scenario !== is.scenario) return [];
	const waiting = kit.scenarios.find(({ name }) => name === is.scenario)?.waiting ?? [];
	return waiting.flatMap(({ id, treatment, says }) => {
		const [before, now] = [was.removed.includes(id), is.removed.includes(id)];
		return before === now ? [] : [`${now ? "without " : ""}${labelIn(kit.treatments, treatment)} ${says}`];
	});
}

const listCauses = (was: Wish, is: Wish): readonly string[] => [
	...is.without.filter((name) => !was.without.includes(name)).map((name) => `without ${plainName(name)}`),
	...was.without.filter((name) => !is.without.includes(name)).map((name) => `with ${plainName(name)}`),
];

function careCause(kit: Kit, was: Wish, is: Wish): readonly string[] {
	if (was.care === is.care) return [];
	return [`care "${labelIn(kit.protocols, is.care)}" (was "${labelIn(kit.protocols, was.care)}")`];
}

function factCauses(kit: Kit, was: Wish, is: Wish): readonly string[] {
	const sets = [
		...(was.disease === is.disease ? [] : [`disease ${labelIn(kit.diseases, is.disease)} (was ${labelIn(kit.diseases, was.disease)})`]),
		...(was.product === is.product ? [] : [`product ${labelIn(kit.products, is.product)} (was ${labelIn(kit.products, was.product)})`]),
	];
	const facts = kit.facts.flatMap(({ name, label, unit, value }) => {
		const [before, now] = [was.facts[name] ?? value, is.facts[name] ?? value];
		const text = (number: number) => `${Number(number.toPrecision(4))} ${unitText(unit)}`.trim();
		return before === now ? [] : [`${label.toLowerCase()} ${text(now)} (was ${Number(before.toPrecision(4))})`];
	});
	return [...sets, ...facts];
}

function patientCause(was: Wish, is: Wish): readonly string[] {
	const [before, now] = [was.individual, is.individual];
	if (before?.patient === now?.patient && before?.seed === now?.seed) return [];
	return [now === null ? "the nominal patient" : `patient ${now.patient}`];
}

const knobCauses = (kit: Kit, was: Wish, is: Wish): readonly string[] =>
	[...new Set([...Object.keys(is.knobs), ...Object.keys(was.knobs)])].flatMap((name) => {
		const [before, now] = [was.knobs[name] ?? 1, is.knobs[name] ?? 1];
		return before === now ? [] : [`${knobName(kit, name)} ×${Number(now.toPrecision(3))} (was ×${Number(before.toPrecision(3))})`];
	});

/** Labels of parameters may be sentences; their names then stand for them. */
const knobName = (kit: Kit, name: string): string => {
	const label = labelIn(kit.parameters, name);
	return label.length > 36 ? plainName(name) : label;
};
