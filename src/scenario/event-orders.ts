import { divideUnits, formatUnit, type Unit, unitOf } from "../language/units.ts";
import type { Library } from "../treatment/library.ts";
import type { Gift, Order } from "../treatment/order.ts";
import { type AmountWish, amountFault } from "../treatment/read-amount.ts";
import { plainAmount } from "../treatment/written-amount.ts";
import type { EventColumns, EventName } from "./event-columns.ts";
import { type EventRecord, isDose, isEndless, isWashout, type RecordContext } from "./event-records.ts";
import { type EventTarget, eventTarget, takesAtOnce } from "./event-target.ts";

/** What the doses of a table are understood with. */
export interface EventOrdersContext extends RecordContext {
	readonly columns: EventColumns;
	readonly library: Library;
	/** What the numbers of CMT stand for, the first by 1. */
	readonly numbered: readonly string[];
}

const hour = unitOf("h");

/** What a record gives: the quantities of its columns, and where they go. */
interface Given extends EventTarget {
	readonly record: EventRecord;
	readonly amountUnit: Unit;
	readonly rateUnit: Unit;
	readonly context: EventOrdersContext;
}

function wrongIn({ cell }: EventRecord, name: EventName, { file, problems }: RecordContext) {
	const { line, column } = cell(name);
	return (message: string, hint?: string): undefined =>
		void problems.push({ file, line, column, key: name, message, ...(hint === undefined ? {} : { hint }) });
}

/** Where the dose of a record goes; undefined, and a problem, where nothing is named or what is named is nothing. */
function targetOf(record: EventRecord, context: EventOrdersContext): EventTarget | undefined {
	const { library, numbered, columns } = context;
	const name = columns.of("GIVE") && record.cell("GIVE").text === record.into ? "GIVE" : columns.of("CMT") ? "CMT" : "GIVE";
	const wrong = wrongIn(record, name, context);
	const word = record.into === "" ? numbered[0] : record.into;
	if (word === undefined)
		return wrong(
			"what is given is not said",
			"a treatment (tocilizumab), a route of one (dexamethasone.oral) or a state that a route leads into",
		);
	const target = eventTarget(word, library, numbered);
	return "message" in target ? wrong(target.message, target.hint) : target;
}

/** A number of a column as a quantity that the treatment can be given in; undefined, and a problem, when it cannot. */
function quantityIn({ record, context }: Given, name: "AMT" | "RATE", value: number, unit: Unit, wish: AmountWish) {
	// An amount that is none was told where the record was read.
	if (value <= 0) return undefined;
	const fault = amountFault({ value, unit }, wish);
	return fault ? wrongIn(record, name, context)(fault.message, fault.hint) : plainAmount({ value, unit });
}

/** How the amount of a record runs in: its rate, its length, or at once. */
function paceOf(given: Given): Pick<Extract<Gift, { kind: "dose" }>, "over" | "pace"> | undefined {
	const { record, treatment, route, rateUnit, context } = given;
	const { rate, cell } = record;
	const wrong = wrongIn(record, "RATE", context);
	const paced = (amount: ReturnType<typeof plainAmount> | undefined) => {
		const { line, column } = cell("RATE");
		return (
			amount && { over: null, pace: { rate: amount, place: { file: context.file, line, column }, key: "RATE", arriving: true as const } }
		);
	};
	if (rate === "usual_rate") {
		const usual = treatment.usual.rate;
		if (usual) return paced(plainAmount(usual));
		return wrong(`RATE -1 is the usual rate, and ${treatment.name} has none`, "write the rate, or -2 for the usual length of an infusion");
	}
	if (rate === "usual_length") {
		if (route.over !== null) return { over: null, pace: null };
		return wrong(`RATE -2 is the usual length, and ${treatment.name} has none by this route`, "write the rate, or 0 to give it at once");
	}
	if (rate === 0) {
		if (takesAtOnce(given)) return { over: 0, pace: null };
		return wrong(
			`${treatment.name} runs in at a rate and cannot be given at once`,
			"write the rate, or -2 for the usual length of an infusion",
		);
	}
	return paced(
		quantityIn(given, "RATE", rate, rateUnit, {
			needed: divideUnits(treatment.amount!, hour),
			example: `1 ${formatUnit(rateUnit)}`,
			zero: false,
		}),
	);
}

/** What one dose of a record is. */
function giftOf(given: Given): Gift | undefined {
	const { record, treatment, route, amountUnit, rateUnit } = given;
	const unit = treatment.amount!;
	if (isEndless(record)) {
		const wish = { needed: divideUnits(unit, hour), example: `1 ${formatUnit(rateUnit)}`, zero: false };
		const rate = quantityIn(given, "RATE", record.rate as number, rateUnit, wish);
		return rate && { kind: "rate", rate, route: route.name };
	}
	const amount = quantityIn(given, "AMT", record.amount, amountUnit, { needed: unit, example: `1 ${formatUnit(unit)}`, zero: false });
	const pace = paceOf(given);
	return amount && pace && { kind: "dose", amount, ...pace, route: route.name };
}

/** When the doses of a record that are still to come are cut off: at the next washout, or a steady state of the same drug that takes the place of all. */
function cutOf(at: number, treatment: string, doses: readonly { record: EventRecord; target: EventTarget | undefined }[]): number {
	const isEnd = ({ record, target }: (typeof doses)[number]) =>
		isWashout(record) || (record.steady === 1 && target?.treatment.name === treatment);
	return doses.slice(at + 1).find(isEnd)?.record.time ?? Number.POSITIVE_INFINITY;
}

/** The order of a record; none where what comes at the same instant takes it back. */
function orderOf(given: Given, gift: Gift, cut: number): Order[] {
	const { record, treatment, context } = given;
	const { time, every, more, steady, line, cell } = record;
	const regular = every > 0 && (more > 0 || steady > 0);
	const lasts = Math.min((more + 1) * every, cut - time);
	if (cut <= time) return [];
	const { column } = cell("TIME");
	const place = { file: context.file, line, column };
	return [
		{
			treatment: treatment.name,
			place,
			key: `line ${line}`,
			why: `${context.file} line ${line}${steady > 0 ? ", at steady state" : ""}`,
			begins: { kind: "at", time },
			stretches: [{ gift, every: regular ? every : null, lasts: regular ? lasts : null }],
			steady: steady === 0 ? null : { place, joins: steady === 1 ? "alone" : "added" },
			repeat: null,
		},
	];
}

/** The doses of one patient's records as orders; what is wrong goes to the problems. */
export function eventOrders(records: readonly EventRecord[], context: EventOrdersContext): readonly Order[] {
	const { columns } = context;
	const acts = records
		.filter((record) => isDose(record) || isWashout(record))
		.map((record) => ({ record, target: isDose(record) ? targetOf(record, context) : undefined }));
	return acts.flatMap(({ record, target }, at) => {
		if (target === undefined) return [];
		const amountUnit = columns.of("AMT")?.unit ?? target.treatment.amount!;
		const rateUnit = columns.of("RATE")?.unit ?? divideUnits(amountUnit, columns.time);
		const given = { ...target, record, amountUnit, rateUnit, context };
		const gift = giftOf(given);
		return gift ? orderOf(given, gift, cutOf(at, target.treatment.name, acts)) : [];
	});
}
