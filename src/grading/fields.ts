import { devices } from "./oxygen.ts";
import type { BedsideRecord } from "./record.ts";

/** What a number most likely was when it cannot be what it should be: `{ looks: "Fahrenheit", meant: (f) => (f - 32) / 1.8 }`. */
export interface Mistake {
	readonly looks: string;
	/** The value in the unit of the field. */
	readonly meant: (value: number) => number;
	/** Decimals of `meant` in a message. */
	readonly decimals: number;
	/** Where a value inside the range is a mistake as well; left out: only values outside the range are looked at. */
	readonly when?: (value: number) => boolean;
}

/** A number that a person may write: its unit in words, the range beyond which it cannot be right, and likely mistakes. */
export interface NumberField {
	readonly kind: "number";
	/** In words: `degC`, `a fraction`, `per uL`. */
	readonly unit: string;
	readonly from: number;
	readonly to: number;
	readonly whole?: boolean;
	readonly mistakes?: readonly Mistake[];
	/** Null says that the test cannot be done. Elsewhere null is the same as left out. */
	readonly nullable?: boolean;
}

/** The form of a field: what may be written there. */
export type Field =
	| NumberField
	| { readonly kind: "yes-no" }
	| { readonly kind: "word"; readonly words: readonly string[]; readonly synonyms?: Readonly<Record<string, string>> }
	| { readonly kind: "text" }
	| { readonly kind: "list"; readonly of: Field; readonly gaps: boolean }
	| { readonly kind: "block"; readonly fields: Readonly<Record<string, Field>>; readonly needs: readonly string[] };

const yesNo: Field = { kind: "yes-no" };

function number(unit: string, [from, to]: readonly [number, number], rest: Partial<NumberField> = {}): NumberField {
	return { kind: "number", unit, from, to, ...rest };
}

function word(words: readonly string[], synonyms: Readonly<Record<string, string>> = {}): Field {
	return { kind: "word", words, synonyms };
}

const points = (most: number, rest: Partial<NumberField> = {}) => number("points", [0, most], rest);
const count = (most: number) => number("a count", [0, most], { whole: true });
const days = number("days", [0, 31]);

const times = (factor: number, looks: string, { decimals = 1, when }: { decimals?: number; when?: (value: number) => boolean } = {}) => ({
	looks,
	meant: (value: number) => value * factor,
	decimals,
	...(when === undefined ? {} : { when }),
});

/** Ranges are wide: they hold what has been survived or printed by a laboratory, not what is usual (our choice). */
const temperature = number("degC", [25, 45], {
	mistakes: [
		{ looks: "Fahrenheit", meant: (f) => (f - 32) / 1.8, decimals: 1 },
		{ looks: "kelvin", meant: (k) => k - 273.15, decimals: 1 },
	],
});

const fraction = number("a fraction", [0.21, 1], { mistakes: [times(0.01, "percent", { decimals: 2 })] });
const flow = number("L/min", [0, 80]);

/** Counts per uL are whole numbers of tens; a small or broken one was counted in 10^9/L. */
const neutrophils = number("per uL", [0, 200_000], {
	mistakes: [
		times(1000, "10^9/L", { decimals: 0, when: (v) => (v > 0 && v < 10) || (v < 50 && !Number.isInteger(v)) }),
		times(1e-6, "per L", { decimals: 0 }),
	],
});
const platelets = number("10^9/L", [0, 3000], { mistakes: [times(0.001, "per uL", { decimals: 0 })] });
const creatinine = number("mg/dL", [0, 30], { mistakes: [times(1 / 88.4, "umol/L")] });
const kilopascal = times(7.5, "kPa", { decimals: 0 });
/** No living patient's pressure lies below the first number. */
const pressure = (range: readonly [number, number]) => number("mmHg", range, { mistakes: [kilopascal] });

/** Drugs that run at a rate, with the other names that charts give them. */
export const pressorDrugs = [
	"norepinephrine",
	"epinephrine",
	"phenylephrine",
	"dopamine",
	"vasopressin",
	"angiotensin_ii",
	"dobutamine",
	"milrinone",
	"levosimendan",
] as const;

const pressorSynonyms = {
	noradrenaline: "norepinephrine",
	noradrenalin: "norepinephrine",
	levophed: "norepinephrine",
	adrenaline: "epinephrine",
};

const pressor: Field = {
	kind: "block",
	needs: ["drug"],
	fields: {
		drug: word(pressorDrugs, pressorSynonyms),
		// Judged by its unit.
		rate: number("a rate", [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]),
		unit: word(["ug/min", "ug/kg/min", "U/min"], { "mcg/min": "ug/min", "mcg/kg/min": "ug/kg/min" }),
		hours: number("h", [0, 2400]),
	},
};

/** Highest rate in each unit that a chart may hold, with the unit that a higher one was meant in. */
export const rateFields: Readonly<Record<string, NumberField>> = {
	"ug/min": number("ug/min", [0, 3000]),
	"ug/kg/min": number("ug/kg/min", [0, 60]),
	"U/min": number("U/min", [0, 1], { mistakes: [times(1 / 60, "U/h", { decimals: 3 })] }),
};

/** Most oxygen, L/min, that a device takes; more was meant for another one. Devices that are not here take whatever a wall gives. */
export const mostFlow: Readonly<Record<string, number>> = {
	none: 0,
	nasal_cannula: 15,
	blow_by: 20,
	simple_mask: 15,
	venturi: 20,
	nonrebreather: 30,
};

/** Every field of every scale by its name. A name means the same on each scale that reads it. */
export const fields: Readonly<Record<string, Field>> = {
	temp_c: temperature,
	fever_earlier: yesNo,
	fever_other_cause: yesNo,
	hypotension_other_cause: yesNo,
	hypoxia_other_cause: yesNo,
	masked: yesNo,
	masked_by: { kind: "list", of: { kind: "text" }, gaps: false },
	sbp_low: yesNo,
	fluid_boluses: count(50),
	pressors: { kind: "list", of: pressor, gaps: false },
	hypotension_refractory: yesNo,
	o2: { kind: "block", needs: ["device"], fields: { device: word(devices), lpm: flow, fio2: fraction } },
	airway_only: yesNo,
	spo2: number("percent", [30, 100], { mistakes: [times(100, "a fraction", { decimals: 0 })] }),
	organ: {
		kind: "block",
		needs: [],
		fields: { non_transaminase: count(5), creatinine: count(5), transaminase: count(5) },
	},
	products_for_coagulopathy: yesNo,
	hospitalised_for_crs: yesNo,
	iv_therapy: yesNo,
	dead_of_crs: yesNo,
	weight_kg: number("kg", [1, 400]),
	age_y: number("years", [0, 120]),
	ice: points(10, { nullable: true }),
	capd: points(32, { nullable: true }),
	consciousness: word(["alert", "voice", "tactile", "vigorous", "unarousable"]),
	seizure: word([
		"none",
		"brief_resolved",
		"eeg_resolved",
		"prolonged_gt5min",
		"repetitive_no_baseline",
		"partial_or_eeg_responding",
		"generalised",
		"status",
	]),
	deep_focal_motor: yesNo,
	oedema: word(["none", "focal", "diffuse"]),
	icp_sign: word(["none", "papilloedema", "posturing", "sixth_nerve", "cushing"]),
	dead_of_icans: yesNo,
	sedated: yesNo,
	tremor: yesNo,
	myoclonus: yesNo,
	headache: yesNo,
	intracranial_haemorrhage: yesNo,
	cartox10: points(10, { nullable: true }),
	papilloedema_stage: number("a stage", [0, 5], { whole: true }),
	csf_op_mmhg: number("mmHg", [0, 100]),
	new_motor_weakness: yesNo,
	ferritin: number("ng/mL", [0, 1e7]),
	ferritin_uln: number("ng/mL", [1, 2000]),
	ferritin_baseline: number("ng/mL", [0, 1e7]),
	rapid_rise: yesNo,
	crs_resolving: yesNo,
	transaminase_x_uln: number("times the upper limit", [0, 2000]),
	fibrinogen_mg_dl: number("mg/dL", [0, 2000], { mistakes: [times(100, "g/L", { decimals: 0, when: (v) => v > 0 && v < 8 })] }),
	anc_or_plt_or_hb_grade4_new: yesNo,
	haemophagocytosis: yesNo,
	dx: yesNo,
	intervention: { kind: "text" },
	asymptomatic_hypofibrinogenaemia_transfused: yesNo,
	coagulopathy_bleeding_transfused: yesNo,
	new_aki_hospitalised: yesNo,
	intubated: yesNo,
	dialysis: yesNo,
	life_threat: yesNo,
	dead_of_iechs: yesNo,
	days_le500: days,
	days_le100: days,
	never_above_500: yesNo,
	anc_daily: { kind: "list", of: neutrophils, gaps: true },
	convention: word(["longest_run", "cumulative"]),
	anc_after_day30: { kind: "list", of: neutrophils, gaps: true },
	days_lt50: days,
	days_lt20: number("days", [0, 100]),
	plt_daily: { kind: "list", of: platelets, gaps: true },
	plt_after_day30: { kind: "list", of: platelets, gaps: true },
	year: points(1),
	month: points(1),
	city: points(1),
	hospital: points(1),
	named_objects: points(3),
	command: points(1),
	sentence: points(1),
	count_100_by_10: points(1),
	immunosuppressed: yesNo,
	hepatomegaly: yesNo,
	splenomegaly: yesNo,
	cytopenia_lineages: count(3),
	tg_mmol_l: number("mmol/L", [0, 60], { mistakes: [times(1 / 88.57, "mg/dL")] }),
	fibrinogen_g_l: number("g/L", [0, 20], { mistakes: [times(0.01, "mg/dL", { decimals: 2 })] }),
	ast: number("U/L", [0, 100_000]),
	nk_activity_low: yesNo,
	scd25_u_ml: number("U/mL", [0, 1e6]),
	plt: platelets,
	platelets,
	anc: neutrophils,
	hb: number("g/dL", [0.5, 25], { mistakes: [times(0.1, "g/L")] }),
	crp_mg_dl: number("mg/dL", [0, 80], { mistakes: [times(0.1, "mg/L")] }),
	ldh: number("U/L", [0, 200_000]),
	creatinine_mg_dl: creatinine,
	bilirubin_mg_dl: number("mg/dL", [0, 80], { mistakes: [times(1 / 17.1, "umol/L")] }),
	rr: number("breaths/min", [0, 100]),
	sbp: pressure([30, 350]),
	map: pressure([20, 300]),
	gcs: number("points", [3, 15], { whole: true }),
	pf_ratio: number("mmHg", [10, 800], { mistakes: [times(7.5, "kPa", { decimals: 0, when: (v) => v < 10 })] }),
	ventilated: yesNo,
	urine_ml_day: number("mL/day", [0, 30_000]),
	fever_days: number("days", [0, 366]),
	cytokine_folds: { kind: "list", of: number("times the baseline", [0, 1e6]), gaps: false },
	po2_below_90: yesNo,
	neurologic_signs: yesNo,
	days: {
		kind: "list",
		gaps: false,
		of: {
			kind: "block",
			needs: ["d", "t"],
			fields: { d: number("days", [-30, 3660]), t: temperature, fluid: yesNo, pressors: count(6), o2lpm: flow, toci: yesNo },
		},
	},
};

const crs = [
	"temp_c",
	"fever_earlier",
	"fever_other_cause",
	"hypotension_other_cause",
	"hypoxia_other_cause",
	"masked",
	"masked_by",
	"sbp_low",
	"fluid_boluses",
	"pressors",
	"hypotension_refractory",
	"o2",
	"airway_only",
	"spo2",
	"organ",
	"products_for_coagulopathy",
	"hospitalised_for_crs",
	"iv_therapy",
	"dead_of_crs",
	"weight_kg",
] as const satisfies readonly (keyof BedsideRecord)[];

const neurologic = [
	"age_y",
	"ice",
	"capd",
	"consciousness",
	"seizure",
	"deep_focal_motor",
	"oedema",
	"icp_sign",
	"dead_of_icans",
	"sedated",
	"tremor",
	"myoclonus",
	"headache",
	"intracranial_haemorrhage",
] as const satisfies readonly (keyof BedsideRecord)[];

const cres = ["cartox10", "papilloedema_stage", "csf_op_mmhg", "new_motor_weakness"] as const satisfies readonly (keyof BedsideRecord)[];

/** The fields that each scale reads, by its id. */
export const fieldsOf: Readonly<Record<string, readonly string[]>> = {
	ASTCT_CRS: crs,
	LEE2014_CRS: crs,
	PENN_CRS: crs,
	CTCAE5_CRS: crs,
	CARTOX_CRS: crs,
	MSKCC_CRS: crs,
	ASTCT_EPISODE: ["days"],
	DAVILA2014_SCRS: ["fever_days", "cytokine_folds", "crp_mg_dl", "pressors", "po2_below_90", "neurologic_signs"],
	ASTCT_ICANS: neurologic,
	CARTOX_CRES: [...cres, ...neurologic],
	IECHS_DX: [
		"ferritin",
		"ferritin_uln",
		"ferritin_baseline",
		"rapid_rise",
		"crs_resolving",
		"transaminase_x_uln",
		"fibrinogen_mg_dl",
		"anc_or_plt_or_hb_grade4_new",
		"haemophagocytosis",
	],
	IECHS_GRADE: [
		"dx",
		"intervention",
		"asymptomatic_hypofibrinogenaemia_transfused",
		"coagulopathy_bleeding_transfused",
		"new_aki_hospitalised",
		"intubated",
		"dialysis",
		"life_threat",
		"dead_of_iechs",
	],
	ICAHT_EARLY: ["days_le500", "days_le100", "never_above_500", "anc_daily", "convention"],
	ICAHT_LATE: ["anc_after_day30"],
	T_ICAHT_EARLY: ["days_lt50", "days_lt20", "plt_daily", "convention"],
	T_ICAHT_LATE: ["plt_after_day30", "days_lt20"],
	ICE_SCORE: ["year", "month", "city", "hospital", "named_objects", "command", "sentence", "count_100_by_10"],
	HSCORE: [
		"immunosuppressed",
		"temp_c",
		"hepatomegaly",
		"splenomegaly",
		"cytopenia_lineages",
		"ferritin",
		"tg_mmol_l",
		"fibrinogen_g_l",
		"ast",
		"haemophagocytosis",
	],
	HLH2004: [
		"temp_c",
		"splenomegaly",
		"hb",
		"plt",
		"anc",
		"tg_mmol_l",
		"fibrinogen_g_l",
		"haemophagocytosis",
		"nk_activity_low",
		"ferritin",
		"scd25_u_ml",
	],
	CAR_HEMATOTOX: ["plt", "anc", "hb", "crp_mg_dl", "ferritin"],
	EASIX: ["ldh", "creatinine_mg_dl", "plt"],
	M_EASIX: ["ldh", "crp_mg_dl", "plt"],
	S_EASIX: ["ldh", "plt"],
	QSOFA: ["rr", "sbp", "gcs"],
	SOFA: [
		"pf_ratio",
		"ventilated",
		"platelets",
		"bilirubin_mg_dl",
		"map",
		"pressors",
		"weight_kg",
		"gcs",
		"creatinine_mg_dl",
		"urine_ml_day",
	],
};
