import type { GradedPoint } from "../../src/grading/course.ts";
import { responseOf } from "../../src/grading/response.ts";
import { protocolsFor } from "../../src/node/protocol-files.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { normalQuantile } from "../../src/random/normal.ts";
import { type Individual, uniform } from "../../src/random/stream.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { type Engine, loadProgram } from "../../src/simulate/engine.ts";
import { patientValue } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";

const models = modelsAtHand();

/** An arm of a trial: who, what and by which care. */
export interface Arm {
	readonly disease: string;
	readonly product: string;
	readonly care: string;
	/** Further keys of the scenario, as YAML lines. */
	readonly more?: string;
	/** A share of the patients, each by a draw of his own, has these keys instead. */
	readonly others?: { readonly share: number; readonly more: string };
}

/** Flows that become columns beside the usual ones. */
const also = ["macrophage_activation_by_cart", "bacteria_on_macrophages", "local_infection"];

/** The plan of an arm. */
export function armPlan({ disease, product, care, more = "" }: Arm): Plan {
	const file = "arm.yaml";
	const text = `about: An arm.\nmodel: cart-crs\npatient: { disease: ${disease}, product: ${product} }\ncare: ${care}\nuntil: 30 day\n${more}`;
	const plan = parseScenario(text, { file, models, protocols: protocolsFor(file) });
	const columns = [...new Set([...plan.flat.columns, ...also])];
	return { ...plan, flat: { ...plan.flat, columns } };
}

/** An arm ready to be run. */
export const armEngine = (arm: Arm): Engine => loadProgram(compileProgram(armPlan(arm)));

const labs = ["il6", "crp", "ferritin", "ifn_gamma", "il10", "procalcitonin", "il1", "gm_csf"] as const;
export type Lab = (typeof labs)[number];
type Levels = Readonly<Record<Lab, number>>;

/** A day's blood sample and the worst grade within twelve hours of it. */
export interface Day {
	readonly grade: number;
	readonly levels: Levels;
}

/** One toxicity on one scale, without what bacteria alone explain. Days since infusion; null when there was none. */
export interface Spell {
	readonly worst: number;
	readonly onset: number | null;
	/** From the first to the last sign. */
	readonly length: number | null;
}

/** What a study would write down of one patient. */
export interface Facts {
	readonly finished: boolean;
	readonly died: string | null;
	readonly astct: Spell;
	readonly lee: Spell;
	readonly penn: Spell;
	readonly icans: Spell;
	/** Neurologic events by a crude reading of CTCAE from the model's own neuroinflammation. */
	readonly neurologic: Spell;
	/** Highest levels from the infusion to the first day of the worst grade (14 days without any), as the measured cohort was watched. */
	readonly peaks: Levels;
	/** The same over the whole stay, and the days of the highest. */
	readonly allPeaks: Levels;
	readonly peakDays: Levels;
	/** Days that a bedside curve of grade against interleukin-6 may read. */
	readonly days: readonly Day[];
	readonly burden: number;
	readonly cartPeak: number;
	readonly cartPeakDay: number;
	readonly highestTemperature: number;
	readonly hyperinflammation: number;
	readonly infected: boolean;
	readonly tocilizumab: readonly number[];
	readonly steroid: boolean;
	readonly pressor: boolean;
	readonly highDosePressor: boolean;
	readonly oxygen: boolean;
	readonly ventilated: boolean;
	readonly bolus: boolean;
	readonly lowestFibrinogen: number;
	readonly lowestAnc: number;
	readonly lowestPlatelets: number;
	readonly daysWithoutNeutrophils: number;
	readonly lateNeutropenia: boolean;
	/** Days that interleukin-6 stays above a quarter of its peak, and its rise from there to the peak per day (logarithm). */
	readonly wave: { readonly width: number; readonly rise: number } | null;
	/** Interferon gamma and interleukin-6 on the day before CRS began, as multiples of rest. */
	readonly eve: { readonly ifn: number; readonly il6: number } | null;
	/** Whether a fever of the first tocilizumab dose was gone 12 h, 24 h later; null without. */
	readonly afebrile: { readonly h12: boolean; readonly h24: boolean } | null;
	readonly response: string | null;
}

const hoursADay = 24;

/** Residual errors of assays as standard deviations of the logarithm: qPCR as in doi:10.1002/psp4.12388, the others assumed. */
const assayErrors: Readonly<Record<string, number>> = {
	cart_cells: 0.56,
	il6: 0.25,
	ifn_gamma: 0.3,
	il10: 0.3,
	ferritin: 0.1,
	crp: 0.08,
	procalcitonin: 0.15,
};

interface Assay {
	readonly name: string;
	readonly sd: number;
	readonly times: Float64Array;
	readonly individual: Individual;
}

/** A column as one sample a day and its error show it; the error of a day is the same in every reading. */
function assayed(values: Float64Array, { name, sd, times, individual }: Assay): Float64Array {
	// A count that is read every day would find its highest error: cells are read with one error a patient.
	const error = (day: number) =>
		sd * normalQuantile(uniform(individual, `assay of ${name}${name === "cart_cells" ? "" : ` on day ${day}`}`));
	return values.map((value, i) => value * Math.exp(error(Math.floor(times[i]! / hoursADay))));
}

/** The grade at every whole hour; turns of a grade hold until the next. */
function hourly(points: readonly GradedPoint[], until: number): Float64Array {
	const grades = new Float64Array(until + 1);
	let i = -1;
	for (let hour = 0; hour <= until; hour++) {
		while (i + 1 < points.length && points[i + 1]!.time <= hour + 1e-6) i++;
		grades[hour] = points[i]?.grade ?? 0;
	}
	return grades;
}

function spellOf(grades: Float64Array, counts: (hour: number) => boolean): Spell {
	let [worst, first, last] = [0, -1, -1];
	grades.forEach((grade, hour) => {
		if (grade < 1 || !counts(hour)) return;
		worst = Math.max(worst, grade);
		if (first < 0) first = hour;
		// A sign that comes back after a week is another episode.
		if (last < 0 || hour - last <= 7 * hoursADay) last = hour;
	});
	return first < 0 ? { worst, onset: null, length: null } : { worst, onset: first / hoursADay, length: (last - first) / hoursADay };
}

/** What one run leaves behind, read as a study would. */
function factsOf(run: Run, value: (name: string) => number, individual: Individual): Facts {
	const { trajectory, events } = run;
	const { times, columns } = trajectory;
	const until = Math.floor(times.at(-1)!);
	const exact = (name: string) => columns.get(name)!.values as Float64Array;
	const readings = new Map(Object.entries(assayErrors).map(([name, sd]) => [name, assayed(exact(name), { name, sd, times, individual })]));
	const all = (name: string) => readings.get(name) ?? exact(name);
	const rowAt = (hour: number) => times.findLastIndex((time) => time <= hour + 1e-6);
	const at = (name: string, hour: number) => all(name)[rowAt(hour)]!;
	const rows = Array.from(times.keys()).filter((i) => times[i]! >= 0);
	const highest = (name: string, to = Number.POSITIVE_INFINITY) =>
		rows.reduce((best, i) => (times[i]! <= to && all(name)[i]! > all(name)[best]! ? i : best), rows[0]!);
	const lowest = (name: string) => rows.reduce((least, i) => Math.min(least, all(name)[i]!), Number.POSITIVE_INFINITY);

	// Bacteria or another infection within three days explain a sign when CAR-T cells alone would not make a fever, or make less of it than bacteria do.
	const [bacteria, byCart, byBacteria] = [all("bacteria"), all("macrophage_activation_by_cart"), all("bacteria_on_macrophages")];
	const local = all("local_infection");
	const near = new Uint8Array(until + 1);
	const explained = new Uint8Array(until + 1);
	for (let i = 0; i < times.length; i++) {
		const hour = Math.floor(times[i]!);
		if (bacteria[i]! > 0.05 || local[i]! > 0.2) near.fill(1, Math.max(hour, 0), Math.min(hour + 72, until + 1));
	}
	for (let hour = 0; hour <= until; hour++) {
		const i = rowAt(hour);
		if (near[hour] && (byCart[i]! < 0.003 || byCart[i]! < byBacteria[i]!)) explained[hour] = 1;
	}
	const ofCart = (hour: number) => !explained[hour];
	const grades = hourly(run.grades.crs.points, until);
	const astct = spellOf(grades, ofCart);
	const inflamed = hourly(
		rows.map((i) => ({ time: times[i]!, grade: neurologicGrade(all("neuroinflammation")[i]!), because: "", fever: "unknown" })),
		until,
	);
	const doses = (name: string) => events.filter(({ what, kind }) => what === name && kind === "dose").map(({ time }) => time);
	const rates = (name: string) => events.filter(({ what, kind }) => what === name && kind === "rate").map(({ amount }) => amount ?? 0);
	const devices = events.filter(({ what, kind }) => what === "oxygen" && kind === "device").map(({ route }) => route);
	const tocilizumab = doses("tocilizumab");
	const firstDose = tocilizumab[0] ?? Number.POSITIVE_INFINITY;

	const penn = hourly(run.crsByScale["PENN_CRS"]!.points, until);
	const worstHour = grades.findIndex((grade, hour) => grade === astct.worst && ofCart(hour) && astct.worst > 0);
	const watched = astct.worst === 0 ? 14 * hoursADay : (Math.floor(worstHour / hoursADay) + 1) * hoursADay;
	const dayly = (to: number) => Array.from({ length: Math.floor(Math.min(to, until) / hoursADay) + 1 }, (_, day) => day * hoursADay);
	const levels = (of: (lab: Lab) => number): Levels => Object.fromEntries(labs.map((lab) => [lab, of(lab)])) as Record<Lab, number>;
	const samples = dayly(watched).filter((hour) => astct.worst > 0 || !near[hour]);
	const days = dayly(28 * hoursADay).flatMap((hour) => {
		if (near[hour]) return [];
		const around = grades.slice(Math.max(hour - 12, 0), hour + 13);
		const grade = Math.max(...around);
		// After tocilizumab the level says little; the day of the worst grade counts all the same.
		if (hour > firstDose && !(grade === astct.worst && Math.abs(hour - worstHour) <= 12)) return [];
		return [{ grade, levels: levels((lab) => at(lab, hour)) }];
	});
	const peakRow = highest("il6");
	const anc = all("anc");
	let without = 0;
	for (let hour = 0; hour <= until; hour++) if (anc[rowAt(hour)]! <= 0.5) without++;
	return {
		finished: run.outcome.kind === "finished",
		died: run.outcome.kind === "finished" ? (run.outcome.died?.of ?? null) : null,
		astct,
		lee: spellOf(hourly(run.crsByScale["LEE2014_CRS"]!.points, until), ofCart),
		penn: spellOf(penn, ofCart),
		icans: spellOf(hourly(run.grades.icans.points, until), () => true),
		neurologic: spellOf(inflamed, () => true),
		peaks: levels((lab) => Math.max(...samples.map((hour) => at(lab, hour)))),
		allPeaks: levels((lab) => all(lab)[highest(lab)]!),
		peakDays: levels((lab) => times[highest(lab)]! / hoursADay),
		days,
		burden: value("typical_burden"),
		cartPeak: all("cart_cells")[highest("cart_cells")]!,
		cartPeakDay: times[highest("cart_cells")]! / hoursADay,
		highestTemperature: all("temperature")[highest("temperature")]!,
		hyperinflammation: all("hyperinflammation")[highest("hyperinflammation")]!,
		infected: rows.some((i) => bacteria[i]! > 0.5),
		tocilizumab,
		steroid: doses("dexamethasone").length + doses("methylprednisolone").length > 0,
		pressor: rates("norepinephrine").length > 0,
		highDosePressor: rates("norepinephrine").some((rate) => rate >= 0.2) || rates("epinephrine").some((rate) => rate >= 0.1),
		oxygen: devices.some((route) => route !== "none"),
		ventilated: devices.includes("invasive"),
		bolus: doses("crystalloid").length > 0,
		lowestFibrinogen: lowest("fibrinogen"),
		lowestAnc: lowest("anc"),
		lowestPlatelets: lowest("platelets"),
		daysWithoutNeutrophils: without / hoursADay,
		lateNeutropenia: rows.some((i) => times[i]! >= 21 * hoursADay && anc[i]! <= 1),
		wave: astct.worst > 0 && tocilizumab.length === 0 && !rows.some((i) => bacteria[i]! > 0.5) ? waveOf(times, all("il6"), peakRow) : null,
		eve:
			astct.onset !== null && astct.onset > 1 && tocilizumab.length === 0
				? {
						ifn: at("ifn_gamma", astct.onset * 24 - 24) / all("ifn_gamma")[0]!,
						il6: at("il6", astct.onset * 24 - 24) / all("il6")[0]!,
					}
				: null,
		afebrile:
			firstDose < until - 24 && at("temperature", firstDose) >= 38
				? { h12: at("temperature", firstDose + 12) < 38, h24: at("temperature", firstDose + 24) < 38 }
				: null,
		response: responseOf(run)?.word ?? null,
	};
}

/** Grades of CTCAE by neuroinflammation: mild signs come while ICE is still 10 (assumed). */
function neurologicGrade(neuroinflammation: number): number {
	const grades = [0.175, 0.4, 0.575, 1.3];
	return grades.findLastIndex((least) => neuroinflammation >= least) + 1;
}

function waveOf(times: Float64Array, il6: Float64Array, peak: number): { width: number; rise: number } {
	const quarter = il6[peak]! / 4;
	let [before, after] = [peak, peak];
	while (before > 0 && il6[before]! > quarter) before--;
	while (after < times.length - 1 && il6[after]! > quarter) after++;
	return {
		width: (times[after]! - times[before]!) / hoursADay,
		rise: (Math.log(4) * hoursADay) / Math.max(times[peak]! - times[before]!, 1),
	};
}

/** The first patients of an arm, the same persons in every arm. */
export function cohort(arm: Arm, { patients, seed = 2026, first = 0 }: { patients: number; seed?: number; first?: number }): Facts[] {
	const { others } = arm;
	const usual = armEngine(arm);
	const other = others && armEngine({ ...arm, more: others.more });
	return Array.from({ length: patients }, (_, i) => {
		const individual = { seed, patient: first + i };
		const engine = other && uniform(individual, "other keys of the arm") < others.share ? other : usual;
		const patient = virtualPatient(engine.program, individual);
		return factsOf(simulate(engine, patient, { every: 6 }), (name) => patientValue(engine.program, patient, name)!, individual);
	});
}
