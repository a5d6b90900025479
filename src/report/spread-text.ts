import type { PatientClass, Variation } from "../model/model.ts";

const shares = (classes: readonly PatientClass[]) =>
	classes.map(({ share, times }) => `${Math.round(100 * share)} % of patients × ${times}`);

/** How a number differs between patients, for a table: `0.5; 15 % of patients × 0.0833`. Empty when it does not. */
export function spreadText({ cv, distribution }: Variation, classes: readonly PatientClass[] = []): string {
	const spread = cv === 0 ? [] : [distribution === "lognormal" ? String(cv) : `${cv} (${distribution})`];
	return [...spread, ...shares(classes)].join("; ");
}
