import { type Formulary, medicineNamed } from "../chart/formulary.ts";
import { snapped } from "../chart/instant.ts";
import { type Path, pathText } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import type { ShapeOf } from "../input/shape.ts";
import { formatQuantity } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { divideUnits, formatUnit, unitOf } from "../language/units.ts";
import { rateUnit } from "./limits.ts";
import type { Gift, Order, Stretch } from "./order.ts";
import type { orderShape } from "./order-shape.ts";
import { readAmount } from "./read-amount.ts";
import { readDeviceSettings } from "./read-treatment.ts";
import type { Treatment } from "./treatment.ts";
import { unknownTreatment } from "./unknown-treatment.ts";

type WrittenOrder = ShapeOf<typeof orderShape>;

const hour = unitOf("h");
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

/** A length of time in hours; NaN, and a problem, when it is not one. */
export function positiveHours(read: PartReader, path: Path, value: unknown, example: string): number | null {
	if (value === undefined) return null;
	const hours = read.quantityIn(path, hour, example);
	if (!(hours <= 0)) return hours;
	read.wrong(path, `"${String(value)}" is not a length of time greater than zero`, `for example "${example}"`);
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

/** Keys that say nothing about a treatment of this kind are refused, not passed over in silence. */
function refuseUnfitKeys(read: PartReader, path: Path, row: WrittenOrder, treatment: Treatment): void {
	const isDevice = treatment.devices.size > 0;
	const unfit = isDevice ? (["dose", "rate", "over", "route", "taper"] as const) : (["device", "flow", "fio2", "peep"] as const);
	const hint = isDevice
		? "allowed: device, flow, fio2, peep, at, when, for"
		: "allowed: dose, rate, at, when, every, for, over, route, repeat, taper";
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
		read.wrong([...path, "device"], message, allowedHint(row.device, treatment.devices.keys()));
		return undefined;
	}
	const settings = readDeviceSettings(read, path, row);
	for (const key of ["flow", "fio2", "peep"] as const) {
		if (settings[key] === undefined || device.usual[key] !== undefined) continue;
		read.wrongKey([...path, key], `${device.name} has no ${key}`, `it has: ${Object.keys(device.usual).join(", ") || "nothing to set"}`);
	}
	for (const [key, value] of Object.entries(settings)) if (value < 0) read.wrong([...path, key], `"${row[key as "flow"]}" is below zero`);
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
	if (row.rate !== undefined && !hasChannel) {
		read.wrongKey([...path, "rate"], `${treatment.name} is given in doses`, 'write "dose:" with "over:" for a long infusion');
	}
}

export function drugGift(read: PartReader, path: Path, row: WrittenOrder, treatment: Treatment): Gift | undefined {
	const route = routeOf(read, path, row, treatment);
	const unit = treatment.amount!;
	const spelled = formatUnit(unit);
	if (row.dose !== undefined && row.rate !== undefined) read.wrongKey([...path, "rate"], "give either a dose or a rate");
	else refuseUnfitAmount(read, path, row, treatment);
	const byRate = row.rate !== undefined || (row.dose === undefined && treatment.usual.dose === null);
	if (byRate) {
		const example = treatment.usual.rate ? formatQuantity(treatment.usual.rate) : `1 ${spelled}/h`;
		if (row.rate === undefined && !treatment.usual.rate) {
			read.wrongKey([...path, "give"], `${treatment.name} needs a dose or a rate`, `for example "rate: ${example}"`);
			return undefined;
		}
		const rate = row.rate === undefined ? treatment.usual.rate! : readAmount(read, [...path, "rate"], divideUnits(unit, hour), example);
		if (row.over !== undefined) read.wrongKey([...path, "over"], "a rate runs until its for: is over", 'write "for: 30 h"');
		return rate && route !== undefined ? { kind: "rate", rate, route } : undefined;
	}
	const example = treatment.usual.dose ? formatQuantity(treatment.usual.dose) : `1 ${spelled}`;
	const amount = row.dose === undefined ? treatment.usual.dose! : readAmount(read, [...path, "dose"], unit, example);
	const over = positiveHours(read, [...path, "over"], row.over, "1 h");
	return amount && route !== undefined ? { kind: "dose", amount, over, route } : undefined;
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
		const lasts = positiveHours(read, [...at, "for"], step.for, "2 day");
		const every = readEvery(read, [...at, "every"], step, { example: "12 h", lasts: lasts ?? Number.NaN });
		if (first.kind === "dose" && every === null)
			read.wrongKey([...at, "for"], "a taper of doses needs every:", 'for example "every: 12 h"');
		if (first.kind === "rate" && every !== null) read.wrongKey([...at, "every"], "every: goes with a dose; a rate runs on by itself");
		if (step[first.kind] === undefined) {
			read.wrongKey([...at, "for"], `a taper of a ${first.kind} needs ${first.kind}: in each step`);
			return [];
		}
		const gift = drugGift(read, at, { ...step, give: row.give, route: first.route }, treatment);
		return gift ? [{ gift, every, lasts }] : [];
	});
}

function isWritten(read: PartReader, path: Path): boolean {
	return (
		path.reduce<unknown>((at, part) => (at as Record<string, unknown> | null | undefined)?.[part as string], read.yaml.value) !== undefined
	);
}

function readBeginning(
	read: PartReader,
	path: Path,
	row: WrittenOrder,
	context: OrderContext,
): { begins: Order["begins"]; why: string } | undefined {
	// A time or condition that the shape has refused is not missing.
	if (row.at === undefined && row.when === undefined && (isWritten(read, [...path, "at"]) || isWritten(read, [...path, "when"])))
		return undefined;
	if ((row.at === undefined) === (row.when === undefined)) {
		read.wrongKey(
			[...path, "give"],
			row.at === undefined ? "at: or when: is missing" : "at: and when: do not go together",
			'write "at: 5 day" or "when: crs >= 2"',
		);
		return undefined;
	}
	if (row.when !== undefined) {
		const condition = read.formula([...path, "when"]);
		return condition && { begins: { kind: "when", condition }, why: condition.text };
	}
	const time = snapped(read.quantityIn([...path, "at"], hour, "5 day"));
	if (time < context.from) {
		read.wrong(
			[...path, "at"],
			`"${row.at}" is before the model starts (${context.from / 24} day)`,
			`allowed: ${context.from / 24} day to ${context.until / 24} day`,
		);
	}
	if (time > context.until)
		read.wrong(
			[...path, "at"],
			`"${row.at}" is after the run ends (until: ${context.until / 24} day)`,
			"let the run last longer, or give it earlier",
		);
	return { begins: { kind: "at", time }, why: `at ${row.at}` };
}

/** Understands one entry of `treatments` at `path`; what is wrong goes to the reader's problems, and undefined is given. */
export function readOrder(read: PartReader, path: Path, row: WrittenOrder, context: OrderContext): Order | undefined {
	if (!context.treatmentNames.includes(row.give)) {
		const { message, hint } = unknownTreatment(row.give, { names: context.treatmentNames, formulary: context.formulary });
		read.wrong([...path, "give"], message, hint);
	}
	// An order for a drug under another of its names is read on, so that its other problems are told too.
	const treatment = context.treatment(row.give) ?? context.treatment(medicineNamed(context.formulary, row.give) ?? "");
	if (!treatment) {
		readBeginning(read, path, row, context);
		positiveHours(read, [...path, "for"], row.for, "3 day");
		return undefined;
	}
	refuseUnfitKeys(read, path, row, treatment);
	const gift = treatment.devices.size > 0 ? deviceGift(read, path, row, treatment) : drugGift(read, path, row, treatment);
	const beginning = readBeginning(read, path, row, context);
	const lasts = positiveHours(read, [...path, "for"], row.for, "3 day");
	const span = context.until - context.from;
	const every = readEvery(read, [...path, "every"], row, { example: "6 h", lasts: Math.min(lasts ?? span, span) });
	if (every !== null && gift && gift.kind !== "dose")
		read.wrongKey([...path, "every"], "every: goes with a dose; a rate or device runs on by itself");
	if (every === null && lasts !== null && gift?.kind === "dose")
		read.wrongKey([...path, "for"], "a dose with for: needs every:", 'add "every: 6 h", or use over: for a long infusion');
	if (row.taper !== undefined && lasts === null)
		read.wrongKey([...path, "taper"], "a taper needs for: to know when it begins", 'for example "for: 3 day"');
	const repeat = row.repeat && {
		every: readEvery(read, [...path, "repeat", "every"], row.repeat, { example: "8 h", lasts: span })!,
		atMost: row.repeat.at_most ?? Number.MAX_SAFE_INTEGER,
		while: row.repeat.while === undefined ? null : (read.formula([...path, "repeat", "while"]) ?? null),
	};
	if (repeat && (every !== null || row.taper !== undefined))
		read.wrongKey([...path, "repeat"], "repeat: does not go with every: or taper:");
	if (repeat && gift && gift.kind !== "dose") read.wrongKey([...path, "repeat"], "repeat: goes with a dose");
	if (!gift || !beginning || treatment.name !== row.give) return undefined;
	return {
		treatment: row.give,
		place: read.yaml.place(path),
		key: pathText(path),
		...beginning,
		stretches: [{ gift, every, lasts }, ...(gift.kind === "device" ? [] : taperStretches(read, path, row, treatment, gift))],
		repeat: repeat ?? null,
	};
}
