import { type Chance, groupDraw, virtualPatient } from "../population/draw-patient.ts";
import { normalProbability } from "../random/normal.ts";
import { drawsOf, type Individual } from "../random/stream.ts";
import type { Patient } from "../simulate/patient.ts";
import type { Program } from "../simulate/program.ts";
import type { Point } from "./annealed-sampler.ts";

/**
 * The names of all draws that decide who a virtual patient of a program is, what befalls him first included: each is a coordinate of the patients
 * among whom a chart is looked for.
 */
export function drawNames(program: Program): readonly string[] {
	const names = new Set<string>();
	const shares = program.population?.groups.map(({ share }) => share) ?? [1];
	let below = 0;
	for (const share of shares) {
		// A draw in the middle of each group, so that what differs in it alone is asked for too.
		const group = below + share / 2;
		virtualPatient(program, { seed: 0, patient: 0 }, (name) => {
			names.add(name);
			return name === groupDraw ? group : 0.5;
		});
		below += share;
	}
	return [...names];
}

/** A probability that has a quantile. */
const within = (share: number): number => Math.min(Math.max(share, 1e-12), 1 - 1e-12);

/**
 * The virtual patient at a point. What the point does not say, of drugs that the chart does not know, is drawn from the individual's own streams; `known` stands in
 * place of what is drawn.
 *
 *     patientAt(program, names.map(() => 0), { names, individual: { seed: 1, patient: 0 }, known: new Map() })   // at all medians
 */
export function patientAt(
	program: Program,
	point: Point,
	{
		names,
		individual,
		known,
	}: { readonly names: readonly string[]; readonly individual: Individual; readonly known: ReadonlyMap<string, number> },
): Patient {
	const places = new Map(names.map((name, i) => [name, i]));
	const own = drawsOf(individual);
	const chance: Chance = (name) => {
		const place = places.get(name);
		return place === undefined ? own(name) : within(normalProbability(point[place]!));
	};
	return virtualPatient(program, individual, chance, known);
}
