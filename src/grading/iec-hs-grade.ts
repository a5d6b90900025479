import { type Replies, type Row, scaleOf } from "./scale.ts";
import { missing, not, type Verdict } from "./verdict.ts";

const source = "Hines MR 2023, doi:10.1016/j.jtct.2023.03.006";

/** What the grade of hyperinflammation asks for. `dx` has no default; the rest defaults to false or `none`. */
export interface HyperinflammationCare {
	/** The diagnosis is made. */
	readonly dx?: boolean;
	/** `none`, or drug names joined by +. */
	readonly intervention?: string;
	readonly asymptomatic_hypofibrinogenaemia_transfused?: boolean;
	readonly coagulopathy_bleeding_transfused?: boolean;
	/** Null: it cannot be said. */
	readonly new_aki_hospitalised?: boolean | null;
	readonly intubated?: boolean;
	readonly dialysis?: boolean;
	readonly life_threat?: boolean;
	readonly dead_of_iechs?: boolean;
}

const needs = {
	died: (r: HyperinflammationCare) => r.dead_of_iechs === true,
	diagnosed: (r: HyperinflammationCare): Verdict => r.dx ?? missing("diagnosis of IEC-HS not recorded"),
	intubated: (r: HyperinflammationCare) => r.intubated === true,
	dialysis: (r: HyperinflammationCare) => r.dialysis === true,
	lifeThreat: (r: HyperinflammationCare) => r.life_threat === true,
	bleeding: (r: HyperinflammationCare) => r.coagulopathy_bleeding_transfused === true,
	admitted: (r: HyperinflammationCare): Verdict =>
		r.new_aki_hospitalised === null ? missing("creatinine not recorded") : r.new_aki_hospitalised === true,
	drug: (r: HyperinflammationCare) => (r.intervention ?? "none") !== "none",
	products: (r: HyperinflammationCare) => r.asymptomatic_hypofibrinogenaemia_transfused === true,
};

/** None is yet ticked against the paper. */
const rows: readonly Row<Replies<typeof needs>, HyperinflammationCare>[] = [
	{ grade: 5, topic: "death", because: "death due to IEC-HS", source, standing: "recalled", holds: (r) => r.died },
	{ grade: 0, topic: "diagnosis", because: "IEC-HS is not diagnosed", source, standing: "recalled", holds: (r) => not(r.diagnosed) },
	{ grade: 4, topic: "lung", because: "intubation", source, standing: "recalled", holds: (r) => r.intubated },
	{ grade: 4, topic: "kidney", because: "dialysis", source, standing: "recalled", holds: (r) => r.dialysis },
	{
		grade: 4,
		topic: "threat",
		because: "life-threatening bleeding or hypotension",
		source,
		standing: "recalled",
		holds: (r) => r.lifeThreat,
	},
	{
		grade: 3,
		topic: "bleeding",
		because: "coagulopathy with bleeding that is transfused",
		source,
		standing: "recalled",
		holds: (r) => r.bleeding,
	},
	{
		grade: 3,
		topic: "kidney",
		because: "in hospital for new kidney injury, hypotension or respiratory distress",
		source,
		standing: "recalled",
		holds: (r) => r.admitted,
	},
	{
		grade: 2,
		topic: "drug",
		because: "a drug against hyperinflammation",
		source,
		standing: "recalled",
		holds: (r) => r.drug,
		words: (r) => `treated with ${(r.intervention ?? "").split("+").join(" and ")}`,
	},
	{
		grade: 2,
		topic: "products",
		because: "products for a low fibrinogen without bleeding",
		source,
		standing: "recalled",
		holds: (r) => r.products,
	},
	{ grade: 1, topic: "diagnosis", because: "diagnosed, observation only", source, standing: "recalled", holds: (r) => r.diagnosed },
];

/** Severity of hyperinflammation after cell therapy, by what it takes to treat it. */
export const iecHsGrade = scaleOf({ id: "IECHS_GRADE", title: "IEC-HS, grade", source, needs, rows, facts: () => [], none: "no IEC-HS" });
