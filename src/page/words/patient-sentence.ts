import type { Kit } from "../kit.ts";
import type { Wish } from "../wish.ts";
import { orderWords } from "./dose-words.ts";
import { saidUnit } from "./say.ts";

/**
 * Who is treated how, without a word of what comes of it: what a scenario says of itself would tell the end.
 *
 *     patientSentence(kit, wish)   // "LBCL after axi-cel · Tumor burden 5 · Care: Nobody acts · Tocilizumab 8 mg/kg, day 7.0."
 */
export function patientSentence(
	kit: Pick<Kit, "facts" | "protocols" | "standing" | "treatments">,
	{ disease, product, facts, individual, care, orders }: Wish,
): string {
	const known = kit.facts.flatMap(({ name, label, unit }) =>
		facts[name] === undefined ? [] : [`${label} ${facts[name]} ${saidUnit(unit)}`.trim()],
	);
	const who = individual === null ? [] : [`virtual patient ${individual.patient}`];
	const team = kit.protocols.find(({ name }) => name === care)?.label ?? care;
	const acts = orders
		.filter(({ treatment }) => !kit.standing.includes(treatment))
		.map((order) =>
			orderWords(
				order,
				kit.treatments.find(({ name }) => name === order.treatment),
			),
		);
	return `${[`${disease} after ${product}`, ...who, ...known, `Care: ${team}`, ...acts].join(" · ")}.`;
}
