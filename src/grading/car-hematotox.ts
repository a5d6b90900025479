import { pointsOf } from "./bands.ts";
import { type Item, pointScaleOf } from "./score.ts";

/** Blood before lymphodepletion; nothing has a default. */
export interface HematotoxSigns {
	/** Platelets, 10^9/L. */
	readonly plt?: number;
	/** Neutrophils per uL. */
	readonly anc?: number;
	/** g/dL */
	readonly hb?: number;
	readonly crp_mg_dl?: number;
	/** ng/mL */
	readonly ferritin?: number;
}

/** Cut-offs not yet ticked against the paper. */
const items: readonly Item<HematotoxSigns>[] = [
	{
		about: "platelets",
		points: (s) =>
			pointsOf(s.plt, {
				name: "platelets",
				bands: [
					{ below: 75, points: 2 },
					{ upTo: 175, points: 1 },
				],
			}),
	},
	{ about: "neutrophils", points: (s) => pointsOf(s.anc, { name: "neutrophils", bands: [{ below: 1200, points: 1 }] }) },
	{ about: "hemoglobin", points: (s) => pointsOf(s.hb, { name: "hemoglobin", bands: [{ below: 9, points: 1 }] }) },
	{ about: "CRP", points: (s) => pointsOf(s.crp_mg_dl, { name: "CRP", bands: [{ from: 3, points: 1 }] }) },
	{
		about: "ferritin",
		points: (s) =>
			pointsOf(s.ferritin, {
				name: "ferritin",
				bands: [
					{ above: 2000, points: 2 },
					{ from: 650, points: 1 },
				],
			}),
	},
];

/** Risk of lasting low counts, 0–7, from blood before lymphodepletion; high from 2 on. */
export const carHematotox = pointScaleOf({
	id: "CAR_HEMATOTOX",
	title: "CAR-HEMATOTOX",
	source: "Rejeski K 2021, doi:10.1182/blood.2020010543",
	items,
	risk: (score) => (score >= 2 ? "high" : "low"),
});
