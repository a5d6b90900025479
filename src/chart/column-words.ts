/**
 * What people call the columns of a chart, in small letters. `needsUnit`: in use in units that numbers alone do not tell apart, so the unit must stand
 * beside such a name.
 */
export const calledSo: readonly { readonly column: string; readonly names: readonly string[]; readonly needsUnit?: true }[] = [
	{ column: "id", names: ["patient", "patient id", "subject", "subject id", "usubjid", "mrn", "case"] },
	{ column: "time_h", names: ["hour", "hours", "hours since infusion", "hours after infusion"] },
	{ column: "time_h", names: ["time", "time since infusion", "time after infusion"], needsUnit: true },
	{ column: "day", names: ["days", "days since infusion", "days after infusion", "day since infusion", "day after infusion", "study day"] },
	{ column: "time", names: ["datetime", "date time", "date and time", "timestamp", "charttime", "clock", "clock time", "time of day"] },
	{ column: "infusion", names: ["infused", "infusion date", "infusion time", "date of infusion", "day 0 date"] },
	{ column: "temp_c", names: ["temp", "temperature", "tmax", "t max", "body temperature"] },
	{ column: "map", names: ["mean arterial pressure", "mean pressure", "mean bp"] },
	{ column: "sbp", names: ["systolic", "systolic pressure", "systolic blood pressure", "systolic bp"] },
	{ column: "spo2", names: ["sao2", "sat", "saturation", "oxygen saturation", "o2 sat", "o2 saturation"] },
	{ column: "o2_device", names: ["oxygen", "device"] },
	{ column: "o2_lpm", names: ["o2 flow", "oxygen flow"] },
	{ column: "o2_fio2", names: ["inspired oxygen", "o2 fraction"] },
	{ column: "o2_fio2", names: ["fio2"], needsUnit: true },
	{ column: "ice", names: ["ice score", "ice points"] },
	{ column: "capd", names: ["capd score", "capd points"] },
	{ column: "age_y", names: ["age", "age years"] },
	{ column: "weight_kg", names: ["weight", "wt", "body weight"], needsUnit: true },
	{ column: "anc", names: ["neutrophils", "absolute neutrophil count"], needsUnit: true },
	{ column: "plt", names: ["platelets", "platelet count", "plts"], needsUnit: true },
	{ column: "crp_mg_dl", names: ["crp", "c reactive protein"], needsUnit: true },
	{ column: "fibrinogen_mg_dl", names: ["fibrinogen", "fibrinogen level"], needsUnit: true },
	{ column: "creatinine_mg_dl", names: ["creatinine", "crea", "serum creatinine"], needsUnit: true },
	{ column: "given", names: ["drugs", "drugs given", "medication", "medications", "treatment", "treatments"] },
	{ column: "note", names: ["notes", "comment", "comments", "remark", "remarks"] },
];
