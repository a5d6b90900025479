import { courseOf, type FeverState, type GradeCourse, type GradedPoint } from "../../src/grading/course.ts";
import type { Run, RunEvent } from "../../src/simulate/run.ts";
import type { Column, Trajectory } from "../../src/trajectory/trajectory.ts";
import { shippedBind, shippedFormulary, shippedToxicities } from "./formulary.ts";
import { shippedDisplay, shippedFigures } from "./shown.ts";

/** How the made-up patient differs from the usual one. Every key may be left out. */
export interface RunWishes {
	readonly title?: string;
	/** Height of the cytokine course; 1 gives grade 3 without treatment. */
	readonly severity?: number;
	/** Day of the tocilizumab dose; null when nobody acts. */
	readonly tocilizumabDay?: number | null;
	readonly warnings?: readonly string[];
}

interface Course {
	readonly severity: number;
	readonly tocilizumabDay: number | null;
}

const from = -144;
const until = 720;

/** A smooth rise and fall, 1 at `peak`, with its own widths on both sides (days). */
const bump = (day: number, peak: number, { rise, fall }: { rise: number; fall: number }): number => {
	const z = (day - peak) / (day < peak ? rise : fall);
	return Math.exp(-0.5 * z * z);
};

/** Falls from 1 to 0 after the dose, the more the higher `strength`. */
const damped = (day: number, { tocilizumabDay }: Course, strength: number): number =>
	tocilizumabDay === null || day < tocilizumabDay ? 1 : 1 - strength * (1 - Math.exp(-(day - tocilizumabDay) / 0.7));

const toci = (day: number, { tocilizumabDay }: Course): number =>
	tocilizumabDay === null || day < tocilizumabDay
		? 0
		: 150 * Math.exp(-(day - tocilizumabDay) / 9) * (1 - Math.exp(-(day - tocilizumabDay) / 0.03));

const occupancy = (day: number, course: Course): number => toci(day, course) / (toci(day, course) + 2);
const storm = (day: number, course: Course): number => course.severity * bump(day, 4.6, { rise: 1.15, fall: 2.1 });
const strain = (day: number, course: Course): number =>
	course.severity * bump(day, 5, { rise: 1.2, fall: 1.6 }) * damped(day, course, 0.45);
const pressor = (day: number, { severity, tocilizumabDay }: Course): number =>
	severity < 0.9 || tocilizumabDay === null || day < 4 || day >= 5.25 ? 0 : day < 4.5 ? 0.06 : 0.12;
const onOxygen = (day: number, course: Course): boolean => course.tocilizumabDay !== null && strain(day, course) > 0.42;

type Formula = (day: number, course: Course) => number;

const serumIl6: Formula = (day, course) =>
	5 + 6200 * storm(day, course) ** 2 * (1 + 2.5 * occupancy(day, course) * bump(day, 4.6, { rise: 1, fall: 1.5 }));
const fever: Formula = (day, course) =>
	36.9 + 3.1 * Math.min(1.1, storm(day, course) ** 0.7) * damped(day, course, 0.85) + 0.15 * Math.sin(2 * Math.PI * (day - 0.4));

const numbers: readonly (readonly [name: string, unit: string, title: string, formula: Formula])[] = [
	[
		"cart_cells",
		"cell/uL",
		"CAR-T cells in blood",
		(day) => (day < 0 ? 0 : 0.4 + 95 * bump(day, 7.5, { rise: 2.2, fall: 5 }) + 3 * Math.exp(-day / 30)),
	],
	["tumor", "1", "Tumor burden", (day) => (day < 2 ? 1 + 0.01 * day : 1.02 / (1 + Math.exp((day - 8) / 1.6)) + 0.015)],
	["ifn_gamma", "pg/mL", "Interferon-gamma", (day, c) => 4 + 950 * c.severity * bump(day, 4.1, { rise: 1.1, fall: 2 })],
	["gm_csf", "pg/mL", "GM-CSF", (day, c) => 2 + 60 * c.severity * bump(day, 4, { rise: 1.1, fall: 2 })],
	["il1", "pg/mL", "Interleukin-1", (day, c) => 1 + 22 * storm(day, c)],
	["il6", "pg/mL", "Interleukin-6 in plasma", serumIl6],
	["il6_signal", "pg/mL", "Interleukin-6 signal", (day, c) => Math.max(serumIl6(day, c) - 5, 0) * (1 - occupancy(day, c))],
	["il10", "pg/mL", "Interleukin-10", (day, c) => 4 + 90 * c.severity * bump(day, 5.4, { rise: 1.3, fall: 2.6 })],
	["macrophages_active", "1", "Activated macrophages", (day, c) => storm(day, c)],
	["crp", "mg/L", "C-reactive protein", (day, c) => 6 + 190 * c.severity * bump(day, 5.6, { rise: 1.5, fall: 2.6 }) * damped(day, c, 0.75)],
	["ferritin", "ng/mL", "Ferritin", (day, c) => 420 + 9200 * c.severity * bump(day, 7.2, { rise: 2, fall: 5 })],
	["temperature", "degC", "Temperature", fever],
	["heart_rate", "1/min", "Heart rate", (day, c) => 76 + 52 * strain(day, c) + 6 * (fever(day, c) - 36.9)],
	["resp_rate", "1/min", "Respiratory rate", (day, c) => 15 + 15 * strain(day, c)],
	["map", "mmHg", "Mean arterial pressure", (day, c) => 86 - 33 * strain(day, c) + 90 * pressor(day, c)],
	["sbp", "mmHg", "Systolic blood pressure", (day, c) => 124 - 46 * strain(day, c) + 120 * pressor(day, c)],
	["pao2", "mmHg", "Arterial oxygen", (day, c) => 92 - 32 * strain(day, c) + (onOxygen(day, c) ? 14 : 0)],
	["pf_ratio", "mmHg", "PaO2/FiO2", (day, c) => 438 - 210 * strain(day, c)],
	["plasma_volume", "L", "Plasma volume", (day, c) => 2.9 - 0.55 * strain(day, c)],
	["svr", "dyn*s/cm^5", "Systemic vascular resistance", (day, c) => 1150 - 560 * strain(day, c)],
	["cardiac_output", "L/min", "Cardiac output", (day, c) => 5.6 + 1.6 * strain(day, c)],
	[
		"capillary_leak",
		"1",
		"Capillary leak",
		(day, c) => 1 + 2.4 * c.severity * bump(day, 5.1, { rise: 1.3, fall: 2 }) * damped(day, c, 0.35),
	],
	["bbb", "1", "Barrier opening", (day, c) => 0.75 * c.severity * bump(day, 6.4, { rise: 1.4, fall: 2.4 })],
	["neuroinflammation", "1", "Neuroinflammation", (day, c) => 0.6 * c.severity * bump(day, 6.8, { rise: 1.3, fall: 2.1 })],
	["lung_water", "mL/kg", "Lung water", (day, c) => 6 + 5 * strain(day, c)],
	["spo2", "percent", "Oxygen saturation", (day, c) => Math.min(99, 97.4 - 9.5 * strain(day, c) + (onOxygen(day, c) ? 4.2 : 0))],
	["fio2", "1", "Inspired oxygen", (day, c) => (onOxygen(day, c) ? (strain(day, c) > 0.62 ? 0.36 : 0.28) : 0.21)],
	["ice", "1", "ICE score", (day, c) => Math.max(0, Math.round(10 - 4.3 * c.severity * bump(day, 6.9, { rise: 1.1, fall: 1.8 })))],
	["anc", "1e9/L", "Neutrophils", (day) => 0.08 + 3.2 / (1 + Math.exp((day + 1) / 1.1)) + 1.9 / (1 + Math.exp((17 - day) / 2.2))],
	["platelets", "1e9/L", "Platelets", (day) => 35 + 140 / (1 + Math.exp((day - 3) / 2)) + 70 / (1 + Math.exp((21 - day) / 2.5))],
	["hemoglobin", "g/dL", "Hemoglobin", (day) => 8.4 + 2.4 / (1 + Math.exp((day - 4) / 3))],
	["fibrinogen", "mg/dL", "Fibrinogen", (day, c) => 340 + 200 * storm(day, c) - 230 * c.severity * bump(day, 9, { rise: 2, fall: 3.5 })],
	["lactate", "mmol/L", "Lactate", (day, c) => 1.1 + 2.3 * strain(day, c)],
	["creatinine", "mg/dL", "Creatinine", (day, c) => 0.85 + 0.7 * c.severity * bump(day, 6, { rise: 1.4, fall: 2.5 })],
	["tocilizumab", "mg/L", "Tocilizumab in serum", toci],
	[
		"dexamethasone",
		"mg/L",
		"Dexamethasone in plasma",
		(day, c) => (c.tocilizumabDay === null || c.severity < 0.9 ? 0 : dexamethasone(day)),
	],
	["anakinra", "mg/L", "Anakinra in plasma", () => 0],
	["il6r_occupancy", "1", "IL-6 receptors blocked", occupancy],
	["norepinephrine_rate", "ug/kg/min", "Norepinephrine", pressor],
	["vasopressin_rate", "U/min", "Vasopressin", () => 0],
	[
		"fluid_rate",
		"mL/h",
		"Fluids",
		(day, c) => (c.tocilizumabDay !== null && ((day >= 3.7 && day < 3.75) || (day >= 3.9 && day < 3.95)) ? 500 : 0),
	],
];

const dexamethasoneDays: readonly number[] = Array.from({ length: 8 }, (_, i) => 4.25 + i * 0.25);
const dexamethasone = (day: number): number =>
	dexamethasoneDays.filter((at) => at <= day).reduce((sum, at) => sum + 0.18 * Math.exp(-(day - at) / 0.23), 0);

const gridOf = (): Float64Array => Float64Array.from({ length: until - from + 1 }, (_, i) => from + i);

const shownAs = (name: string) => (shippedDisplay[name] === undefined ? {} : { display: shippedDisplay[name] });

const trajectoryOf = (course: Course): Trajectory => {
	const times = gridOf();
	const columns = new Map<string, Column>(
		numbers.map(([name, unit, title, formula]) => [
			name,
			{ kind: "number", name, unit, title, ...shownAs(name), values: times.map((h) => formula(h / 24, course)) },
		]),
	);
	const device = Array.from(times, (h) =>
		onOxygen(h / 24, course) ? (strain(h / 24, course) > 0.62 ? "simple_mask" : "nasal_cannula") : "none",
	);
	columns.set("oxygen_device", { kind: "word", name: "oxygen_device", title: "Oxygen device", values: device });
	return { times, columns };
};

const event = (day: number, what: string, rest: Partial<RunEvent>): RunEvent => ({
	time: day * 24,
	what,
	kind: "dose",
	amount: null,
	unit: "",
	route: "",
	why: "",
	until: null,
	role: shippedFormulary[what]?.role ?? "",
	...rest,
});

const oxygenEvents = (course: Course): RunEvent[] => {
	const hours = Array.from(gridOf()).filter((h) => onOxygen(h / 24, course));
	const first = hours[0];
	const last = hours.at(-1);
	if (first === undefined || last === undefined) return [];
	const mask = hours.find((h) => strain(h / 24, course) > 0.62);
	const start = event(first / 24, "oxygen", { kind: "device", amount: 2, unit: "L/min", route: "nasal_cannula", why: "more oxygen" });
	const stop = event((last + 1) / 24, "oxygen", { kind: "stop", why: "less oxygen" });
	return mask === undefined
		? [start, stop]
		: [start, event(mask / 24, "oxygen", { kind: "device", amount: 6, unit: "L/min", route: "simple_mask", why: "more oxygen" }), stop];
};

const eventsOf = (course: Course): RunEvent[] => {
	const { tocilizumabDay: day, severity } = course;
	if (day === null) return [];
	const always = [
		event(day, "tocilizumab", { amount: 560, unit: "mg", route: "iv", why: "tocilizumab for grade 2", until: (day + 1 / 24) * 24 }),
		event(3.7, "crystalloid", { amount: 600, unit: "mL", route: "iv", why: "first bolus", until: 3.75 * 24 }),
		event(3.9, "crystalloid", { amount: 600, unit: "mL", route: "iv", why: "second bolus", until: 3.95 * 24 }),
		event(1.6, "acetaminophen", { amount: 650, unit: "mg", route: "oral", why: "fever" }),
		...oxygenEvents(course),
	];
	const severe = [
		event(4, "norepinephrine", { kind: "rate", amount: 0.06, unit: "ug/kg/min", why: "hold the pressure" }),
		event(4.5, "norepinephrine", { kind: "rate", amount: 0.12, unit: "ug/kg/min", why: "hold the pressure" }),
		event(5.25, "norepinephrine", { kind: "stop", amount: 0, unit: "ug/kg/min", why: "pressure has held" }),
		...dexamethasoneDays.map((at) => event(at, "dexamethasone", { amount: 10, unit: "mg", route: "iv", why: "steroid for grade 3" })),
	];
	return [...always, ...(severity < 0.9 ? [] : severe)].sort((a, b) => a.time - b.time);
};

const feverAt = (day: number, course: Course): FeverState => {
	if (fever(day, course) >= 38) return "present";
	return course.tocilizumabDay !== null && day > course.tocilizumabDay && strain(day, course) > 0.12 ? "masked" : "absent";
};

const crsAt = (hour: number, course: Course): GradedPoint => {
	const day = hour / 24;
	const hot = feverAt(day, course);
	const counts = day >= 0 && (hot === "present" || hot === "masked");
	if (!counts) return { time: hour, grade: 0, because: "no fever since infusion", fever: hot };
	if (pressor(day, course) > 0) return { time: hour, grade: 3, because: "hypotension that needs one vasopressor", fever: hot };
	if (onOxygen(day, course)) return { time: hour, grade: 2, because: "hypoxia that needs low-flow oxygen", fever: hot };
	if (course.tocilizumabDay === null && strain(day, course) > 0.4)
		return { time: hour, grade: 2, because: "hypotension that fluids would correct", fever: hot };
	return { time: hour, grade: 1, because: "fever of 38 degC or more", fever: hot };
};

const icansAt = (hour: number, course: Course): GradedPoint => {
	const ice = 10 - 4.3 * course.severity * bump(hour / 24, 6.9, { rise: 1.1, fall: 1.8 });
	const grade = hour < 0 || ice > 9.4 ? 0 : ice > 6.5 ? 1 : 2;
	return { time: hour, grade, because: grade === 0 ? "ICE score 10" : `ICE score ${Math.round(ice)}`, fever: "unknown" };
};

/** Nothing to see: grade 0 throughout. */
const quiet = (scale: string, because: string): GradeCourse => courseOf(scale, [{ time: 0, grade: 0, because, fever: "unknown" }]);

/** As Penn grades: oxygen makes grade 3. */
const pennOf = ({ points }: GradeCourse): GradeCourse =>
	courseOf(
		"PENN_CRS",
		points.map((point) => (point.because.includes("oxygen") ? { ...point, grade: 3 } : point)),
	);

/** A made-up run that looks like a real one: 30 days, hourly from day -6, columns named as the simulator names them. */
export const aRun = ({
	title = "Grade 3 CRS in bulky lymphoma; tocilizumab on day 3.4.",
	severity = 1,
	tocilizumabDay = 3.4,
	warnings = [],
}: RunWishes = {}): Run => {
	const course: Course = { severity, tocilizumabDay };
	const hours = Array.from(gridOf());
	const crs = courseOf(
		"ASTCT_CRS",
		hours.map((h) => crsAt(h, course)),
	);
	const grades: Run["grades"] = {
		crs,
		icans: courseOf(
			"ASTCT_ICANS",
			hours.map((h) => icansAt(h, course)),
		),
		iec_hs: quiet("IECHS_GRADE", "IEC-HS is not diagnosed: ferritin does not rise"),
		icaht: quiet("ICAHT", "no day at or below 500/uL"),
	};
	const crsByScale = { ASTCT_CRS: crs, PENN_CRS: pennOf(crs) };
	return {
		title,
		patient: { age: { value: 58, unit: "year" }, weight: { value: 70, unit: "kg" } },
		member: null,
		trajectory: trajectoryOf(course),
		events: eventsOf(course),
		changes: [],
		doses: [],
		acts: [],
		ran: [],
		grades,
		crsByScale,
		attributed: { grades, crsByScale, said: [] },
		outcome: { kind: "finished", died: null },
		solver: { method: "made up", kernel: "javascript", steps: 0, evaluations: 0, rejected: 0 },
		bind: shippedBind,
		toxicities: shippedToxicities,
		infections: "chance",
		formulary: shippedFormulary,
		figures: shippedFigures,
		warnings,
	};
};
