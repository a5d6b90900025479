import { type Formulary, medicineNamed } from "../chart/formulary.ts";
import { snapped } from "../chart/instant.ts";
import { devicesCalled } from "../chart/oxygen.ts";
import { entryOf } from "../input/entry-of.ts";
import { type Path, pathText } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import type { ShapeOf } from "../input/shape.ts";
import { formatQuantity, inUnit, type Quantity } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { divideUnits, formatUnit, type Unit, unitOf } from "../language/units.ts";
import { perPatient } from "./amount.ts";
import { rateUnit } from "./limits.ts";
import { type Gift, longestRun, type Order, type Stretch } from "./order.ts";
import type { orderShape } from "./order-shape.ts";
import { readDeviceSettings } from "./read-treatment.ts";
import type { Treatment } from "./treatment.ts";
import { unknownTreatment } from "./unknown-treatment.ts";
import { plainAmount, readWrittenAmount, writtenQuantities } from "./written-amount.ts";

type WrittenOrder = ShapeOf<typeof orderShape>;

const hour = unitOf("h");
/** Hours that an infusion, a regimen or a device lasts at least, and that lie at least between two doses. */
const shortest = snapped(1 / 3600);
/** A dose per kg or m2 that is so many times the usual one is a slip of the pen, however far its cap would cut it. */
const beyondPlausible = 10;
/** More doses of one order than this are a slip of the pen, and would make a run without an end. */
const mostDoses = 10_000;

export interface OrderContext {
	/** Hours since infusion at which the run starts and ends. */
	readonly from: number;
	readonly until: number;
	readonly treatmentNames: readonly string[];
	readonly formulary: Formulary;
	readonly treatment: (name: string) => Treatment | undefined;
}

/**
 * A length of time in hours; NaN, and a problem, when it is not one. Shorter than a second is refused: rounded to instants, as the schedule
 * does, it would no longer be what was ordered, or nothing.
 */
export function positiveHours(read: PartReader, path: Path, value: unknown, example: string): number | null {
	if (value === undefined) return null;
	const hours = read.quantityIn(path, hour, example);
	if (hours > longestRun) {
		read.wrong(path, `"${String(value)}" is longer than a run may be`, `at most ${longestRun / 24} day`);
		return Number.NaN;
	}
	if (Number.isNaN(hours) || snapped(hours) >= shortest) return hours;
	const why = hours > 0 ? "shorter than a second" : "not a length of time greater than zero";
	read.wrong(path, `"${String(value)}" is ${why}`, `for example "${example}"`);
	return Number.NaN;
}

/** The time between doses, which must not make too many of them within `lasts` hours. */
export function readEvery(
	read: PartReader,
	path: Path,
	row: { readonly every?: unknown },
	{ example, lasts }: { example: string; lasts: number },
): number | null {
	const every = positiveHours(read, path, row.every, example);
	if (every === null || !(lasts / every > mostDoses)) return every;
	read.wrong(path, `"${String(row.every)}" makes more than ${mostDoses} doses`, `for example "${example}"`);
	return Number.NaN;
}

/** How long something goes on, and how often: to the end of `for:`, or for as many doses as `doses:` says. */
export function readStretch(
	read: PartReader,
	path: Path,
	row: Pick<WrittenOrder, "every" | "for" | "doses">,
	{ every: example, for: lasting, span }: { every: string; for: string; span: number },
): Pick<Stretch, "every" | "lasts"> {
	const { doses } = row;
	const lasts = positiveHours(read, [...path, "for"], row.for, lasting);
	const every = readEvery(read, [...path, "every"], row, { example, lasts: doses === undefined ? Math.min(lasts ?? span, span) : 0 });
	if (doses === undefined) return { every, lasts };
	const at = [...path, "doses"];
	if (row.for !== undefined) read.wrongKey(at, "for: and doses: both say when it ends", "leave one of the two out");
	else if (row.every === undefined) read.wrongKey(at, "doses: needs every:", `for example "every: ${example}"`);
	return { every, lasts: every === null ? null : doses * every };
}

/** A step of a taper or a course lasts a known time. */
export function readStepStretch(read: PartReader, path: Path, row: Parameters<typeof readStretch>[2]): Pick<Stretch, "every" | "lasts"> {
	if (row.for === undefined && row.doses === undefined)
		read.wrong(path, "a step needs for: or doses: to know when it ends", 'for example "for: 2 day"');
	// How many doses an endless step would make is not asked.
	const span = row.for === undefined ? Number.NaN : Number.POSITIVE_INFINITY;
	return readStretch(read, path, row, { every: "12 h", for: "2 day", span });
}

/** Keys that say nothing about a treatment of this kind are refused, not passed over in silence. */
function refuseUnfitKeys(read: PartReader, path: Path, row: WrittenOrder, treatment: Treatment): void {
	const isDevice = treatment.devices.size > 0;
	const unfit = isDevice
		? (["dose", "rate", "over", "route", "doses", "ss", "taper"] as const)
		: (["device", "flow", "fio2", "peep"] as const);
	const hint = isDevice
		? "allowed: device, flow, fio2, peep, at, times, when, for"
		: "allowed: dose, rate, at, times, when, every, for, doses, ss, over, route, repeat, taper";
	for (const key of unfit) {
		if (row[key] !== undefined)
			read.wrongKey([...path, key], `${key}: does not go with ${treatment.name}, ${isDevice ? "a device" : "which is not a device"}`, hint);
	}
}

export function routeOf(read: PartReader, path: Path, row: WrittenOrder, treatment: Treatment): string | undefined {
	const name = row.route ?? treatment.usual.route;
	if (name !== null && treatment.routes.has(name)) return name;
	const where = row.route === undefined ? read.wrongKey : read.wrong;
	where(
		[...path, ...(row.route === undefined ? ["give"] : ["route"])],
		`"${name ?? treatment.name}" is not a route of ${treatment.name}`,
		allowedHint(name ?? "", treatment.routes.keys()),
	);
	return undefined;
}

export function deviceGift(read: PartReader, path: Path, row: WrittenOrder, treatment: Treatment): Gift | undefined {
	if (row.device === undefined) {
		read.wrongKey([...path, "give"], `${treatment.name} needs a device`, allowedHint("", treatment.devices.keys()));
		return undefined;
	}
	const device = treatment.devices.get(row.device);
	if (!device) {
		const known = Object.hasOwn(treatment.medicine.devices, row.device);
		const message = known ? `the model does not simulate ${row.device}, which only charts may name` : `unknown device "${row.device}"`;
		const called = entryOf(devicesCalled, row.device.toLowerCase().replaceAll(/[\s-]+/g, "_"));
		const isMeant = called !== undefined && treatment.devices.has(called);
		read.wrong([...path, "device"], message, isMeant ? `Did you mean "${called}"?` : allowedHint(row.device, treatment.devices.keys()));
		return undefined;
	}
	const settings = readDeviceSettings(read, path, row);
	for (const key of ["flow", "fio2", "peep"] as const) {
		if (settings[key] === undefined || device.usual[key] !== undefined) continue;
		read.wrongKey([...path, key], `${device.name} has no ${key}`, `it has: ${Object.keys(device.usual).join(", ") || "nothing to set"}`);
	}
	return { kind: "device", device: device.name, settings: { ...device.usual, ...settings } };
}

/** A pressor runs at a rate; a drug without a rate channel is given in doses: its limits are written so, and would be passed unseen. */
function refuseUnfitAmount(read: PartReader, path: Path, row: WrittenOrder, treatment: Treatment): void {
	if (row.dose !== undefined && treatment.medicine.role === "vasopressor") {
		const unit = rateUnit(treatment);
		read.wrongKey(
			[...path, "dose"],
			`${treatment.name} is given as a rate`,
			`for example "rate: 0.1 ${unit ? formatUnit(unit) : "ug/kg/min"}"`,
		);
	}
	const states = new Set(treatment.equations.infused.map(({ state }) => state));
	const hasChannel = [...treatment.routes.values()].some((route) => !states.has(route.into));
	if (row.rate !== undefined && row.dose === undefined && !hasChannel) {
		read.wrongKey([...path, "rate"], `${treatment.name} is given in doses`, 'write "dose:" with "over:" for a long infusion');
	}
}

/** A cap would cut a dose of a thousand times the usual one to a usual one, and no limit would see what was written. */
function refuseHiddenByCap(read: PartReader, path: Path, amount: Quantity, { name, usual: { dose, cap } }: Treatment): void {
	const [written, usual] = [perPatient(amount.unit), dose && perPatient(dose.unit)];
	if (!dose || !usual || !cap || written.per === null || written.per !== usual.per) return;
	const times = inUnit({ value: amount.value, unit: written.absolute }, usual.absolute) / dose.value;
	if (times < beyondPlausible) return;
	const most = Number(times.toPrecision(3));
	read.wrong(
		[...path, "dose"],
		`"${formatQuantity(amount)}" is ${most} times the usual dose of ${name}`,
		`usual: "${formatQuantity(dose)}", at most ${formatQuantity(cap)}`,
	);
}

type AmountGift = Extract<Gift, { kind: "dose" }>;

/** The rate beside a dose, from which follows how long it takes. */
function paceOf(read: PartReader, path: Path, row: WrittenOrder, unit: Unit): AmountGift["pace"] | undefined {
	if (row.over !== undefined)
		read.wrongKey([...path, "over"], "rate: and over: both say how long the dose takes", "leave one of the two out");
	const example = `10 ${formatUnit(unit)}/h`;
	const at = [...path, "rate"];
	const rate = readWrittenAmount(read, at, { needed: divideUnits(unit, hour), example, zero: false });
	return rate && { rate, place: read.yaml.place(at), key: pathText(at) };
}

export function drugGift(read: PartReader, path: Path, row: WrittenOrder, treatment: Treatment): Gift | undefined {
	const route = routeOf(read, path, row, treatment);
	const unit = treatment.amount!;
	const spelled = formatUnit(unit);
	refuseUnfitAmount(read, path, row, treatment);
	const byRate = row.dose === undefined && (row.rate !== undefined || treatment.usual.dose === null);
	if (byRate) {
		const example = treatment.usual.rate ? formatQuantity(treatment.usual.rate) : `1 ${spelled}/h`;
		if (row.rate === undefined && !treatment.usual.rate) {
			read.wrongKey([...path, "give"], `${treatment.name} needs a dose or a rate`, `for example "rate: ${example}"`);
			return undefined;
		}
		const rate =
			row.rate === undefined
				? plainAmount(treatment.usual.rate!)
				: readWrittenAmount(read, [...path, "rate"], { needed: divideUnits(unit, hour), example, zero: true });
		if (row.over !== undefined) read.wrongKey([...path, "over"], "a rate runs until its for: is over", 'write "for: 30 h"');
		return rate && route !== undefined ? { kind: "rate", rate, route } : undefined;
	}
	const example = treatment.usual.dose ? formatQuantity(treatment.usual.dose) : `1 ${spelled}`;
	const amount =
		row.dose === undefined
			? plainAmount(treatment.usual.dose!)
			: readWrittenAmount(read, [...path, "dose"], { needed: unit, example, zero: true });
	for (const quantity of amount ? writtenQuantities(amount) : []) refuseHiddenByCap(read, path, quantity, treatment);
	const over = positiveHours(read, [...path, "over"], row.over, "1 h");
	const pace = row.rate === undefined ? null : paceOf(read, path, row, unit);
	return amount && pace !== undefined && route !== undefined ? { kind: "dose", amount, over, pace, route } : undefined;
}

type WrittenStep = Pick<WrittenOrder, "every" | "for" | "doses">;

/** The key that says when a step ends. */
const endOf = (step: WrittenStep) => (step.for === undefined ? "doses" : "for");

/** Doses of a step come at intervals; a rate runs on by itself. */
export function checkInterval(
	read: PartReader,
	path: Path,
	step: WrittenStep,
	{ kind, what }: { readonly kind: Gift["kind"] | undefined; readonly what: string },
): void {
	if (kind === "rate" && step.every !== undefined) read.wrongKey([...path, "every"], "every: goes with a dose; a rate runs on by itself");
	if (kind === "dose" && step.every === undefined && step.doses === undefined)
		read.wrongKey([...path, endOf(step)], `${what} of doses needs every:`, 'for example "every: 12 h"');
}

/** The steps of a taper: doses after doses, rates after a rate. */
function taperStretches(
	read: PartReader,
	path: Path,
	row: WrittenOrder,
	treatment: Treatment,
	first: Exclude<Gift, { kind: "device" }>,
): Stretch[] {
	return (row.taper ?? []).flatMap((step, i) => {
		const at = [...path, "taper", i];
		const { every, lasts } = readStepStretch(read, at, step);
		checkInterval(read, at, step, { kind: first.kind, what: "a taper" });
		if (step[first.kind] === undefined) {
			read.wrongKey([...at, endOf(step)], `a taper of a ${first.kind} needs ${first.kind}: in each step`);
			return [];
		}
		const gift = drugGift(read, at, { ...step, give: row.give, route: first.route }, treatment);
		return gift ? [{ gift, every, lasts }] : [];
	});
}

const beginnings = ["at", "when", "times"] as const;

type BegunOrder = Pick<Order, "begins" | "why">;

function readTime(read: PartReader, path: Path, { from, until }: OrderContext): BegunOrder {
	const written = String(read.written(path));
	const time = snapped(read.quantityIn(path, hour, "5 day"));
	const allowed = `allowed: ${from / 24} day to ${until / 24} day`;
	if (time < from) read.wrong(path, `"${written}" is before the model starts (${from / 24} day)`, allowed);
	if (time > until)
		read.wrong(path, `"${written}" is after the run ends (until: ${until / 24} day)`, "let the run last longer, or give it earlier");
	return { begins: { kind: "at", time }, why: `at ${written}` };
}

/** A list of times: each begins as if it stood alone. */
function readTimes(read: PartReader, path: Path, times: readonly unknown[], context: OrderContext): BegunOrder[] {
	const begun = times.map((_, i) => readTime(read, [...path, i], context));
	const hours = begun.map(({ begins }) => (begins.kind === "at" ? begins.time : Number.NaN));
	hours.forEach((time, i) => {
		const first = hours.indexOf(time);
		if (!Number.isNaN(time) && first < i) read.wrong([...path, i], `"${times[i]}" repeats times[${first}]`, "list each time once");
	});
	return begun;
}

/** When an order begins; several times make several orders, and none is given where something is wrong. */
function readBeginnings(read: PartReader, path: Path, row: WrittenOrder, context: OrderContext): BegunOrder[] {
	const [first, second] = beginnings.filter((key) => row[key] !== undefined);
	// A time or condition that the shape has refused is not missing.
	if (first === undefined && beginnings.some((key) => read.written([...path, key]) !== undefined)) return [];
	if (first === undefined || second !== undefined) {
		const message = first === undefined ? "at:, times: or when: is missing" : `${first}: and ${second}: do not go together`;
		read.wrongKey([...path, "give"], message, 'write "at: 5 day" or "when: crs >= 2"');
		return [];
	}
	if (row.times !== undefined) {
		for (const key of ["every", "doses", "repeat", "taper", "ss"] as const)
			if (row[key] !== undefined)
				read.wrongKey([...path, key], `${key}: does not go with times:, which says when each is given`, 'write "at:" in place of "times:"');
		return readTimes(read, [...path, "times"], row.times, context);
	}
	if (row.at !== undefined) return [readTime(read, [...path, "at"], context)];
	const condition = read.formula([...path, "when"]);
	return condition ? [{ begins: { kind: "when", condition }, why: condition.text }] : [];
}

/** A steady state is that of doses at equal times. */
function readSteady(read: PartReader, path: Path, row: WrittenOrder, kind: Gift["kind"] | undefined): Order["steady"] {
	if (row.ss !== true) return null;
	const at = [...path, "ss"];
	if (kind !== undefined && kind !== "dose") {
		read.wrongKey(at, `ss: goes with a dose, not with a ${kind}`);
		return null;
	}
	if (row.repeat !== undefined) read.wrongKey(at, "ss: does not go with repeat:", 'write "every: 8 h" with "for:" or "doses:"');
	else if (row.every === undefined && row.times === undefined)
		read.wrongKey(at, "ss: needs every:, the time between the doses that went before", 'for example "every: 12 h"');
	return { place: read.yaml.keyPlace(at), joins: "alone" };
}

/**
 * Understands one entry of `treatments` at `path`: one order, or one for each of its `times`. What is wrong goes to the reader's problems, and
 * none is given.
 */
export function readOrder(read: PartReader, path: Path, row: WrittenOrder, context: OrderContext): Order[] {
	if (!context.treatmentNames.includes(row.give)) {
		const { message, hint } = unknownTreatment(row.give, { names: context.treatmentNames, formulary: context.formulary });
		read.wrong([...path, "give"], message, hint);
	}
	// An order for a drug under another of its names is read on, so that its other problems are told too.
	const treatment = context.treatment(row.give) ?? context.treatment(medicineNamed(context.formulary, row.give) ?? "");
	if (!treatment) {
		readBeginnings(read, path, row, context);
		positiveHours(read, [...path, "for"], row.for, "3 day");
		return [];
	}
	refuseUnfitKeys(read, path, row, treatment);
	const gift = treatment.devices.size > 0 ? deviceGift(read, path, row, treatment) : drugGift(read, path, row, treatment);
	const begun = readBeginnings(read, path, row, context);
	const span = context.until - context.from;
	const { every, lasts } = readStretch(read, path, row, { every: "6 h", for: "3 day", span });
	const steady = readSteady(read, path, row, gift?.kind);
	if (every !== null && gift && gift.kind !== "dose")
		read.wrongKey([...path, "every"], "every: goes with a dose; a rate or device runs on by itself");
	if (every === null && lasts !== null && gift?.kind === "dose") {
		const hint = row.times === undefined ? 'add "every: 6 h", or use over: for a long infusion' : "use over: for a long infusion";
		read.wrongKey(
			[...path, "for"],
			row.times === undefined ? "a dose with for: needs every:" : "for: does not go with times: of doses",
			hint,
		);
	}
	if (row.taper !== undefined && lasts === null && row.doses === undefined)
		read.wrongKey([...path, "taper"], "a taper needs for: or doses: to know when it begins", 'for example "for: 3 day"');
	const repeat = row.repeat && {
		every: readEvery(read, [...path, "repeat", "every"], row.repeat, { example: "8 h", lasts: span })!,
		atMost: row.repeat.at_most ?? Number.MAX_SAFE_INTEGER,
		while: row.repeat.while === undefined ? null : (read.formula([...path, "repeat", "while"]) ?? null),
	};
	if (repeat && (every !== null || row.taper !== undefined))
		read.wrongKey([...path, "repeat"], "repeat: does not go with every: or taper:");
	if (repeat && gift && gift.kind !== "dose") read.wrongKey([...path, "repeat"], "repeat: goes with a dose");
	if (!gift || treatment.name !== row.give) return [];
	const order = {
		treatment: row.give,
		place: read.yaml.place(path),
		key: pathText(path),
		stretches: [{ gift, every, lasts }, ...(gift.kind === "device" ? [] : taperStretches(read, path, row, treatment, gift))],
		steady,
		repeat: repeat ?? null,
	};
	return begun.map(({ begins, why }) => ({ ...order, begins, why: steady ? `${why}, at steady state` : why }));
}
