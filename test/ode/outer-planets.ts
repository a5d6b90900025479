import type { Rates } from "../../src/ode/method.ts";

/** Distances in astronomical units, times in 100 days, masses in masses of the sun. */
const gravity = 2.95912208286;
/** The sun with the inner planets. */
const sun = 1.00000597682;
/** Jupiter, Saturn, Uranus, Neptune, Pluto. */
const masses = [0.000954786104043, 0.000285583733151, 0.0000437273164546, 0.0000517759138449, 0.00000277777777778];

const axes = [0, 1, 2] as const;
const place = (y: ArrayLike<number>, planet: number) => axes.map((axis) => y[3 * planet + axis]!);
const speed = (y: ArrayLike<number>, planet: number) => place(y, planet + 5);
const squared = (vector: readonly number[]) => vector.reduce((sum, one) => sum + one * one, 0);
const between = (from: readonly number[], to: readonly number[]) => axes.map((axis) => to[axis]! - from[axis]!);
/** The pull of a unit of mass that lies there. */
const pull = (there: readonly number[]) => there.map((one) => one / squared(there) ** 1.5);

/** Places from the sun, which is pulled itself: 15 places, then 15 speeds. */
export const outerPlanets: Rates = (_, y, dy) => {
	const places = masses.map((_mass, j) => place(y, j));
	for (const [j, here] of places.entries()) {
		const toSun = pull(here).map((one) => -(sun + masses[j]!) * one);
		const others = places.map((there, k) => {
			if (k === j) return [0, 0, 0];
			const [direct, ofSun] = [pull(between(here, there)), pull(there)];
			return axes.map((axis) => masses[k]! * (direct[axis]! - ofSun[axis]!));
		});
		dy.set(speed(y, j), 3 * j);
		dy.set(
			axes.map((axis) => gravity * others.reduce((sum, one) => sum + one[axis]!, toSun[axis]!)),
			15 + 3 * j,
		);
	}
};

/** The energy of sun and planets about their common center, in thousandths. */
export function energyOfPlanets(_: number, y: ArrayLike<number>): number {
	const all = masses.reduce((sum, mass) => sum + mass, sun);
	const momentum = axes.map((axis) => masses.reduce((sum, mass, j) => sum + mass * speed(y, j)[axis]!, 0));
	const moving = masses.reduce((sum, mass, j) => sum + mass * squared(speed(y, j)), -squared(momentum) / all) / 2;
	const bound = masses.reduce((sum, mass, j) => {
		const inner = masses.slice(0, j).reduce((part, other, k) => part + other / Math.sqrt(squared(between(place(y, j), place(y, k)))), 0);
		return sum + mass * (inner + sun / Math.sqrt(squared(place(y, j))));
	}, 0);
	return 1000 * (moving - gravity * bound);
}

export const planetsAtStart = [
	3.42947415189, 3.35386959711, 1.35494901715, 6.6414554255, 5.97156957878, 2.18231499728, 11.2630437207, 14.6952576794, 6.27960525067,
	-30.1552268759, 1.65699966404, 1.43785752721, -21.123835338, 28.4465098142, 15.3882659679, -0.557160570446, 0.505696783289,
	0.230578543901, -0.415570776342, 0.365682722812, 0.169143213293, -0.325325669158, 0.189706021964, 0.087726532278, -0.024047625417,
	-0.287659532608, -0.117219543175, -0.176860753121, -0.216393453025, -0.014864789309,
];

/** After 20 units of time. */
export const planetsAtEnd = [
	-4.79273022432, -2.42055072545, -0.9212509306, -4.21731040404, 7.3562029475, 3.22378598542, 4.03555944326, 17.19865528671, 7.47891079423,
	-29.98759326325, -4.10731093755, -0.92770083218, -24.42125302518, 23.81459045747, 14.92096306951, 0.34992089631, -0.57484876879,
	-0.25516940209, -0.52370409789, -0.24930004636, -0.08045341642, -0.38752892373, 0.05648603288, 0.03023606472, 0.04133856547,
	-0.28623930298, -0.11830324051, -0.15119864574, -0.24600688943, -0.03189687411,
];
