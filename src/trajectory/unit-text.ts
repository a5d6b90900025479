/** Units whose written form differs from the one that people print. A dimensionless quantity prints no unit. */
const printed: Readonly<Record<string, string>> = {
	"1": "",
	degC: "°C",
	percent: "%",
	"1/min": "/min",
	"1/h": "/h",
	"1e9/L": "×10⁹/L",
	"10^9/L": "×10⁹/L",
	"cell/uL": "cells/µL",
	"dyn*s/cm^5": "dyn·s/cm⁵",
	"ug/kg/min": "µg/kg/min",
	"ug/kg/h": "µg/kg/h",
	"ug/mL": "µg/mL",
	"ug/L": "µg/L",
	m2: "m²",
};

/** A unit as it is printed for people: `degC` becomes `°C`, `1` becomes nothing, `pg/mL` stays. */
export const unitText = (unit: string): string => printed[unit] ?? unit.replace(/\bu(?=[gLmM])/g, "µ");
