import { isTherapy, type Role } from "../chart/role.ts";
import type { Library, Models } from "../treatment/library.ts";
import type { Treatment } from "../treatment/treatment.ts";

/** What is given for its effect on the toxicity: neither the therapy itself nor what is no drug of care. */
const isCare = (role: Role): boolean => !isTherapy(role) && role !== "checkpoint inhibitor" && role !== "other";

/** The same treatment with nothing that it acts on; its kinetics stay, so that it is given and counted as ever. */
const inert = (treatment: Treatment): Treatment =>
	isCare(treatment.medicine.role) ? { ...treatment, equations: { ...treatment.equations, writes: [] } } : treatment;

const withoutEffectsOf = (library: Library): Library => ({
	...library,
	treatments: new Map([...library.treatments].map(([name, treatment]) => [name, inert(treatment)])),
});

/**
 * The same models in which no drug of care acts on anything: what is left to a prediction when nothing that is given helps or harms. Fluids, blood and oxygen
 * still arrive.
 *
 *     parseTrial(text, { ...options, models: withoutEffects(models) })
 */
export function withoutEffects<M extends Models>(models: M): M {
	const made = new Map<string, Library>();
	return {
		...models,
		get: (name: string) => {
			const library = models.get(name);
			if (library === undefined) return undefined;
			const found = made.get(name) ?? withoutEffectsOf(library);
			made.set(name, found);
			return found;
		},
	};
}
