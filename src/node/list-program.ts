import { scales } from "../grading/scales.ts";
import { type Asker, functionsOf, runFunction, signatureOf } from "../language/run-functions.ts";
import { defaultMethod, methods } from "../ode/methods.ts";
import { outcomeFacts } from "../population/outcome-functions.ts";
import type { Named } from "./list-model.ts";

/** One line of each list of what the program itself knows. */
export interface ProgramListings {
	readonly outcomes: Named;
	readonly conditions: Named;
	readonly scales: { readonly id: string; readonly title: string; readonly source: string };
	readonly methods: { readonly name: string; readonly standing: "default" | "" };
}

function functionsFor(asker: Asker): Named[] {
	return functionsOf(asker).map((name) => {
		const { about, example } = runFunction(name, asker)!;
		return { name: signatureOf(name, asker), about: `${about}; e.g. ${example}` };
	});
}

/** What the program itself knows. */
export const listsOfProgram: { readonly [K in keyof ProgramListings]: () => readonly ProgramListings[K][] } = {
	outcomes: () => [...functionsFor("outcome"), ...Object.entries(outcomeFacts).map(([name, { about }]) => ({ name, about }))],
	conditions: () => functionsFor("condition"),
	scales: () => Object.values(scales).map(({ id, title, source }) => ({ id, title, source })),
	methods: () => Object.keys(methods).map((name) => ({ name, standing: name === defaultMethod ? "default" : "" })),
};
