import type { ShownColumn } from "../chart/charting.ts";
import { type Field, numberField } from "../chart/field.ts";
import type { Formulary, Medicine } from "../chart/formulary.ts";
import type { RateUnit } from "../chart/rate.ts";
import { rateField, unitsOf } from "../chart/rate-field.ts";
import type { BedsideRecord, NeurologicFields } from "../chart/record.ts";
import { runsAtRate } from "../chart/role.ts";
import type { Blood, Signs } from "../chart/sight.ts";
import { signRows } from "../chart/signs.ts";
import { fields } from "../grading/fields.ts";

/** What a column of a chart is for. */
export type ColumnUse =
	| { readonly kind: "time"; readonly hours: number }
	/** A date, a time of day, or both. */
	| { readonly kind: "moment" }
	/** When the patient was infused, a date with or without a time of day. */
	| { readonly kind: "infusion" }
	/** Whose row it is. */
	| { readonly kind: "id" }
	/** Measured; grades follow from it. A fact of the patient (age, weight): an empty cell keeps the one above. */
	| { readonly kind: "sign"; readonly sign: keyof Signs; readonly isFact: boolean }
	/** Goes into the record as it stands. */
	| { readonly kind: "record"; readonly name: keyof BedsideRecord; readonly mildest: unknown; readonly gravest: unknown }
	| { readonly kind: "organ"; readonly part: "non_transaminase" | "creatinine" | "transaminase" }
	| { readonly kind: "oxygen"; readonly part: "device" | "lpm" | "fio2" }
	| { readonly kind: "rate"; readonly drug: string; readonly is: Medicine; readonly unit: RateUnit }
	| { readonly kind: "hours"; readonly drug: string }
	| { readonly kind: "bolus" }
	| { readonly kind: "given" }
	/** A laboratory value, in the unit of the blood record times `factor`. It stands for a day. */
	| { readonly kind: "blood"; readonly value: keyof Blood; readonly factor: number }
	/** Read by no scale: a column of a model, drawn and compared with a run. */
	| { readonly kind: "shown" }
	| { readonly kind: "note" };

/** A column that a chart may have. */
export interface ChartColumn {
	readonly name: string;
	readonly use: ColumnUse;
	/** What may stand in it. */
	readonly field: Field;
	/** Which end of a value that is known between bounds only (`<5`) is the graver one; null: a bound says nothing there. */
	readonly graver: "high" | "low" | null;
	/** What it is, for people. */
	readonly about: string;
	/** Other names of it. */
	readonly called?: readonly string[];
}

/** `gravest` is what stands in for an empty cell at the other end of what is possible. */
function direct(
	name: keyof BedsideRecord,
	{ mildest, gravest, graver = null }: { mildest: unknown; gravest: unknown; graver?: ChartColumn["graver"] },
	about: string,
): ChartColumn {
	return { name, use: { kind: "record", name, mildest, gravest }, field: fields[name]!, graver, about };
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

const text: Field = { kind: "text" };

const facts: readonly (keyof Signs)[] = ["age", "weight", "restingMap"];

/** The columns of `signRows`, those of the blood apart. */
function signColumns(kind: "sign" | "blood", only: (name: string) => boolean = () => true): readonly ChartColumn[] {
	return signRows.flatMap(({ of, chart, field, graver, about }): readonly ChartColumn[] => {
		if (chart === null || of.kind === "shown" || of.kind !== kind || !only(of.name)) return [];
		const use: ColumnUse =
			of.kind === "sign"
				? { kind: "sign", sign: of.name, isFact: facts.includes(of.name) }
				: { kind: "blood", value: of.name, factor: chart.factor };
		return [{ name: chart.column, use, field, graver, about }];
	});
}

/** `norepinephrine_ug_kg_min` */
export const rateColumn = (drug: string, unit: RateUnit): string => `${drug}_${unit.toLowerCase().replaceAll("/", "_")}`;

/** A rate in each of its units, and the hours at it, of each drug that runs at a rate. */
const rateColumns = (formulary: Formulary): readonly ChartColumn[] =>
	Object.entries(formulary)
		.filter(([, { role }]) => runsAtRate(role))
		.flatMap(([drug, is]) => [
			...unitsOf(is).map(
				(unit): ChartColumn => ({
					name: rateColumn(drug, unit),
					use: { kind: "rate", drug, is, unit },
					field: rateField(is, unit),
					graver: "high",
					about: `rate of ${drug}, ${unit}; 0 when it does not run`,
				}),
			),
			{
				name: `${drug}_hours`,
				use: { kind: "hours", drug },
				field: numberField("h", [0, 2400]),
				graver: "high",
				about: `hours at or above that rate; left out: counted from row to row`,
			},
		]);

/** What no scale reads: any number, since nobody knows what is plausible but for the signs that models bind. */
const shownColumn = ({ name, unit, called, about }: ShownColumn): ChartColumn => ({
	name,
	use: { kind: "shown" },
	field: numberField(unit, [-1e12, 1e12]),
	graver: "high",
	about: `${about || name}, ${unit}; read by no scale`,
	called,
});

/**
 * Every column that a chart may have, in the order in which people are told of them. `formulary` brings the drugs, `shown` what models chart beside.
 */
export const chartColumns = (formulary: Formulary, shown: readonly ShownColumn[] = []): readonly ChartColumn[] => [
	{ name: "id", use: { kind: "id" }, field: text, graver: null, about: "whose row it is; each patient is graded apart" },
	{
		name: "time_h",
		use: { kind: "time", hours: 1 },
		field: numberField("h", [-2400, 100_000]),
		graver: null,
		about: "hours since infusion (or day)",
	},
	{
		name: "day",
		use: { kind: "time", hours: 24 },
		field: numberField("days", [-100, 4000]),
		graver: null,
		about: "days since infusion (or time_h)",
	},
	{
		name: "time",
		use: { kind: "moment" },
		field: text,
		graver: null,
		about: "date and time of day, or the time of day beside day or date",
	},
	{ name: "date", use: { kind: "moment" }, field: text, graver: null, about: "date, such as 2026-03-01" },
	{ name: "infusion", use: { kind: "infusion" }, field: text, graver: null, about: "date and time of day of the infusion; or --infusion" },
	...signColumns("sign", (name) => ["temperature", "map", "sbp", "restingMap", "spo2"].includes(name)),
	direct("sbp_low", unknown, "hypotension, treated or not; in place of map and sbp"),
	{
		name: "fluid_bolus",
		use: { kind: "bolus" },
		field: fields["fluid_boluses"]!,
		graver: "high",
		about: "boluses for pressure since the row before",
	},
	direct("fluid_boluses", { mildest: 0, gravest: 3, graver: "high" }, "boluses for pressure that count now; in place of fluid_bolus"),
	...rateColumns(formulary),
	direct("hypotension_refractory", sign, "pressure stays low on a high-dose vasopressor"),
	{
		name: "o2_device",
		use: { kind: "oxygen", part: "device" },
		field: oxygenPart("device"),
		graver: null,
		about: "none, nasal_cannula, simple_mask, venturi, nonrebreather, hfnc, cpap, bipap, invasive, blow_by",
	},
	{ name: "o2_lpm", use: { kind: "oxygen", part: "lpm" }, field: oxygenPart("lpm"), graver: "high", about: "oxygen flow, L/min" },
	{
		name: "o2_fio2",
		use: { kind: "oxygen", part: "fio2" },
		field: oxygenPart("fio2"),
		graver: "high",
		about: "inspired oxygen, a fraction (0.4, not 40)",
	},
	direct("airway_only", excuse, "intubated only to protect the airway"),
	{
		name: "given",
		use: { kind: "given" },
		field: text,
		graver: null,
		about: "drugs given since the row before, joined by +; brands are read as well",
	},
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
			graver: "high",
			about: `CTCAE grade of ${part} toxicity put down to CRS`,
		}),
	),
	direct("products_for_coagulopathy", sign, "plasma, cryoprecipitate or fibrinogen given"),
	direct("hospitalised_for_crs", sign, "in hospital because of CRS"),
	direct("iv_therapy", sign, "intravenous therapy other than fluid for pressure"),
	direct("dead_of_crs", death, "death due to CRS"),
	...signColumns("sign", (name) => ["age", "weight", "ice", "capd"].includes(name)),
	direct("consciousness", { mildest: "alert", gravest: "unarousable" }, "alert, voice, tactile, vigorous, unarousable"),
	direct("seizure", { mildest: "none", gravest: gravestSeizure }, "none, brief_resolved, eeg_resolved, prolonged_gt5min, …"),
	direct("deep_focal_motor", sign, "deep focal weakness"),
	direct("oedema", { mildest: "none", gravest: "diffuse" }, "none, focal, diffuse"),
	direct("icp_sign", { mildest: "none", gravest: "posturing" }, "none, papilloedema, posturing, sixth_nerve, cushing"),
	direct("sedated", sign, "sedated; left out: on a ventilator"),
	direct("dead_of_icans", death, "death due to ICANS"),
	direct("dead_of_iechs", death, "death due to IEC-HS"),
	direct("cartox10", { ...unknown, graver: "low" }, "CARTOX-10 points, or cannot"),
	direct("papilloedema_stage", { mildest: 0, gravest: 5, graver: "high" }, "Frisén stage, 0-5"),
	direct("csf_op_mmhg", { ...unknown, graver: "high" }, "opening pressure of the spinal fluid, mmHg"),
	direct("new_motor_weakness", sign, "new weakness"),
	...(["tremor", "myoclonus", "headache", "intracranial_haemorrhage"] as const).map((name) =>
		direct(name, death, "without effect on a grade"),
	),
	...signColumns("blood"),
	...shown.map(shownColumn),
	{ name: "note", use: { kind: "note" }, field: text, graver: null, about: "anything; not read" },
];

function oxygenPart(part: string): Field {
	return (fields["o2"] as Extract<Field, { kind: "block" }>).fields[part]!;
}
