import { scalesByName } from "../grading/toxicities.ts";
import { lowered } from "../report/comparison-rows.ts";
import type { SaidNames } from "../report/condition-words.ts";
import { lookOf } from "../trajectory/display.ts";
import { labelOf } from "../trajectory/plain-name.ts";
import type { Library } from "../treatment/library.ts";

/** What the names in conditions of a model are called: grades by their labels, signs by those of their columns, treatments as their files say. */
export function saidNames({ toxicities, bind, model, formulary }: Library): SaidNames {
	const scales = scalesByName(toxicities);
	const shown = model.modules.flatMap((page) => [...page.states, ...page.flows, ...page.observables]);
	const columns = new Map(Object.entries(bind).map(([sign, { column }]) => [sign, column]));
	return {
		grade: (name) => toxicities[name]?.label ?? scales.get(name)?.replaceAll("_", " "),
		sign: (name) => {
			const column = columns.get(name) ?? name;
			const { display = {} } = shown.find((one) => one.name === column) ?? {};
			return lowered(lookOf({ name: column, title: "", display }).label);
		},
		treatment: (name) => labelOf(formulary, name),
	};
}
