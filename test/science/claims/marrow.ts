import type { Claim } from "./claim.ts";
import { given, highestWithin, hoursOf, lowestWithin, onDay } from "./look.ts";
import { run } from "./runs.ts";

const hit = () => run("marrow-two-hits");
const calm = () => run("no tumor for 60 days");
const given24 = (treatment: string, column: string, hours: number) => {
	const day = (given(run("marrow-transfusions"), treatment) + hours) / 24;
	return onDay(run("marrow-transfusions"), column, day) - onDay(run("marrow-aplastic"), column, day);
};
const daysOf = (column: string, below: number) => hoursOf(hit(), column, (value) => value < below) / 24;

/** Blood counts. */
export const marrow: readonly Claim[] = [
	{
		id: 60,
		says: "Two hits fall on the marrow: lymphodepletion at once, and inflammation weeks later.",
		verdict: "emerges",
		runs: ["marrow-two-hits", "no tumor for 60 days"],
		sights: [
			{
				what: "neutrophils at the first hit",
				unit: "cells/nL",
				seen: () => lowestWithin(hit(), "anc", 3, 14),
				most: 0.5,
				columns: ["anc"],
			},
			{ what: "between", unit: "cells/nL", seen: () => highestWithin(hit(), "anc", 12, 22), least: 0.75 },
			{ what: "at the second", unit: "cells/nL", seen: () => lowestWithin(hit(), "anc", 22, 45), most: 0.5 },
			{ what: "in the same weeks without a storm", unit: "cells/nL", seen: () => lowestWithin(calm(), "anc", 22, 45), least: 1.5 },
		],
		but: "how late the second comes is an assumed lag of the niche",
	},
	{
		id: 61,
		says: "All three lines stay low for weeks.",
		verdict: "emerges",
		runs: ["marrow-two-hits"],
		sights: [
			{ what: "neutrophils below 1 cells/nL", unit: "day", seen: () => daysOf("anc", 1), least: 14, columns: ["anc"] },
			{ what: "platelets below 100 cells/nL", unit: "day", seen: () => daysOf("platelets", 100), least: 14, columns: ["platelets"] },
			{ what: "hemoglobin below 9 g/dL", unit: "day", seen: () => daysOf("hemoglobin", 9), least: 14, columns: ["hemoglobin"] },
		],
	},
	{
		id: 62,
		says: "Transfusions carry the patient until the marrow is back.",
		verdict: "emerges",
		runs: ["marrow-transfusions", "marrow-aplastic"],
		sights: [
			{
				what: "a day after a unit of platelets, more by",
				unit: "cells/nL",
				seen: () => given24("platelet_transfusion", "platelets", 24),
				least: 10,
				most: 60,
				columns: ["platelets"],
			},
			{ what: "four days after", unit: "cells/nL", seen: () => given24("platelet_transfusion", "platelets", 96), least: 3, most: 40 },
			{
				what: "a day after a unit of red cells, hemoglobin higher by",
				unit: "g/dL",
				seen: () => given24("red_cells", "hemoglobin", 24),
				least: 0.7,
				most: 1.5,
				columns: ["hemoglobin"],
			},
			{
				what: "neutrophils, which nobody transfuses",
				unit: "cells/nL",
				seen: () => Math.abs(given24("red_cells", "anc", 24)),
				most: 0.01,
				columns: ["anc"],
			},
		],
	},
];
