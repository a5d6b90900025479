import type { Problem } from "../../input/problem.ts";
import type { XmlElement } from "./read-xml.ts";

/** Gathers what cannot be read of an SBML file, each with its line and element. */
export interface Refusals {
	readonly problems: readonly Problem[];
	readonly refuse: (at: XmlElement, message: string, hint?: string) => void;
}

export function refusals(file: string): Refusals {
	const problems: Problem[] = [];
	return {
		problems,
		refuse: ({ name, attributes: { id, variable, symbol }, line, column }, message, hint) => {
			const called = id ?? variable ?? symbol;
			const key = called === undefined ? `<${name}>` : `<${name}> ${called}`;
			problems.push({ file, line, column, key, message, ...(hint === undefined ? {} : { hint }) });
		},
	};
}
