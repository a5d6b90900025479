import { formatUnit } from "../language/units.ts";
import type { Covariate, Parameter, ValueSet } from "../model/model.ts";
import type { PartNumber, PartNumbers } from "./parts.ts";

/** A number of the model as the page has it. */
export const partNumber = (row: Parameter | Covariate): PartNumber => ({
	name: row.name,
	unit: formatUnit(row.unit),
	value: row.value,
	cv: row.cv,
	distribution: row.distribution,
	range: row.range,
	classes: "classes" in row ? row.classes : [],
	...(row.holdsMedian ? { holdsMedian: true } : {}),
});

/** The numbers of a disease, a product or a table. */
export const partSet = ({ parameters, covariates, correlations }: ValueSet): PartNumbers => ({
	parameters: parameters.map(partNumber),
	covariates: covariates.map(partNumber),
	correlations,
});
