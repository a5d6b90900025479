import type { Arm } from "./cohort.ts";
import type { Reported } from "./cohort-table.ts";

const lymphodepletion = (fludarabine: string, cyclophosphamide: string) =>
	`treatments:
  - { give: fludarabine, at: -5 day, every: 24 h, ${fludarabine} }
  - { give: cyclophosphamide, at: -5 day, every: 24 h, ${cyclophosphamide} }
`;

const bendamustine = `without: [fludarabine, cyclophosphamide]
treatments:
  - { give: bendamustine, at: -4 day, every: 24 h, for: 2 day }
`;

/** Arms of four trials, each with its care and lymphodepletion, and what was reported of it: percent of patients, days, cells per uL. */
export const arms: Readonly<Record<string, Arm & { readonly reported: Reported }>> = {
	// Maude 2018, doi:10.1056/NEJMoa1709866, and Levine 2021, doi:10.1136/jitc-2020-002287.
	"as ELIANA": {
		disease: "B-ALL",
		product: "tisa-cel",
		care: "p1",
		more: lymphodepletion("dose: 30 mg/m2, for: 4 day", "dose: 500 mg/m2, for: 2 day"),
		reported: {
			scale: "penn",
			of: 75,
			any: 77.3,
			severe: 46.7,
			worst: 25.3,
			tocilizumab: 37.3,
			repeated: 16.4,
			steroid: 21.5,
			highDosePressor: 25,
			oxygen: 44,
			ventilated: 13.3,
			hypotension: 43,
			neurologic: 40,
			severeNeurologic: 13.3,
			onsetDay: 3,
			lengthDays: 8,
			cartPeak: 49,
			cartPeakDay: 9.8,
			hyperinflamed: 14.1,
			fibrinogenBelow100: 8.3,
			highFever: 95,
			neutrophilsBelowOne: 96,
			completeResponse: 81,
		},
	},
	// Schuster 2019, doi:10.1056/NEJMoa1804980: fludarabine and cyclophosphamide in 73 %, bendamustine in 19 to 20 %, none in the rest, who had few white cells already
	// and are counted with the first. Neutrophils below 1 per nL from the label; lower counts from doi:10.1182/blood.2020010543, where all had the first.
	"as JULIET": {
		disease: "LBCL",
		product: "tisa-cel",
		care: "p1",
		more: lymphodepletion("dose: 25 mg/m2, for: 3 day", "dose: 250 mg/m2, for: 3 day"),
		others: { share: 0.2, more: bendamustine },
		reported: {
			scale: "penn",
			of: 111,
			any: 57.7,
			severe: 21.6,
			worst: 8,
			tocilizumab: 14.4,
			steroid: 10,
			highDosePressor: 6,
			oxygen: 24,
			ventilated: 7,
			neurologic: 20.7,
			severeNeurologic: 11.7,
			onsetDay: 3,
			lengthDays: 7,
			neurologicOnsetDay: 6,
			neurologicDays: 14,
			cartPeak: 8,
			cartPeakDay: 9.8,
			infected: 22.6,
			neutrophilsBelowOne: 82,
			fewNeutrophils: 81,
			fewestNeutrophils: 54,
			response: 52,
			completeResponse: 40,
		},
	},
	// Neelapu 2017, doi:10.1056/NEJMoa1707447; counts of blood cells from doi:10.1182/blood.2020010543, infections from Hill 2018.
	"as ZUMA-1": {
		disease: "LBCL",
		product: "axi-cel",
		care: "p2",
		reported: {
			scale: "lee",
			of: 101,
			any: 93.1,
			severe: 12.9,
			worst: 4,
			tocilizumab: 42.6,
			steroid: 26.7,
			pressor: 16.8,
			oxygen: 22,
			hypotension: 41,
			neurologic: 64.4,
			severeNeurologic: 27.7,
			onsetDay: 2,
			lengthDays: 7,
			neurologicOnsetDay: 5,
			cartPeak: 38,
			cartPeakDay: 9,
			infected: 22.6,
			hyperinflamed: 4,
			fewNeutrophils: 96,
			fewestNeutrophils: 81,
			lateNeutropenia: 64,
			fewPlatelets: 62,
			response: 82,
			completeResponse: 54,
		},
	},
	// Abramson 2020, doi:10.1016/S0140-6736(20)31366-0.
	"as TRANSCEND": {
		disease: "LBCL",
		product: "liso-cel",
		care: "p2",
		more: lymphodepletion("dose: 30 mg/m2, for: 3 day", "dose: 300 mg/m2, for: 3 day"),
		reported: {
			scale: "lee",
			of: 269,
			any: 42,
			severe: 2.2,
			tocilizumab: 19,
			steroid: 20,
			pressor: 3,
			neurologic: 29.7,
			severeNeurologic: 10,
			onsetDay: 5,
			lengthDays: 5,
			neurologicOnsetDay: 9,
			neurologicDays: 11,
			cartPeak: 36,
			cartPeakDay: 12,
			infected: 22.6,
			response: 73,
			completeResponse: 53,
		},
	},
};
