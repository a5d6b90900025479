import { instant, snapped } from "../chart/instant.ts";
import type { FlatHazard } from "../model/flat-model.ts";
import { crossingIn } from "../ode/crossing.ts";
import type { Step } from "../ode/method.ts";
import { exponential, uniform } from "../random/stream.ts";
import type { Effect } from "./effect.ts";
import type { RunEvent } from "./run.ts";
import type { Simulation } from "./simulation.ts";

/** The hazard that is the first to reach its draw in a step, and when. */
export function hazardIn({ variables: { hazards, p, y } }: Simulation, step: Step): { hazard: FlatHazard; time: number } | undefined {
	let first: { hazard: FlatHazard; time: number } | undefined;
	for (const { hazard, state, draw } of hazards) {
		// Hazards only grow, so that few have to be looked at twice.
		if (!(step.end[state]! >= p[draw]!)) continue;
		const crossed = crossingIn(step, (_, at) => at[state]! - p[draw]!, "up", new Float64Array(y.length));
		if (crossed === undefined) continue;
		// A whole instant just beyond, as all times of events are.
		const time = Math.min(step.to, snapped(crossed + instant));
		if (first === undefined || time < first.time) first = { hazard, time };
	}
	return first;
}

/** How much more hazard the next strike needs: of a virtual patient a draw of its own, of the nominal one as much again. */
function nextDraw({ engine, patient: { individual, values }, events }: Simulation, { name, draw }: FlatHazard): number {
	if (!individual) return values[engine.model.placeOf(draw)!.index]!;
	const before = events.filter(({ kind, what }) => kind === "hazard" && what === name).length;
	return exponential(uniform(individual, `${draw} ${before + 2}`));
}

/** A hazard strikes and is survived: its inputs are held, and the next strike needs more hazard again. */
export function strike(simulation: Simulation, hazard: FlatHazard, time: number): Effect[] {
	const until = hazard.lasts === null ? null : time + hazard.lasts;
	const held = hazard.sets.flatMap(({ input, value }): Effect[] => [
		{ kind: "hold", input, value, until: until ?? Number.POSITIVE_INFINITY },
		...(until === null ? [] : [{ kind: "schedule", time: until, task: { kind: "release", input } } as const]),
	]);
	return [
		{ kind: "raise", hazard, by: nextDraw(simulation, hazard) },
		...held,
		{ kind: "event", event: strikeEvent(hazard, { time, until, why: "its hazard reached the patient's draw" }) },
	];
}

/** The patient dies: nothing that was planned happens any more. */
export const die = ({ engine }: Simulation, hazard: FlatHazard, time: number): Effect[] => [
	{
		kind: "event",
		event: strikeEvent(hazard, {
			time,
			until: null,
			why: `its hazard reached the patient's draw: death of ${engine.program.toxicities[hazard.dies!]?.label ?? hazard.dies}`,
			died: hazard.dies!,
		}),
	},
];

const strikeEvent = ({ name }: FlatHazard, rest: Pick<RunEvent, "time" | "until" | "why"> & Partial<Pick<RunEvent, "died">>): RunEvent => ({
	what: name,
	kind: "hazard",
	amount: null,
	unit: "",
	route: "",
	role: "",
	...rest,
});
