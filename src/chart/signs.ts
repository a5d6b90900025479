import { mistaken, type NumberField, numberField } from "./field.ts";
import type { Blood, Signs } from "./sight.ts";

/** Where a sign comes from in a model, and where it stands in a typed chart: `sign = factor x what is written there`. */
interface Source {
	readonly column: string;
	readonly factor: number;
}

/** A number at the bedside: said once for the live run, the saved folder, the typed chart, the record and the conditions of rules. */
export interface SignRow {
	/** `shown`: no scale reads it, but what is plausible is known. */
	readonly of:
		| { readonly kind: "sign"; readonly name: NumberSign }
		| { readonly kind: "blood"; readonly name: keyof Blood }
		| { readonly kind: "shown" };
	/** Null: no model column is known for it. `unit`: in which the model has it. */
	readonly model: (Source & { readonly unit: string }) | null;
	readonly chart: Source | null;
	/** What may stand in the chart, in the chart's unit. */
	readonly field: NumberField;
	readonly about: string;
}

type NumberSign = "temperature" | "map" | "sbp" | "spo2" | "ice" | "capd" | "age" | "weight";

const kilopascal = mistaken(7.5, "kPa", { decimals: 0 });

/** Ranges are wide: they hold what has been survived or printed by a laboratory, not what is usual (our choice). */
export const temperatureField = numberField("degC", [25, 45], {
	mistakes: [
		{ looks: "Fahrenheit", meant: (f) => (f - 32) / 1.8, decimals: 1 },
		{ looks: "kelvin", meant: (k) => k - 273.15, decimals: 1 },
	],
});

export const fractionField = numberField("a fraction", [0.21, 1], { mistakes: [mistaken(0.01, "percent", { decimals: 2 })] });

/** Counts per uL are whole numbers of tens; a small or broken one was counted in 10^9/L. */
export const neutrophilField = numberField("per uL", [0, 200_000], {
	mistakes: [
		mistaken(1000, "10^9/L", { decimals: 0, when: (v) => (v > 0 && v < 10) || (v < 50 && !Number.isInteger(v)) }),
		mistaken(1e-6, "per L", { decimals: 0 }),
	],
});
export const plateletField = numberField("10^9/L", [0, 3000], { mistakes: [mistaken(0.001, "per uL", { decimals: 0 })] });

/** Tests are scored in whole points; null: cannot be done. */
export const points = (most: number): NumberField => numberField("points", [0, most], { whole: true, nullable: true });

const sign = (name: NumberSign, unit: string, chart: string, field: NumberField, about: string): SignRow => ({
	of: { kind: "sign", name },
	model: { column: name, factor: 1, unit },
	chart: { column: chart, factor: 1 },
	field,
	about,
});

const blood = (name: keyof Blood, model: SignRow["model"], chart: Source, field: NumberField, about: string): SignRow => ({
	of: { kind: "blood", name },
	model,
	chart,
	field,
	about,
});

const shown = (column: string, unit: string, field: NumberField, about: string): SignRow => ({
	of: { kind: "shown" },
	model: { column, factor: 1, unit },
	chart: null,
	field,
	about,
});

/** Every number of the bedside, in the order in which charts write them. No living patient's pressure lies below the first number. */
export const signRows: readonly SignRow[] = [
	sign("temperature", "degC", "temp_c", temperatureField, "highest temperature since the row before, degC"),
	sign("map", "mmHg", "map", numberField("mmHg", [20, 300], { mistakes: [kilopascal] }), "mean arterial pressure, mmHg"),
	sign("sbp", "mmHg", "sbp", numberField("mmHg", [30, 350], { mistakes: [kilopascal] }), "systolic pressure, mmHg"),
	sign(
		"spo2",
		"percent",
		"spo2",
		numberField("percent", [30, 100], { mistakes: [mistaken(100, "a fraction", { decimals: 0 })] }),
		"oxygen saturation, percent (94, not 0.94); told where it is low without oxygen, graded by no scale",
	),
	sign("ice", "1", "ice", points(10), "ICE points, a whole number 0-10, or cannot"),
	{
		of: { kind: "sign", name: "capd" },
		model: null,
		chart: { column: "capd", factor: 1 },
		field: points(32),
		about: "CAPD points over baseline, or cannot",
	},
	sign("age", "year", "age_y", numberField("years", [0, 100]), "age, years"),
	sign("weight", "kg", "weight_kg", numberField("kg", [3, 250]), "weight, kg"),
	blood(
		"neutrophils",
		{ column: "anc", factor: 1000, unit: "cells/nL" },
		{ column: "anc", factor: 1 },
		neutrophilField,
		"neutrophils per uL, for ICAHT",
	),
	blood(
		"platelets",
		{ column: "platelets", factor: 1, unit: "cells/nL" },
		{ column: "plt", factor: 1 },
		plateletField,
		"platelets, 10^9/L, for T-ICAHT",
	),
	blood(
		"ferritin",
		{ column: "ferritin", factor: 1, unit: "ng/mL" },
		{ column: "ferritin", factor: 1 },
		numberField("ng/mL", [0, 1e7]),
		"ferritin, ng/mL; with it IEC-HS is followed",
	),
	blood(
		"crp",
		{ column: "crp", factor: 1, unit: "mg/L" },
		{ column: "crp_mg_dl", factor: 10 },
		numberField("mg/dL", [0, 80], { mistakes: [mistaken(0.1, "mg/L")] }),
		"C-reactive protein, mg/dL",
	),
	blood(
		"fibrinogen",
		{ column: "fibrinogen", factor: 1, unit: "mg/dL" },
		{ column: "fibrinogen_mg_dl", factor: 1 },
		numberField("mg/dL", [0, 2000], { mistakes: [mistaken(100, "g/L", { decimals: 0, when: (v) => v > 0 && v < 8 })] }),
		"fibrinogen, mg/dL",
	),
	blood(
		"transaminases",
		null,
		{ column: "transaminase_x_uln", factor: 1 },
		numberField("times the upper limit", [0, 2000]),
		"transaminases, times the upper limit",
	),
	blood(
		"creatinine",
		{ column: "creatinine", factor: 1, unit: "mg/dL" },
		{ column: "creatinine_mg_dl", factor: 1 },
		numberField("mg/dL", [0, 30], { mistakes: [mistaken(1 / 88.4, "umol/L")] }),
		"creatinine, mg/dL",
	),
	shown("fio2", "1", fractionField, "inspired oxygen fraction"),
	shown("heart_rate", "1/min", numberField("1/min", [0, 300]), "heart rate"),
	shown("resp_rate", "1/min", numberField("1/min", [0, 100]), "breaths a minute"),
];

/** The field of a chart column. Throws a RangeError for a column that is not of a sign. */
export function signField(column: string): NumberField {
	const row = signRows.find(({ chart }) => chart?.column === column);
	if (row === undefined) throw new RangeError(`no sign stands in a chart column "${column}"`);
	return row.field;
}

/** Least and most of a model's column, in the model's unit; undefined for a column that is no sign. */
export function plausibleRange(column: string): { readonly least: number; readonly most: number; readonly unit: string } | undefined {
	const row = signRows.find(({ model }) => model?.column === column);
	if (row?.model == null) return undefined;
	const scale = (row.chart?.factor ?? 1) / row.model.factor;
	return { least: row.field.from * scale, most: row.field.to * scale, unit: row.model.unit };
}

/** A value of a model as a sign; undefined where it is not known. Scores come in whole points. */
export function signOfModel(row: SignRow, value: number): number | undefined {
	if (Number.isNaN(value)) return undefined;
	return row.field.whole === true ? Math.round(value * row.model!.factor) : value * row.model!.factor;
}

/** The signs and the blood values that a source of model columns gives. `read` is asked once for each column, and what it gives at each look. */
export function readingsOf(read: (column: string) => () => number): () => { readonly signs: Signs; readonly blood: Blood } {
	const columns = signRows.flatMap((row) =>
		row.model === null || row.of.kind === "shown" ? [] : [{ row, of: row.of, now: read(row.model.column) }],
	);
	const [consciousness, edema] = [read("consciousness"), read("cerebral_edema")];
	return () => {
		const signs: { -readonly [K in NumberSign]?: number | undefined } = {};
		const blood: { -readonly [K in keyof Blood]?: number | undefined } = {};
		for (const { row, of, now } of columns) {
			const value = signOfModel(row, now());
			if (of.kind === "sign") signs[of.name] = value;
			else blood[of.name] = value;
		}
		return { signs: { ...signs, consciousness: consciousnessOf(consciousness()), oedema: edemaOf(edema()) }, blood };
	};
}

const ways = ["alert", "voice", "tactile", "vigorous", "unarousable"] as const;
const edemas = ["none", "focal", "diffuse"] as const;

const wordAt = <T>(words: readonly T[], level: number): T | undefined =>
	Number.isNaN(level) ? undefined : words[Math.min(Math.max(Math.round(level), 0), words.length - 1)];

/** The word for a level 0 (alert) to 4 (unarousable); undefined (NaN) for a model without consciousness. */
const consciousnessOf = (level: number): Signs["consciousness"] => wordAt(ways, level);

/** The word for a level 0 (none) to 2 (diffuse). */
const edemaOf = (level: number): Signs["oedema"] => wordAt(edemas, level);
