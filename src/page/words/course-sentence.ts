import { drugLook } from "../../figures/drug-looks.ts";
import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { capital } from "./say.ts";
import { hoursOn } from "./support-hours.ts";

/** A course in one sentence, where there is none to compare it with: grades, days on pressors, death. */
export function courseSentence(kit: Pick<Kit, "toxicities">, answer: Answer): string {
	const grades = kit.toxicities.flatMap(({ name, label }) => {
		const worst = answer.grades.find(({ toxicity }) => toxicity === name)?.worst;
		return worst ? [`worst ${label} grade ${worst}`] : [];
	});
	const hours = hoursOn(answer, (role) => drugLook(role).family === "vasopressor");
	const { outcome } = answer;
	const end =
		outcome.kind !== "finished"
			? [`the numbers failed on day ${outcome.day.toFixed(1)}`]
			: outcome.died === null
				? []
				: [`died on day ${outcome.died.day.toFixed(1)}`];
	const all = [
		...(grades.length > 0 ? grades : ["no toxicity was graded"]),
		...(hours >= 1 ? [`${(hours / 24).toFixed(1)} days on vasopressors`] : []),
		...end,
	];
	return `${capital(all.join(", "))}.`;
}
