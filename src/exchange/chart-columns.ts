import type { Blood } from "../grading/bedside.ts";
import { type Field, fields, pressorDrugs, rateFields } from "../grading/fields.ts";
import type { BedsideRecord, NeurologicFields } from "../grading/record.ts";

/** What a column of a chart is for. */
export type ColumnUse =
	| { readonly kind: "time"; readonly hours: number }
	/** Measured; grades follow from it. */
	| { readonly kind: "sign"; readonly sign: "temperature" | "map" | "sbp" | "spo2" | "ice" | "capd" }
	/** A fact of the patient: an empty cell keeps the one above. */
	| { readonly kind: "patient"; readonly fact: "age" | "weight" }
	/** Goes into the record as it stands. */
	| { readonly kind: "record"; readonly name: keyof BedsideRecord; readonly mildest: unknown; readonly gravest: unknown }
	| { readonly kind: "organ"; readonly part: "non_transaminase" | "creatinine" | "transaminase" }
	| { readonly kind: "oxygen"; readonly part: "device" | "lpm" | "fio2" }
	| { readonly kind: "pressor"; readonly drug: string; readonly unit: string; readonly gravest: number }
	| { readonly kind: "hours"; readonly drug: string }
	| { readonly kind: "bolus" }
	| { readonly kind: "given" }
	| { readonly kind: "blood"; readonly cell: "anc" | "plt" }
	/** A laboratory value, in the unit of the blood record times `factor`. It stands for a day. */
	| { readonly kind: "laboratory"; readonly value: keyof Blood; readonly factor: number }
	| { readonly kind: "note" };

/** A column that a chart may have. */
export interface ChartColumn {
	readonly name: string;
	readonly use: ColumnUse;
	/** What may stand in it. */
	readonly field: Field;
	/** What it is, for people. */
	readonly about: string;
}

const numbered = (unit: string, [from, to]: readonly [number, number]): Field => ({ kind: "number", unit, from, to });

function known(name: string, use: ColumnUse, about: string): ChartColumn {
	return { name, use, field: fields[name]!, about };
}

/** `gravest` is what stands in for an empty cell at the other end of what is possible. */
function direct(name: keyof BedsideRecord, { mildest, gravest }: { mildest: unknown; gravest: unknown }, about: string): ChartColumn {
	return known(name, { kind: "record", name, mildest, gravest }, about);
}

/** An empty cell may hide the sign. */
const sign = { mildest: false, gravest: true };
/** An empty cell may hide that the sign does not count. */
const excuse = { mildest: true, gravest: false };
/** An empty cell says no: a death is charted. */
const death = { mildest: false, gravest: false };
/** The field's own rules say what an empty cell means: unknown. */
const unknown = { mildest: undefined, gravest: undefined };

const gravestSeizure: NeurologicFields["seizure"] = "prolonged_gt5min";

/** A rate that no line of any scale would call low: what an empty cell may hide. */
const gravestRates: Readonly<Record<string, number>> = { "ug/min": 50, "ug/kg/min": 1, "U/min": 0.04 };

const pressorColumns: readonly ChartColumn[] = pressorDrugs.flatMap((drug) => {
	const units = drug === "vasopressin" ? ["U/min"] : ["ug/min", "ug/kg/min"];
	return [
		...units.map(
			(unit): ChartColumn => ({
				name: `${drug}_${unit.toLowerCase().replaceAll("/", "_")}`,
				use: { kind: "pressor", drug, unit, gravest: drug === "dopamine" && unit === "ug/kg/min" ? 20 : gravestRates[unit]! },
				field: rateFields[unit]!,
				about: `rate of ${drug}, ${unit}; 0 when it does not run`,
			}),
		),
		{
			name: `${drug}_hours`,
			use: { kind: "hours", drug },
			field: numbered("h", [0, 2400]),
			about: `hours at or above that rate; left out: counted from row to row`,
		} as const,
	];
});

/** Every column that a chart may have, in the order in which people are told of them. */
export const chartColumns: readonly ChartColumn[] = [
	{ name: "time_h", use: { kind: "time", hours: 1 }, field: numbered("h", [-2400, 100_000]), about: "hours since infusion (or day)" },
	{ name: "day", use: { kind: "time", hours: 24 }, field: numbered("days", [-100, 4000]), about: "days since infusion (or time_h)" },
	known("temp_c", { kind: "sign", sign: "temperature" }, "highest temperature since the row before, degC"),
	known("map", { kind: "sign", sign: "map" }, "mean arterial pressure, mmHg"),
	known("sbp", { kind: "sign", sign: "sbp" }, "systolic pressure, mmHg"),
	known(
		"spo2",
		{ kind: "sign", sign: "spo2" },
		"oxygen saturation, percent (94, not 0.94); told where it is low without oxygen, graded by no scale",
	),
	direct("sbp_low", unknown, "hypotension, treated or not; in place of map and sbp"),
	{ name: "fluid_bolus", use: { kind: "bolus" }, field: fields["fluid_boluses"]!, about: "boluses for pressure since the row before" },
	direct("fluid_boluses", { mildest: 0, gravest: 3 }, "boluses for pressure that count now; in place of fluid_bolus"),
	...pressorColumns,
	direct("hypotension_refractory", sign, "pressure stays low on a high-dose vasopressor"),
	{
		name: "o2_device",
		use: { kind: "oxygen", part: "device" },
		field: oxygenPart("device"),
		about: "none, nasal_cannula, simple_mask, venturi, nonrebreather, hfnc, cpap, bipap, invasive, blow_by",
	},
	{ name: "o2_lpm", use: { kind: "oxygen", part: "lpm" }, field: oxygenPart("lpm"), about: "oxygen flow, L/min" },
	{ name: "o2_fio2", use: { kind: "oxygen", part: "fio2" }, field: oxygenPart("fio2"), about: "inspired oxygen, a fraction (0.4, not 40)" },
	direct("airway_only", excuse, "intubated only to protect the airway"),
	{ name: "given", use: { kind: "given" }, field: { kind: "text" }, about: "antipyretic or anticytokine drugs given, joined by +" },
	direct("masked", sign, "such a drug was given since onset; in place of given"),
	direct("fever_earlier", sign, "fever was seen before the chart begins"),
	direct("fever_other_cause", excuse, "the fever has another cause"),
	direct("hypotension_other_cause", excuse, "the hypotension has another cause"),
	direct("hypoxia_other_cause", excuse, "the hypoxia has another cause"),
	...(["non_transaminase", "creatinine", "transaminase"] as const).map(
		(part): ChartColumn => ({
			name: `organ_${part}`,
			use: { kind: "organ", part },
			field: { kind: "number", unit: "a CTCAE grade", from: 0, to: 5, whole: true },
			about: `CTCAE grade of ${part} toxicity put down to CRS`,
		}),
	),
	direct("products_for_coagulopathy", sign, "plasma, cryoprecipitate or fibrinogen given"),
	direct("hospitalised_for_crs", sign, "in hospital because of CRS"),
	direct("iv_therapy", sign, "intravenous therapy other than fluid for pressure"),
	direct("dead_of_crs", death, "death due to CRS"),
	known("age_y", { kind: "patient", fact: "age" }, "age, years"),
	known("weight_kg", { kind: "patient", fact: "weight" }, "weight, kg"),
	known("ice", { kind: "sign", sign: "ice" }, "ICE points, 0-10, or cannot"),
	known("capd", { kind: "sign", sign: "capd" }, "CAPD points over baseline, or cannot"),
	direct("consciousness", { mildest: "alert", gravest: "unarousable" }, "alert, voice, tactile, vigorous, unarousable"),
	direct("seizure", { mildest: "none", gravest: gravestSeizure }, "none, brief_resolved, eeg_resolved, prolonged_gt5min, …"),
	direct("deep_focal_motor", sign, "deep focal weakness"),
	direct("oedema", { mildest: "none", gravest: "diffuse" }, "none, focal, diffuse"),
	direct("icp_sign", { mildest: "none", gravest: "posturing" }, "none, papilloedema, posturing, sixth_nerve, cushing"),
	direct("sedated", sign, "sedated; left out: on a ventilator"),
	direct("dead_of_icans", death, "death due to ICANS"),
	direct("cartox10", unknown, "CARTOX-10 points, or cannot"),
	direct("papilloedema_stage", { mildest: 0, gravest: 5 }, "Frisén stage, 0-5"),
	direct("csf_op_mmhg", unknown, "opening pressure of the spinal fluid, mmHg"),
	direct("new_motor_weakness", sign, "new weakness"),
	...(["tremor", "myoclonus", "headache", "intracranial_haemorrhage"] as const).map((name) =>
		direct(name, death, "without effect on a grade"),
	),
	known("anc", { kind: "blood", cell: "anc" }, "neutrophils per uL, for ICAHT"),
	known("plt", { kind: "blood", cell: "plt" }, "platelets, 10^9/L, for T-ICAHT"),
	known("ferritin", { kind: "laboratory", value: "ferritin", factor: 1 }, "ferritin, ng/mL; with it IEC-HS is followed"),
	known("crp_mg_dl", { kind: "laboratory", value: "crp", factor: 10 }, "C-reactive protein, mg/dL"),
	known("fibrinogen_mg_dl", { kind: "laboratory", value: "fibrinogen", factor: 1 }, "fibrinogen, mg/dL"),
	known("transaminase_x_uln", { kind: "laboratory", value: "transaminases", factor: 1 }, "transaminases, times the upper limit"),
	known("creatinine_mg_dl", { kind: "laboratory", value: "creatinine", factor: 1 }, "creatinine, mg/dL"),
	{ name: "note", use: { kind: "note" }, field: { kind: "text" }, about: "anything; not read" },
];

function oxygenPart(part: string): Field {
	return (fields["o2"] as Extract<Field, { kind: "block" }>).fields[part]!;
}
