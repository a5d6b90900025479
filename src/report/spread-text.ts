import type { Evidence, Parameter, PatientClass, SpreadOrigin, Variation } from "../model/model.ts";

const shares = (classes: readonly PatientClass[]) =>
	classes.map(({ share, times }) => `${Math.round(100 * share)} % of patients × ${times}`);

/** How a number differs between patients, for a table: `0.5; 15 % of patients × 0.0833`. Empty when it does not. */
export function spreadText({ cv, distribution }: Variation, classes: readonly PatientClass[] = []): string {
	const spread = cv === 0 ? [] : [distribution === "lognormal" ? String(cv) : `${cv} (${distribution})`];
	return [...spread, ...shares(classes)].join("; ");
}

/** Why a spread is believed, for a table: `assumed`, or `measured, doi:…`, with its remark. Empty where nothing differs between patients. */
export function originText(origin: SpreadOrigin | null): string {
	if (origin === null) return "";
	const { evidence, source, about } = origin;
	return `${source === evidence ? evidence : `${evidence}, ${source}`}${about === "" ? "" : ` (${about.replace(/\s+/g, " ").trim()})`}`;
}

/** How well the differences between patients are known, as counts. */
export function spreadSentence(parameters: readonly Parameter[]): string {
	const spreads = parameters.flatMap(({ spread }) => spread ?? []);
	const count = (evidence: Evidence) => spreads.filter((one) => one.evidence === evidence).length;
	return `${spreads.length} differ between patients; of these spreads ${count("measured")} are measured, ${count("fitted")} fitted, ${count("assumed")} assumed.`;
}
