import { drugLook } from "../../figures/drug-looks.ts";
import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { effects } from "../words/effects.ts";
import { hoursOn } from "../words/support-hours.ts";

/** One of the courses of a patient beside the others. */
export interface DebriefRow {
	readonly label: string;
	readonly worst: readonly { readonly toxicity: string; readonly grade: number | null }[];
	/** Days. */
	readonly onPressors: number;
	readonly onOxygen: number;
	/** What was given as doses, with how often: `tocilizumab 2 ×`. */
	readonly doses: readonly string[];
	readonly outcome: string;
}

const daysOn = (answer: Answer, family: string): number => hoursOn(answer, (role) => drugLook(role).family === family) / 24;

/** Treatments that every patient gets before anybody acts are left out. */
function dosesOf({ treatments, standing }: Pick<Kit, "treatments" | "standing">, { events }: Answer): readonly string[] {
	const counts = new Map<string, number>();
	for (const { kind, what } of events) if (kind === "dose" && !standing.includes(what)) counts.set(what, (counts.get(what) ?? 0) + 1);
	return [...counts].map(([what, count]) => `${treatments.find(({ name }) => name === what)?.label ?? what} ${count} ×`);
}

function outcomeWords({ toxicities }: Pick<Kit, "toxicities">, { outcome }: Answer): string {
	if (outcome.kind !== "finished") return "not known: the numbers failed";
	if (outcome.died === null) return "alive at the end";
	const { day, of } = outcome.died;
	return `died on day ${day.toFixed(1)} of ${toxicities.find(({ name }) => name === of)?.label ?? of}`;
}

/** A course in the table of the debrief. */
export const debriefRow = (kit: Pick<Kit, "treatments" | "standing" | "toxicities">, label: string, answer: Answer): DebriefRow => ({
	label,
	worst: answer.grades.map(({ toxicity, worst }) => ({ toxicity, grade: worst })),
	onPressors: daysOn(answer, "vasopressor"),
	onOxygen: daysOn(answer, "oxygen"),
	doses: dosesOf(kit, answer),
	outcome: outcomeWords(kit, answer),
});

/** What differed, in a sentence for each of the others: `Your care beside P4: worst CRS grade 3 (P4: 2), 2.1 days on vasopressors (P4: 0.4).` */
export const debriefSentences = (
	kit: Kit,
	student: Answer,
	others: readonly { readonly label: string; readonly answer: Answer }[],
): readonly string[] =>
	others.map(({ label, answer }) => {
		const found = effects(kit, { was: answer, is: student, other: `${label}:` });
		return `Your care beside ${label}: ${found.length === 0 ? "no difference that a bedside would see" : found.join(", ")}.`;
	});
