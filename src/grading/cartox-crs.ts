import type { BedsideRecord } from "../chart/record.ts";
import { crsFacts } from "./crs-facts.ts";
import { type LeeRow, leeNeeds, leeRows } from "./lee2014-crs.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import { doseWords, isRefractory, organWords } from "./supports.ts";

const source = "Neelapu SS 2018, doi:10.1038/nrclinonc.2017.148";

const needs = { ...leeNeeds, refractory: isRefractory };

type CartoxRow = Row<Replies<typeof needs>, BedsideRecord, LeeRow["topic"]>;

const lifeThreatening: CartoxRow = {
	grade: 4,
	topic: "pressure",
	because: "life-threatening hypotension: pressure stays low on a high-dose vasopressor",
	source,
	standing: "ours",
	holds: (r) => r.refractory,
	words: (r) => `pressure stays low on a ${doseWords(r)}`,
};

const mild: readonly CartoxRow[] = [
	{ grade: 1, topic: "fever", because: "fever of 38.0 °C or more", source, standing: "published", holds: (r) => r.fever },
	{
		grade: 1,
		topic: "organ",
		because: "grade 1 organ toxicity",
		source,
		standing: "published",
		holds: (r) => r.organs >= 1 || r.liver >= 1,
		words: organWords,
	},
];

/** The rows of Lee 2014 from grade 2 on, under this source. */
const shared = leeRows.filter(({ grade }) => grade >= 2).map((row): CartoxRow => ({ ...row, source }));
const beforeOrgans = shared.findIndex(({ topic }) => topic === "organ");
const rows: readonly CartoxRow[] = [...shared.toSpliced(beforeOrgans, 0, lifeThreatening), ...mild];

/** Cytokine release syndrome by the CARTOX working group: as Lee 2014 for supports and organs, with life-threatening hypotension and grade 1 organs. */
export const cartoxCrs = scaleOf({
	id: "CARTOX_CRS",
	title: "CRS, CARTOX",
	source,
	needs,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension, hypoxia or organ toxicity",
});
