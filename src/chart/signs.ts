import { mistaken, type NumberField, numberField } from "./field.ts";
import type { Blood, Signs } from "./sight.ts";

/** A number at the bedside: said once for the live run, the saved folder, the typed chart, the record and the conditions of rules. */
export interface SignRow {
	/** How a model's `bind:` names it. */
	readonly name: SignName;
	/** `shown`: no scale reads it, but what is plausible is known. */
	readonly of:
		| { readonly kind: "sign"; readonly name: NumberSign }
		| { readonly kind: "blood"; readonly name: keyof Blood }
		| { readonly kind: "shown" };
	/** Of the sign or blood value, in the words of models: a column that is bound to it is converted to this unit. */
	readonly unit: string;
	/** Where it stands in a typed chart: `sign = factor x what is written there`. */
	readonly chart: { readonly column: string; readonly factor: number } | null;
	/** What may stand in the chart, in the chart's unit. */
	readonly field: NumberField;
	/** Which end of a value that is known between bounds only is the graver one; null: a bound says nothing of it. */
	readonly graver: "high" | "low" | null;
	readonly about: string;
}

type NumberSign = "temperature" | "map" | "sbp" | "restingMap" | "spo2" | "ice" | "capd" | "age" | "weight";

/** The clinical signs that a model may bind: those of `signRows`, levels that stand for words, and what has a rule of its own. */
export type SignName =
	| "temperature"
	| "mean_arterial_pressure"
	| "systolic_pressure"
	| "resting_pressure"
	| "oxygen_saturation"
	| "ice"
	| "capd"
	| "age"
	| "weight"
	| "neutrophils"
	| "platelets"
	| "ferritin"
	| "c_reactive_protein"
	| "fibrinogen"
	| "transaminases"
	| "creatinine"
	| "inspired_oxygen"
	| "heart_rate"
	| "respiratory_rate"
	| "consciousness"
	| "cerebral_edema"
	| "seizure"
	| "blood_culture"
	| "cart_cells"
	| "tumor_burden";

/** Where a sign stands in a model: in a column or a fact of the patient; the sign is `factor` times what stands there. */
export interface BoundSign {
	readonly column: string;
	readonly factor: number;
}

/** What a model binds. A sign that is bound to nothing is unknown. Plain data. */
export type Bind = Readonly<Partial<Record<SignName, BoundSign>>>;

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

interface SignWords {
	readonly unit: string;
	readonly field: NumberField;
	readonly graver: SignRow["graver"];
	readonly about: string;
}

const sign = (name: SignName, of: NumberSign, column: string, said: SignWords): SignRow => ({
	name,
	of: { kind: "sign", name: of },
	chart: { column, factor: 1 },
	...said,
});

const blood = (name: SignName, of: keyof Blood, chart: NonNullable<SignRow["chart"]>, said: SignWords): SignRow => ({
	name,
	of: { kind: "blood", name: of },
	chart,
	...said,
});

const shown = (name: SignName, said: SignWords): SignRow => ({ name, of: { kind: "shown" }, chart: null, ...said });

/** Every number of the bedside, in the order in which charts write them. No living patient's pressure lies below the first number. */
export const signRows: readonly SignRow[] = [
	sign("temperature", "temperature", "temp_c", {
		unit: "degC",
		field: temperatureField,
		graver: "high",
		about: "highest temperature since the row before, degC",
	}),
	sign("mean_arterial_pressure", "map", "map", {
		unit: "mmHg",
		field: numberField("mmHg", [20, 300], { mistakes: [kilopascal] }),
		graver: "low",
		about: "mean arterial pressure, mmHg",
	}),
	sign("systolic_pressure", "sbp", "sbp", {
		unit: "mmHg",
		field: numberField("mmHg", [30, 350], { mistakes: [kilopascal] }),
		graver: "low",
		about: "systolic pressure, mmHg",
	}),
	sign("resting_pressure", "restingMap", "resting_map", {
		unit: "mmHg",
		field: numberField("mmHg", [20, 300], { mistakes: [kilopascal] }),
		graver: null,
		about: "the patient's own mean arterial pressure at rest, mmHg; hypotension is a fall against it",
	}),
	sign("oxygen_saturation", "spo2", "spo2", {
		unit: "percent",
		field: numberField("percent", [30, 100], { mistakes: [mistaken(100, "a fraction", { decimals: 0 })] }),
		graver: "low",
		about: "oxygen saturation, percent (94, not 0.94); told where it is low without oxygen, graded by no scale",
	}),
	sign("ice", "ice", "ice", { unit: "1", field: points(10), graver: "low", about: "ICE points, a whole number 0-10, or cannot" }),
	sign("capd", "capd", "capd", { unit: "1", field: points(32), graver: "high", about: "CAPD points over baseline, or cannot" }),
	sign("age", "age", "age_y", { unit: "year", field: numberField("years", [0, 100]), graver: null, about: "age, years" }),
	sign("weight", "weight", "weight_kg", { unit: "kg", field: numberField("kg", [3, 250]), graver: null, about: "weight, kg" }),
	blood(
		"neutrophils",
		"neutrophils",
		{ column: "anc", factor: 1 },
		{ unit: "cells/uL", field: neutrophilField, graver: "low", about: "neutrophils per uL, for ICAHT" },
	),
	blood(
		"platelets",
		"platelets",
		{ column: "plt", factor: 1 },
		{ unit: "cells/nL", field: plateletField, graver: "low", about: "platelets, 10^9/L, for T-ICAHT" },
	),
	blood(
		"ferritin",
		"ferritin",
		{ column: "ferritin", factor: 1 },
		{ unit: "ng/mL", field: numberField("ng/mL", [0, 1e7]), graver: "high", about: "ferritin, ng/mL; with it IEC-HS is followed" },
	),
	blood(
		"c_reactive_protein",
		"crp",
		{ column: "crp_mg_dl", factor: 10 },
		{
			unit: "mg/L",
			field: numberField("mg/dL", [0, 80], { mistakes: [mistaken(0.1, "mg/L")] }),
			graver: "low",
			about: "C-reactive protein, mg/dL",
		},
	),
	blood(
		"fibrinogen",
		"fibrinogen",
		{ column: "fibrinogen_mg_dl", factor: 1 },
		{
			unit: "mg/dL",
			field: numberField("mg/dL", [0, 2000], { mistakes: [mistaken(100, "g/L", { decimals: 0, when: (v) => v > 0 && v < 8 })] }),
			graver: "low",
			about: "fibrinogen, mg/dL",
		},
	),
	blood(
		"transaminases",
		"transaminases",
		{ column: "transaminase_x_uln", factor: 1 },
		{ unit: "1", field: numberField("times the upper limit", [0, 2000]), graver: "high", about: "transaminases, times the upper limit" },
	),
	blood(
		"creatinine",
		"creatinine",
		{ column: "creatinine_mg_dl", factor: 1 },
		{
			unit: "mg/dL",
			field: numberField("mg/dL", [0, 30], { mistakes: [mistaken(1 / 88.4, "umol/L")] }),
			graver: "high",
			about: "creatinine, mg/dL",
		},
	),
	shown("cart_cells", {
		unit: "cells/uL",
		field: numberField("cells per uL", [0, 1e6]),
		graver: null,
		about: "CAR-T cells in blood, per uL",
	}),
	shown("inspired_oxygen", { unit: "1", field: fractionField, graver: null, about: "inspired oxygen, a fraction" }),
	shown("heart_rate", { unit: "1/min", field: numberField("1/min", [0, 300]), graver: null, about: "heart rate, 1/min" }),
	shown("respiratory_rate", { unit: "1/min", field: numberField("1/min", [0, 100]), graver: null, about: "breaths a minute" }),
];

/** The field of a chart column. Throws a RangeError for a column that is not of a sign. */
export function signField(column: string): NumberField {
	const row = signRows.find(({ chart }) => chart?.column === column);
	if (row === undefined) throw new RangeError(`no sign stands in a chart column "${column}"`);
	return row.field;
}

/** Least and most of what a model binds to signs, by column and in its unit. A column of which nothing is known is not there. */
export function plausibleRanges(bind: Bind): ReadonlyMap<string, readonly [number, number]> {
	return new Map(
		signRows.flatMap(({ name, chart, field }) => {
			const bound = bind[name];
			if (bound === undefined) return [];
			const scale = (chart?.factor ?? 1) / bound.factor;
			return [[bound.column, [field.from * scale, field.to * scale]] as const];
		}),
	);
}

/** What a sedated patient, on a ventilator, cannot show. */
const askedSigns: readonly SignName[] = ["ice", "capd", "consciousness"];

/** The columns of signs that must be asked for: under sedation nobody knows them. */
export const askedColumns = (bind: Bind): ReadonlySet<string> => new Set(askedSigns.flatMap((name) => bind[name]?.column ?? []));

/** The columns of signs that are read at every look, by `readingsOf`. */
export function columnsLookedAt(bind: Bind): readonly string[] {
	const shown = new Set(signRows.filter(({ of }) => of.kind === "shown").map(({ name }) => name));
	return Object.entries(bind).flatMap(([name, bound]) => (shown.has(name as SignName) ? [] : [bound.column]));
}

/** A value of a model as a sign; undefined where it is not known. Scores come in whole points. */
export function signOfModel({ field }: SignRow, { factor }: BoundSign, value: number): number | undefined {
	if (Number.isNaN(value)) return undefined;
	return field.whole === true ? Math.round(value * factor) : value * factor;
}

/**
 * The signs and the blood values of a run, look by look: what the model binds, read where it stands. `read` is asked once for each column or
 * fact, and what it gives at each look.
 *
 *     const now = readingsOf({ temperature: { column: "body_heat", factor: 1 } }, () => () => 38.6);
 *     now().signs.temperature   // 38.6
 */
export function readingsOf(bind: Bind, read: (column: string) => () => number): () => { readonly signs: Signs; readonly blood: Blood } {
	const readersOf = <Name>(nameOf: (of: SignRow["of"]) => Name | undefined) =>
		signRows.flatMap((row) => {
			const [bound, name] = [bind[row.name], nameOf(row.of)];
			return bound === undefined || name === undefined ? [] : [{ row, name, bound, now: read(bound.column) }];
		});
	const signReaders = readersOf((of) => (of.kind === "sign" ? of.name : undefined));
	const bloodReaders = readersOf((of) => (of.kind === "blood" ? of.name : undefined));
	// A copy of what has all names already is made faster than an object that grows.
	const unread = <Name extends string>(readers: readonly { readonly name: Name }[]) =>
		Object.fromEntries(readers.map(({ name }) => [name, undefined])) as { [K in Name]?: number | undefined };
	const [noSigns, noBlood] = [
		{ ...unread(signReaders), consciousness: undefined, oedema: undefined, seizure: undefined },
		unread(bloodReaders),
	];
	const level = ({ column, factor }: BoundSign) => {
		const now = read(column);
		return () => now() * factor;
	};
	const consciousness = level(bind.consciousness ?? nowhere);
	const edema = level(bind.cerebral_edema ?? nowhere);
	// The chart knows the seizures of a run that has some; a run whose model has none of it leaves them unknown.
	const seizure = bind.seizure === undefined ? null : undefined;
	return () => {
		const signs: { -readonly [K in keyof Signs]: Signs[K] } = { ...noSigns };
		const blood = { ...noBlood };
		for (const { row, name, bound, now } of signReaders) signs[name] = signOfModel(row, bound, now());
		for (const { row, name, bound, now } of bloodReaders) blood[name] = signOfModel(row, bound, now());
		signs.consciousness = consciousnessOf(consciousness());
		signs.oedema = edemaOf(edema());
		signs.seizure = seizure;
		return { signs, blood };
	};
}

/** A sign that is bound to nothing reads NaN. */
const nowhere: BoundSign = { column: "", factor: Number.NaN };

const ways = ["alert", "voice", "tactile", "vigorous", "unarousable"] as const;
const edemas = ["none", "focal", "diffuse"] as const;

const wordAt = <T>(words: readonly T[], level: number): T | undefined =>
	Number.isNaN(level) ? undefined : words[Math.min(Math.max(Math.round(level), 0), words.length - 1)];

/** The word for a level 0 (alert) to 4 (unarousable); null where it is not known. */
const consciousnessOf = (level: number): Signs["consciousness"] => wordAt(ways, level) ?? null;

/** The word for a level 0 (none) to 2 (diffuse); null where it is not known. */
const edemaOf = (level: number): Signs["oedema"] => wordAt(edemas, level) ?? null;
