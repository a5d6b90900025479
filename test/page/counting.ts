import type { ModelEngine } from "../../src/model/model-engine.ts";
import type { Engine } from "../../src/simulate/engine.ts";

/** What a run did, as counts. */
export interface RunCounts {
	/** Tried, whether accepted or not. */
	steps: number;
	/** How often the patient was observed. */
	looks: number;
}

/** The same engine, counting what runs do with it. */
export function counting(engine: Engine): { readonly counted: Engine; readonly counts: RunCounts } {
	const counts: RunCounts = { steps: 0, looks: 0 };
	const { model } = engine;
	const observed =
		(look: ModelEngine["observe"]): ModelEngine["observe"] =>
		(...all) => {
			counts.looks++;
			look(...all);
		};
	const kernel: ModelEngine["kernel"] = (tableau, run) => {
		const own = model.kernel(tableau, run);
		return (
			own && {
				...own,
				stages: (...all) => {
					counts.steps++;
					return own.stages(...all);
				},
			}
		);
	};
	return { counted: { ...engine, model: { ...model, kernel, observe: observed(model.observe), watch: observed(model.watch) } }, counts };
}
