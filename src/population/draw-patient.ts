import type { PatientClass } from "../model/model.ts";
import { numberWithin } from "../model/spread.ts";
import { normalQuantile } from "../random/normal.ts";
import { drawsOf, exponential, type Individual } from "../random/stream.ts";
import { followingValues } from "../scenario/following.ts";
import type { PlannedGroup, Varying } from "../scenario/plan.ts";
import { nominalOfGroup, nominalPatient, type Patient, patientValue, patientWith } from "../simulate/patient.ts";
import type { Program } from "../simulate/program.ts";

/** What multiplies a number in the class that a patient falls into by a draw of his own. */
function timesOf(classes: readonly PatientClass[], draw: number): number {
	let below = 0;
	for (const { share, times } of classes) {
		below += share;
		if (draw < below) return times;
	}
	return 1;
}

/** Where a patient stands among all in one quantity: a number between 0 and 1 for each name. */
export type Chance = (name: string) => number;

function drawn(one: Varying, chance: Chance): number {
	if (one.distribution === "exponential") return (exponential(chance(one.name)) / Math.LN2) * one.value;
	const others = one.shares.reduce((sum, { of, weight }) => sum + weight * normalQuantile(chance(of)), 0);
	const z = one.own * normalQuantile(chance(one.name)) + others;
	const usual = one.cv > 0 ? numberWithin(z, one) : one.value;
	return one.classes.length === 0 ? usual : usual * timesOf(one.classes, chance(`${one.name} class`));
}

/** What a virtual patient has of each number that varies, by name, in the flat model's units. */
export const drawnValues = (varying: readonly Varying[], chance: Chance): Map<string, number> =>
	new Map(varying.map((one) => [one.name, drawn(one, chance)]));

/** The value below which a share of patients lies, of a number that varies (its classes aside). */
export const quantileOf = (one: Varying, share: number): number => numberWithin(normalQuantile(share), one);

/** The stream that says which group of a population a patient belongs to; no quantity can have its name. */
export const groupDraw = "population group";

/** The group that a patient belongs to, by a draw of his own. */
function drawnGroup(groups: readonly Pick<PlannedGroup, "share">[], chance: Chance): number {
	const draw = chance(groupDraw);
	let below = 0;
	const place = groups.findIndex(({ share }) => {
		below += share;
		return draw < below;
	});
	return place < 0 ? groups.length - 1 : place;
}

const nothing: ReadonlyMap<string, number> = new Map();

/**
 * One virtual patient of a program: the group of its population that he belongs to, and every number that varies, are drawn from the streams of
 * this patient alone. The same seed and number give the same patient in any scenario, on any machine and beside whichever others. `known`: what is known of
 * him, in the model's units, in place of what would be drawn.
 *
 *     const run = simulate(engine, virtualPatient(engine.program, { seed: 7, patient: 4711 }));
 */
export function virtualPatient(
	program: Program,
	individual: Individual,
	chance: Chance = drawsOf(individual),
	known: ReadonlyMap<string, number> = nothing,
): Patient {
	const { population } = program;
	const drawnFrom = (varying: readonly Varying[]) => new Map([...drawnValues(varying, chance), ...known]);
	if (population === null) return { ...patientWith(program, nominalPatient(program), drawnFrom(program.varying)), individual };
	const place = drawnGroup(population.groups, chance);
	const { varying, follows } = population.groups[place]!;
	const drawn = patientWith(program, nominalOfGroup(program, place), drawnFrom(varying));
	const ofDrawn = (name: string) => patientValue(program, drawn, name) ?? Number.NaN;
	return { ...patientWith(program, drawn, new Map([...followingValues(follows, ofDrawn), ...known])), individual };
}
