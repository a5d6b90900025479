import type { Expression } from "../expression/expression.ts";
import { printExpression } from "../expression/print.ts";
import { atAdmission, type Bedside, type Blood, look, type MaskingDose, type Signs, type Supports } from "../grading/bedside.ts";
import type { GradeCourse, GradedPoint } from "../grading/course.ts";
import { type CrsWatch, crsWatch } from "../grading/crs-watch.ts";
import { hyperinflammationWatch } from "../grading/hyperinflammation-watch.ts";
import { icahtWatch } from "../grading/icaht-watch.ts";
import { otherCrsScales } from "../grading/other-crs-scales.ts";
import type { Turns } from "../grading/turns.ts";
import type { Toxicity } from "../model/model.ts";
import type { PlannedOrder, Scenario } from "../scenario/scenario.ts";
import { callsOf, holds, type Sight } from "../treatment/condition.ts";
import { amountGiven, type DoseBook, doseBook, dosesGiven, since } from "../treatment/dose-log.ts";
import { instant, snapped } from "../treatment/instant.ts";
import { stepOf } from "./ladder.ts";
import { askedOnly, consciousnessOf, edemaOf, seizureSeen } from "./neurologic-signs.ts";
import type { Patient } from "./patient.ts";
import type { Change } from "./run.ts";
import type { Supplies } from "./supplies.ts";

/** Ids of the further CRS scales by the names that conditions use: `penn_crs` for `PENN_CRS`. */
const otherScales: ReadonlyMap<string, string> = new Map(otherCrsScales.map(({ id }) => [id.toLowerCase(), id]));

/** The grades that conditions may read, by the names they use. */
export const gradeNames: readonly string[] = ["crs", "icans", "iec_hs", "icaht", ...otherScales.keys()];

/** What the ward remembers: the patient's chart so far. Grows look by look. */
export interface Ward {
	readonly points: { readonly crs: GradedPoint[]; readonly icans: GradedPoint[] };
	/** The same looks on the further CRS scales. */
	readonly watch: CrsWatch;
	/** What blood tells: hyperinflammation and low neutrophils. */
	readonly bloodCourses: () => { readonly iec_hs: GradeCourse; readonly icaht: GradeCourse };
	readonly log: DoseBook;
	/** Acts of the care team, by the names of its rules. */
	readonly acts: DoseBook;
	/** Looks at the patient now (signals are up to date): grades, and remembers what conditions ask about the past. */
	readonly look: (time: number, more?: LookWishes) => void;
	/** What a condition sees now; `own` are further names, such as the dose at hand. */
	readonly sight: (time: number, own?: Readonly<Record<string, number>>) => Sight;
	/** The latest grade; NaN when unknown or before the first look. */
	readonly grade: (name: "crs" | "icans") => number;
}

export interface LookWishes {
	/** The patient has just died of it. */
	readonly diedOf?: Toxicity;
	/** Another act at the same instant: this look stands in place of the one before it, as only the last of them is saved. */
	readonly again?: boolean;
}

/** A condition, and since when it has been true without a break. */
interface Spell {
	readonly is: Expression;
	since: number | null;
}

interface Reading {
	readonly time: number;
	readonly value: number;
}

function signsOf(patient: Patient, seizure: Signs["seizure"]): Signs {
	const known = (name: string) => {
		const value = patient.value(name);
		return Number.isNaN(value) ? undefined : value;
	};
	return {
		temperature: known("temperature"),
		map: known("map"),
		sbp: known("sbp"),
		spo2: known("spo2"),
		ice: known("ice"),
		age: known("age"),
		weight: known("weight"),
		consciousness: consciousnessOf(known("consciousness")),
		oedema: edemaOf(known("cerebral_edema")),
		seizure,
	};
}

/** Blood values as the watches of hyperinflammation and neutrophils read them; what the model does not have is unknown. */
function bloodOf({ value }: Patient): Blood {
	return {
		ferritin: value("ferritin"),
		crp: value("crp"),
		fibrinogen: value("fibrinogen"),
		neutrophils: 1000 * value("anc"),
		platelets: value("platelets"),
		creatinine: value("creatinine"),
	};
}

/** Two infusions of one drug are one rate to the patient, and so to the scales. */
function pressorsOf({ treatments }: Scenario, supplies: Supplies): Supports["pressors"] {
	const running = supplies
		.running()
		.flatMap(({ treatment, dose }) =>
			treatments[treatment]!.support === "vasopressor" && dose.kind === "rate"
				? [{ drug: treatment, rate: dose.rate, unit: dose.unit }]
				: [],
		);
	if (running.length === 0) return running;
	const alike = Map.groupBy(running, ({ drug, unit }) => `${drug} ${unit}`);
	return [...alike.values()].map((bags) => ({ ...bags[0]!, rate: bags.reduce((sum, { rate }) => sum + rate, 0) }));
}

/** What the scales ask of the doses so far, in order of time. */
interface Charted {
	readonly boluses: number[];
	readonly maskedBy: MaskingDose[];
	/** Times of products against coagulopathy. */
	readonly products: number[];
	readonly antibiotics: number[];
	readonly againstHyperinflammation: MaskingDose[];
}

/** A log that also notes on the chart what the scales will ask for. */
function chartingLog({ treatments }: Scenario, charted: Charted): DoseBook {
	const log = doseBook();
	return {
		of: log.of,
		push: (dose) => {
			log.push(dose);
			const { support, masksFever, againstHyperinflammation } = treatments[dose.treatment]!;
			const named = { name: dose.treatment, time: dose.time };
			if (support === "fluid" && Number.isFinite(dose.amount)) charted.boluses.push(dose.time);
			if (support === "clotting") charted.products.push(dose.time);
			if (support === "antibiotic") charted.antibiotics.push(dose.time);
			if (masksFever) charted.maskedBy.push(named);
			if (againstHyperinflammation) charted.againstHyperinflammation.push(named);
		},
	};
}

function supportsOf(supplies: Supplies, { scenario, charted, time }: { scenario: Scenario; charted: Charted; time: number }): Supports {
	const device = supplies.device()?.dose;
	// A cannula is charted by its flow; of every other device the chart knows the fraction that it delivers.
	const delivered = device && device.device !== "nasal_cannula" ? device.sets.find((set) => set.input === "fio2")?.value : undefined;
	return {
		pressors: pressorsOf(scenario, supplies),
		oxygen: device ? { device: device.device, lpm: device.settings.flow, fio2: device.settings.fio2 ?? delivered } : null,
		boluses: charted.boluses,
		antibiotics: charted.antibiotics,
		maskedBy: charted.maskedBy,
		products: time - (charted.products.at(-1) ?? Number.NEGATIVE_INFINITY) < productWindow,
	};
}

/** Hours for which a product against coagulopathy counts (our reading). */
const productWindow = 24;

const conditionsOf = (orders: readonly PlannedOrder[]): Expression[] =>
	orders.flatMap((order) => [
		...(order.begins.kind === "when" ? [order.begins.condition] : []),
		...(order.repeat?.while ? [order.repeat.while] : []),
	]);

const limitsOf = (treatments: Scenario["treatments"]): Expression[] =>
	Object.values(treatments).flatMap(({ limits, deviceLimits }) =>
		[...limits, ...Object.values(deviceLimits).flat()].map((limit) => limit.condition),
	);

/** Opens the chart of a patient. */
export function wardOf(
	scenario: Scenario,
	patient: Patient,
	{ supplies, changes }: { supplies: Supplies; changes: readonly Change[] },
): Ward {
	const charted: Charted = { boluses: [], maskedBy: [], products: [], antibiotics: [], againstHyperinflammation: [] };
	const log = chartingLog(scenario, charted);
	const acts = doseBook();
	const rules = new Set(scenario.care?.rules.map((rule) => rule.name));
	const logOf = (name: string) => (rules.has(name) ? acts : log).of(name);
	const points = { crs: [] as GradedPoint[], icans: [] as GradedPoint[] };
	const watch = crsWatch();
	const hyperinflammation = hyperinflammationWatch();
	const neutrophils = icahtWatch();
	const bloodTurns: Readonly<Record<string, Omit<Turns, "see">>> = { iec_hs: hyperinflammation, icaht: neutrophils };
	const conditions = [
		...conditionsOf(scenario.orders),
		...(scenario.care?.rules ?? []).map((rule) => rule.when),
		...limitsOf(scenario.treatments),
	];
	// Inner ones first: an outer one asks how long they have held. What stands in several rules is looked at once.
	const held = conditions.flatMap((e) => callsOf(e, "held").reverse()).map((call) => call.args[0]!);
	const byText = new Map<string, Spell>();
	const spells = new Map<Expression, Spell>();
	for (const is of held) {
		const text = printExpression(is);
		const spell = byText.get(text) ?? { is, since: null };
		byText.set(text, spell);
		spells.set(is, spell);
	}
	const changing = new Set(
		conditions.flatMap((e) => callsOf(e, "change")).map((call) => (call.args[0]?.kind === "name" ? call.args[0].name : "")),
	);
	const readings = new Map<string, Reading[]>([...changing].map((name) => [name, []]));
	let bedside: Bedside = atAdmission;
	let bedsideBefore = bedside;

	const latest = (name: "crs" | "icans") => points[name].at(-1)?.grade ?? Number.NaN;
	const gradeNow = (name: string) => {
		const other = otherScales.get(name);
		return other === undefined ? (bloodTurns[name]?.grade() ?? latest(name as "crs")) : watch.grade(other);
	};
	const worst = (name: string, from: number) => {
		const other = otherScales.get(name);
		if (other !== undefined) return watch.worst(other, from - instant);
		if (bloodTurns[name] !== undefined) return bloodTurns[name].worst(from - instant);
		const seen = (points[name as "crs"] ?? [])
			.filter((point) => point.time >= from - instant && point.grade !== null)
			.map((point) => point.grade!);
		return seen.length === 0 ? Number.NaN : Math.max(...seen);
	};
	const change = (name: string, time: number, window: number) => {
		const earlier = readings
			.get(name)
			?.filter((reading) => time - reading.time >= window - instant)
			.at(-1);
		return earlier ? patient.value(name) - earlier.value : Number.NaN;
	};
	const isVentilated = () => supplies.device()?.dose.device === "invasive";
	/** How a name is read; found once for each, as a care team asks at every look. */
	const readers = new Map<string, () => number>();
	const newReader = (name: string): (() => number) => {
		if (gradeNames.includes(name)) return () => gradeNow(name);
		const [values, place] = patient.source(name) ?? [[Number.NaN], 0];
		return askedOnly.includes(name) ? () => (isVentilated() ? Number.NaN : values[place]!) : () => values[place]!;
	};
	const reader = (name: string) => {
		const known = readers.get(name);
		if (known) return known;
		const made = newReader(name);
		readers.set(name, made);
		return made;
	};
	const sight: Ward["sight"] = (time, own) => ({
		number: (name) => own?.[name] ?? (name === "t" ? time : reader(name)()),
		since: (treatment) => since(logOf(treatment), treatment, time),
		doses: (treatment, window) => dosesGiven(logOf(treatment), treatment, time, window),
		amount: (treatment, window) => amountGiven(log.of(treatment), treatment, time, window),
		change: (name, window) => change(name, time, window),
		worst: (grade, window) => worst(grade, time - window),
		step: (treatment) => {
			const planned = scenario.treatments[treatment];
			return planned ? stepOf(planned, supplies.deviceOf(treatment)?.dose ?? null) : 0;
		},
		held: (condition) => {
			const begun = spells.get(condition)?.since ?? null;
			return begun === null ? 0 : snapped(time - begun);
		},
	});
	return {
		points,
		watch,
		bloodCourses: () => ({ iec_hs: hyperinflammation.course(), icaht: neutrophils.course() }),
		log,
		acts,
		grade: latest,
		sight,
		look: (time, { diedOf, again = false } = {}) => {
			if (again) {
				bedside = bedsideBefore;
				points.crs.pop();
				points.icans.pop();
				watch.takeBack();
				hyperinflammation.takeBack();
				neutrophils.takeBack();
			}
			bedsideBefore = bedside;
			const signs = signsOf(patient, seizureSeen(changes, time));
			const seen = look(bedside, { time, signs, supports: supportsOf(supplies, { scenario, charted, time }), diedOf });
			bedside = seen.bedside;
			points.crs.push(seen.crs);
			points.icans.push(seen.icans);
			watch.see(seen);
			const blood = bloodOf(patient);
			hyperinflammation.see(seen, blood, charted.againstHyperinflammation);
			neutrophils.see(time, blood.neutrophils);
			const now = sight(time);
			for (const spell of byText.values()) spell.since = holds(spell.is, now) ? (spell.since ?? time) : null;
			for (const [name, list] of readings) list.push({ time, value: patient.value(name) });
		},
	};
}
