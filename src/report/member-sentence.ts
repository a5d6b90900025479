import type { RunMember } from "../simulate/run.ts";
import { plainName } from "../trajectory/plain-name.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";

/**
 * Who the patient of a population is, in one line; empty where there is no population.
 *
 *     memberSentence(run.member)   // "LBCL-routine: LBCL, tisa-cel · age 71 year · weight 68 kg"
 */
export function memberSentence(member: RunMember | null): string {
	if (member === null) return "";
	const kinds = [member.disease, member.product, member.about].filter((one) => one !== null && one !== "");
	const facts = Object.entries(member.facts).map(([name, { value, unit }]) =>
		`${plainName(name)} ${clinicalNumber(value, { digits: 3 })} ${unitText(unit)}`.trim(),
	);
	return `${member.population}: ${[kinds.join(", "), ...facts].join(" · ")}`;
}
