import type { Expression } from "../expression/expression.ts";
import { atAdmission, type Bedside, look, type MaskingDose, type Signs, type Supports } from "../grading/bedside.ts";
import type { GradedPoint } from "../grading/course.ts";
import { type CrsWatch, crsWatch } from "../grading/crs-watch.ts";
import { otherCrsScales } from "../grading/other-crs-scales.ts";
import type { PlannedOrder, Scenario } from "../scenario/scenario.ts";
import { callsOf, holds, type Sight } from "../treatment/condition.ts";
import { amountGiven, dosesGiven, type LoggedDose, since } from "../treatment/dose-log.ts";
import { instant, snapped } from "../treatment/instant.ts";
import type { Patient } from "./patient.ts";
import type { Supplies } from "./supplies.ts";

/** Ids of the further CRS scales by the names that conditions use: `penn_crs` for `PENN_CRS`. */
const otherScales: ReadonlyMap<string, string> = new Map(otherCrsScales.map(({ id }) => [id.toLowerCase(), id]));

/** The grades that conditions may read, by the names they use. */
export const gradeNames: readonly string[] = ["crs", "icans", ...otherScales.keys()];

/** What the ward remembers: the patient's chart so far. Grows look by look. */
export interface Ward {
	readonly points: { readonly crs: GradedPoint[]; readonly icans: GradedPoint[] };
	/** The same looks on the further CRS scales. */
	readonly watch: CrsWatch;
	readonly log: LoggedDose[];
	/** Looks at the patient now (signals are up to date): grades, and remembers what conditions ask about the past. */
	readonly look: (time: number) => void;
	/** What a condition sees now; `own` are further names, such as the dose at hand. */
	readonly sight: (time: number, own?: Readonly<Record<string, number>>) => Sight;
	/** The latest grade; NaN when unknown or before the first look. */
	readonly grade: (name: "crs" | "icans") => number;
}

interface Reading {
	readonly time: number;
	readonly value: number;
}

function signsOf(patient: Patient): Signs {
	const known = (name: string) => (Number.isNaN(patient.value(name)) ? undefined : patient.value(name));
	return {
		temperature: known("temperature"),
		map: known("map"),
		sbp: known("sbp"),
		ice: known("ice"),
		age: known("age"),
		weight: known("weight"),
	};
}

function supportsOf(scenario: Scenario, supplies: Supplies, log: readonly LoggedDose[], time: number): Supports {
	const treatments = scenario.treatments;
	// What runs twice of one drug is one pressor at the sum of its rates.
	const rates = new Map<string, { drug: string; rate: number; unit: string }>();
	for (const { treatment, dose } of supplies.running()) {
		if (treatments[treatment]!.support !== "vasopressor" || dose.kind !== "rate") continue;
		rates.set(treatment, { drug: treatment, rate: (rates.get(treatment)?.rate ?? 0) + dose.rate, unit: dose.unit });
	}
	const pressors = [...rates.values()];
	const device = supplies.device()?.dose;
	// A cannula is charted by its flow; of every other device the chart knows the fraction that it delivers.
	const delivered = device && device.device !== "nasal_cannula" ? device.sets.find((set) => set.input === "fio2")?.value : undefined;
	const boluses = log.filter(
		(dose) => treatments[dose.treatment]!.support === "fluid" && Number.isFinite(dose.amount) && dose.time <= time,
	);
	const masking = log.filter((dose) => treatments[dose.treatment]!.masksFever);
	return {
		pressors,
		boluses: boluses.map((dose) => dose.time),
		oxygen: device ? { device: device.device, lpm: device.settings.flow, fio2: device.settings.fio2 ?? delivered } : null,
		maskedBy: masking.map(({ treatment, time: given }): MaskingDose => ({ name: treatment, time: given })),
	};
}

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
export function wardOf(scenario: Scenario, patient: Patient, supplies: Supplies): Ward {
	const log: LoggedDose[] = [];
	const points = { crs: [] as GradedPoint[], icans: [] as GradedPoint[] };
	const watch = crsWatch();
	const conditions = [...conditionsOf(scenario.orders), ...limitsOf(scenario.treatments)];
	// Inner ones first: an outer one asks how long they have held.
	const held = conditions.flatMap((e) => callsOf(e, "held").reverse());
	const trueSince = new Map<Expression, number | null>(held.map((call) => [call.args[0]!, null]));
	const changing = new Set(
		conditions.flatMap((e) => callsOf(e, "change")).map((call) => (call.args[0]?.kind === "name" ? call.args[0].name : "")),
	);
	const readings = new Map<string, Reading[]>([...changing].map((name) => [name, []]));
	let bedside: Bedside = atAdmission;

	const latest = (name: "crs" | "icans") => points[name].at(-1)?.grade ?? Number.NaN;
	const gradeNow = (name: string) => {
		const other = otherScales.get(name);
		return other === undefined ? latest(name as "crs") : watch.grade(other);
	};
	const worst = (name: string, from: number) => {
		const other = otherScales.get(name);
		if (other !== undefined) return watch.worst(other, from - instant);
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
	const sight: Ward["sight"] = (time, own = {}) => ({
		number: (name) => own[name] ?? (name === "t" ? time : gradeNames.includes(name) ? gradeNow(name) : patient.value(name)),
		since: (treatment) => since(log, treatment, time),
		doses: (treatment, window) => dosesGiven(log, treatment, time, window),
		amount: (treatment, window) => amountGiven(log, treatment, time, window),
		change: (name, window) => change(name, time, window),
		worst: (grade, window) => worst(grade, time - window),
		held: (condition) => {
			const begun = trueSince.get(condition);
			return begun === null || begun === undefined ? 0 : snapped(time - begun);
		},
	});
	return {
		points,
		watch,
		log,
		grade: latest,
		sight,
		look: (time) => {
			const seen = look(bedside, { time, signs: signsOf(patient), supports: supportsOf(scenario, supplies, log, time) });
			bedside = seen.bedside;
			points.crs.push(seen.crs);
			points.icans.push(seen.icans);
			watch.see(seen);
			const now = sight(time);
			for (const [condition, begun] of trueSince) trueSince.set(condition, holds(condition, now) ? (begun ?? time) : null);
			for (const [name, list] of readings) list.push({ time, value: patient.value(name) });
		},
	};
}
