import { pointsOf } from "./bands.ts";
import { type Pressor, rateIn } from "./pressors.ts";
import { type Item, pointScaleOf } from "./score.ts";
import { isKnown, type Missing } from "./verdict.ts";

/** What SOFA asks for. Defaults: no vasopressor, not ventilated; urine may be left out. The rest has none. */
export interface SofaSigns {
	/** PaO2 / FiO2, mmHg. */
	readonly pf_ratio?: number;
	readonly ventilated?: boolean;
	/** 10^9/L */
	readonly platelets?: number;
	readonly bilirubin_mg_dl?: number;
	/** mmHg */
	readonly map?: number;
	readonly pressors?: readonly Pressor[];
	readonly weight_kg?: number;
	/** Glasgow coma scale, 3–15. */
	readonly gcs?: number;
	readonly creatinine_mg_dl?: number;
	/** mL per day */
	readonly urine_ml_day?: number;
}

/** Not yet ticked against the paper. */
const items: readonly Item<SofaSigns>[] = [
	{ about: "breathing", points: breathing },
	{
		about: "platelets",
		points: (s) =>
			pointsOf(s.platelets, {
				name: "platelets",
				bands: [
					{ below: 20, points: 4 },
					{ below: 50, points: 3 },
					{ below: 100, points: 2 },
					{ below: 150, points: 1 },
				],
			}),
	},
	{
		about: "bilirubin",
		points: (s) =>
			pointsOf(s.bilirubin_mg_dl, {
				name: "bilirubin",
				bands: [
					{ from: 12, points: 4 },
					{ from: 6, points: 3 },
					{ from: 2, points: 2 },
					{ from: 1.2, points: 1 },
				],
			}),
	},
	{ about: "circulation", points: circulation },
	{
		about: "Glasgow coma scale",
		points: (s) =>
			pointsOf(s.gcs, {
				name: "Glasgow coma scale",
				bands: [
					{ below: 6, points: 4 },
					{ below: 10, points: 3 },
					{ below: 13, points: 2 },
					{ below: 15, points: 1 },
				],
			}),
	},
	{ about: "kidney", points: kidney },
];

/** Three and four points need a ventilator. */
function breathing(signs: SofaSigns): number | Missing {
	const worst = signs.ventilated === true ? 4 : 2;
	const points = pointsOf(signs.pf_ratio, {
		name: "PaO2/FiO2",
		bands: [
			{ below: 100, points: 4 },
			{ below: 200, points: 3 },
			{ below: 300, points: 2 },
			{ below: 400, points: 1 },
		],
	});
	return typeof points === "number" ? Math.min(points, worst) : points;
}

/** The rows that each drug brings. Agents that the table does not name (vasopressin, phenylephrine) give no points. */
function circulation(signs: SofaSigns): number | Missing {
	let worst = 0;
	for (const pressor of signs.pressors ?? []) {
		for (const { above, points } of pressor.is?.sofa ?? []) {
			const rate = rateIn(pressor, { unit: above.unit, weight: signs.weight_kg });
			if (typeof rate !== "number") return rate;
			if (rate > above.value) worst = Math.max(worst, points);
		}
	}
	return worst > 0 ? worst : pointsOf(signs.map, { name: "mean arterial pressure", bands: [{ below: 70, points: 1 }] });
}

function kidney(signs: SofaSigns): number | Missing {
	const urine = isKnown(signs.urine_ml_day) ? (signs.urine_ml_day < 200 ? 4 : signs.urine_ml_day < 500 ? 3 : 0) : 0;
	const creatinine = pointsOf(signs.creatinine_mg_dl, {
		name: "creatinine",
		bands: [
			{ from: 5, points: 4 },
			{ from: 3.5, points: 3 },
			{ from: 2, points: 2 },
			{ from: 1.2, points: 1 },
		],
	});
	return typeof creatinine === "number" ? Math.max(creatinine, urine) : creatinine;
}

/** Organ failure in intensive care, 0–24. */
export const sofa = pointScaleOf({ id: "SOFA", title: "SOFA", source: "Vincent JL 1996, doi:10.1007/BF01709751", items });
