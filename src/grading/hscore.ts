import { pointsIf, pointsOf } from "./bands.ts";
import { type Item, pointScaleOf } from "./score.ts";
import { missing } from "./verdict.ts";

/** What the HScore asks for; nothing has a default. */
export interface HscoreSigns {
	readonly immunosuppressed?: boolean;
	readonly temp_c?: number;
	readonly hepatomegaly?: boolean;
	readonly splenomegaly?: boolean;
	/** Of hemoglobin <= 9.2 g/dL, leukocytes <= 5 x 10^9/L, platelets <= 110 x 10^9/L: how many, 0–3. */
	readonly cytopenia_lineages?: number;
	/** ng/mL */
	readonly ferritin?: number;
	/** Triglycerides, mmol/L. */
	readonly tg_mmol_l?: number;
	readonly fibrinogen_g_l?: number;
	/** U/L */
	readonly ast?: number;
	readonly haemophagocytosis?: boolean;
}

const items: readonly Item<HscoreSigns>[] = [
	{ about: "immunosuppression", points: (s) => pointsIf(s.immunosuppressed, { name: "immunosuppression", points: 18 }) },
	{
		about: "temperature",
		points: (s) =>
			pointsOf(s.temp_c, {
				name: "temperature",
				bands: [
					{ above: 39.4, points: 49 },
					{ from: 38.4, points: 33 },
				],
			}),
	},
	{
		about: "liver and spleen",
		points: (s) => {
			if (s.hepatomegaly === undefined || s.splenomegaly === undefined) return missing("size of liver and spleen not recorded");
			if (s.hepatomegaly && s.splenomegaly) return 38;
			return s.hepatomegaly || s.splenomegaly ? 23 : 0;
		},
	},
	{
		about: "cytopenias",
		points: (s) =>
			pointsOf(s.cytopenia_lineages, {
				name: "number of cytopenias",
				bands: [
					{ from: 3, points: 34 },
					{ from: 2, points: 24 },
				],
			}),
	},
	{
		about: "ferritin",
		points: (s) =>
			pointsOf(s.ferritin, {
				name: "ferritin",
				bands: [
					{ above: 6000, points: 50 },
					{ from: 2000, points: 35 },
				],
			}),
	},
	{
		about: "triglycerides",
		points: (s) =>
			pointsOf(s.tg_mmol_l, {
				name: "triglycerides",
				bands: [
					{ above: 4, points: 64 },
					{ from: 1.5, points: 44 },
				],
			}),
	},
	{ about: "fibrinogen", points: (s) => pointsOf(s.fibrinogen_g_l, { name: "fibrinogen", bands: [{ upTo: 2.5, points: 30 }] }) },
	{ about: "AST", points: (s) => pointsOf(s.ast, { name: "AST", bands: [{ from: 30, points: 19 }] }) },
	{ about: "hemophagocytosis", points: (s) => pointsIf(s.haemophagocytosis, { name: "hemophagocytosis", points: 35 }) },
];

/**
 * HScore for reactive hemophagocytic syndrome, 0–337; 169 and more is over the cut-off. Almost every lymphodepleted patient with CRS
 * scores high: it is not specific here.
 */
export const hscore = pointScaleOf({
	id: "HSCORE",
	title: "HScore",
	source: "Fardet L 2014, doi:10.1002/art.38690",
	items,
	risk: (score) => (score >= 169 ? "over the cut-off" : "below the cut-off"),
});
