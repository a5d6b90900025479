import { nearest } from "../input/nearest.ts";
import type { Kit } from "./kit.ts";
import { type ValidWish, validWish } from "./valid-wish.ts";
import type { Wish, WishedOrder } from "./wish.ts";

/** Differences between a wish and its scenario, by the keys of an address. */
const plainKeys = ["disease", "product", "care", "infections"] as const;

const sameData = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Records of numbers: what is new or other, and null for what is gone. */
function changes(now: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>): [string, string][] {
	const told = Object.entries(now).flatMap(([name, value]): [string, string][] => (before[name] === value ? [] : [[name, String(value)]]));
	const gone = Object.keys(before).flatMap((name): [string, string][] => (name in now ? [] : [[name, ""]]));
	return [...told, ...gone];
}

/**
 * A wish as the fragment of an address: the name of its scenario, and what differs from it, in words that a person can read.
 *
 *     addressOf(wish, kit)   // "#scenario=demonstration&care=p4&knob.il6_gain=1.5"
 */
export function addressOf(wish: Wish, kit: Kit): string {
	const base = kit.scenarios.find(({ name }) => name === wish.scenario)!.wish;
	const words = new URLSearchParams({ scenario: wish.scenario });
	for (const key of plainKeys) if (wish[key] !== base[key]) words.set(key, wish[key]);
	for (const [name, value] of changes(wish.facts, base.facts)) words.set(`fact.${name}`, value);
	for (const [name, value] of changes(wish.knobs, base.knobs)) words.set(`knob.${name}`, value);
	if (wish.individual) words.set("patient", `${wish.individual.seed}/${wish.individual.patient}`);
	if (wish.until !== base.until) words.set("days", String(wish.until / 24));
	if (!sameData(wish.orders, base.orders)) words.set("orders", JSON.stringify(wish.orders));
	if (wish.removed.length > 0) words.set("removed", wish.removed.join(" "));
	if (!sameData(wish.without, base.without)) words.set("without", wish.without.join(" "));
	if (wish.lesson) words.set("lesson", `${wish.lesson.name}/${wish.lesson.step + 1}`);
	return `#${words}`;
}

/** What stands under a key of many parts: `knob.il6_gain`. Without a number: taken away. */
function numbersUnder(words: URLSearchParams, prefix: string, base: Readonly<Record<string, number>>): Record<string, number> {
	const all = { ...base };
	for (const [key, value] of words) {
		if (!key.startsWith(prefix)) continue;
		const name = key.slice(prefix.length);
		if (value === "") delete all[name];
		else all[name] = Number(value);
	}
	return all;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null && !Array.isArray(value);
const isAmount = (value: unknown): boolean => isRecord(value) && typeof value["unit"] === "string";

/** Whether a value that anybody may have written has the form of a gift; whether its numbers can be given is asked later. */
function isGift(value: unknown): boolean {
	if (!isRecord(value)) return false;
	if (value["kind"] === "device") return typeof value["device"] === "string" && isRecord(value["settings"]);
	return (value["kind"] === "dose" && isAmount(value["amount"])) || (value["kind"] === "rate" && isAmount(value["rate"]));
}

const isStretch = (value: unknown): boolean =>
	isRecord(value) && isGift(value["gift"]) && value["every"] !== undefined && value["lasts"] !== undefined;

const isOrder = (value: unknown): value is WishedOrder =>
	isRecord(value) &&
	typeof value["treatment"] === "string" &&
	(value["route"] === null || typeof value["route"] === "string") &&
	Array.isArray(value["stretches"]) &&
	value["stretches"].every(isStretch);

/** Orders of an address; undefined, and a note, when they cannot be read. */
function ordersIn(text: string | null, notes: string[]): readonly WishedOrder[] | undefined {
	if (text === null) return undefined;
	try {
		const read: unknown = JSON.parse(text);
		if (Array.isArray(read) && read.every(isOrder)) return read.map((order) => ({ ...order, steady: order.steady === true }));
	} catch {
		// Told below.
	}
	notes.push("what is given could not be read from the address: the scenario's own orders are shown");
	return undefined;
}

const list = (words: string | null): string[] | undefined => words?.split(" ").filter((word) => word !== "");

/**
 * The wish of an address; where the address is old or broken the nearest that can be run, with notes of what was mended. Without a word of ours, the
 * scenario that is shown first.
 */
export function wishOfAddress(fragment: string, kit: Kit): ValidWish {
	const words = new URLSearchParams(fragment.replace(/^#/, ""));
	const notes: string[] = [];
	const named = words.get("scenario") ?? kit.first;
	const known = kit.scenarios.map(({ name }) => name);
	// What is said beside a misspelled name is said of the scenario that is meant.
	const meant = known.includes(named) ? named : (nearest(named, known)[0] ?? kit.first);
	const base = (kit.scenarios.find(({ name }) => name === meant) ?? kit.scenarios[0]!).wish;
	const [seed, patient] = (words.get("patient") ?? "").split("/").map(Number);
	const [lesson, step] = (words.get("lesson") ?? "").split("/");
	const wish: Wish = {
		...base,
		scenario: named,
		...Object.fromEntries(plainKeys.flatMap((key) => (words.has(key) ? [[key, words.get(key)!]] : []))),
		facts: numbersUnder(words, "fact.", base.facts),
		knobs: numbersUnder(words, "knob.", base.knobs),
		individual: words.has("patient") ? { seed: seed ?? Number.NaN, patient: patient ?? Number.NaN } : null,
		until: words.has("days") ? Number(words.get("days")) * 24 : base.until,
		orders: ordersIn(words.get("orders"), notes) ?? base.orders,
		removed: list(words.get("removed")) ?? base.removed,
		without: list(words.get("without")) ?? base.without,
		lesson: words.has("lesson") ? { name: lesson!, step: Number(step ?? 1) - 1 } : null,
	};
	const valid = validWish(wish, kit);
	return { wish: valid.wish, notes: [...notes, ...valid.notes] };
}

/** The blind case that an address names; null: none. */
export function caseOfAddress(fragment: string): number | null {
	const seed = Number(new URLSearchParams(fragment.replace(/^#/, "")).get("case") ?? Number.NaN);
	return Number.isSafeInteger(seed) && seed >= 0 ? seed : null;
}
