import type { Engine } from "../simulate/engine.ts";
import { columnsOf, momentsOf } from "./read-of-runs.ts";
import { outcomesReader } from "./read-outcomes.ts";
import { runPatient } from "./simulate-patients.ts";
import { type StudyWork, toleranceOf } from "./study-work.ts";

/**
 * The outcome of a study's sensitivity plan at points of the unit cube, one coordinate a parameter: the share of patients that lie below its
 * value; `engine` is that of its first cell. What is not sampled stays at its median. Not a number where a run failed or the outcome is unknown.
 */
export function outcomesAt(work: StudyWork, engine: Engine, points: readonly (readonly number[])[]): number[] {
	const { sensitivity, outcomes, seed } = work;
	if (!sensitivity) throw new RangeError("this study has no sensitivity plan");
	const outcome = outcomes.find(({ name }) => name === sensitivity.outcome)!;
	const { read } = outcomesReader([outcome]);
	const columns = columnsOf({ outcomes: [outcome], bands: [], trajectories: null }, engine.program.bind);
	const moments = momentsOf({ outcomes: [outcome], trajectories: null }, engine.program);
	const places = new Map(sensitivity.parameters.map((name, i) => [name, i]));
	return points.map((point) => {
		const chance = (name: string) => {
			const place = places.get(name);
			return place === undefined ? 0.5 : point[place]!;
		};
		// The same individual at all points: what chance decides later in a run is common to them.
		const ended = runPatient(engine, { seed, patient: 0 }, { columns, moments, ...toleranceOf(work), chance });
		return "failed" in ended ? Number.NaN : read(ended.run)[0]!;
	});
}
