/**
 * Where a function that never falls turns from below zero, by halving: to the last bits of the range.
 *
 *     crossing((x) => x - 0.3, [0, 1])     // 0.3
 */
export function crossing(f: (x: number) => number, [from, to]: readonly [number, number]): number {
	let [low, high] = [from, to];
	for (let i = 0; i < 50; i++) {
		const middle = (low + high) / 2;
		if (f(middle) < 0) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/** The first of so many places that `holds`, of a condition that goes on to hold; `count` when none does. */
export function firstThat(count: number, holds: (place: number) => boolean): number {
	let [from, to] = [0, count];
	while (from < to) {
		const middle = Math.floor((from + to) / 2);
		if (holds(middle)) to = middle;
		else from = middle + 1;
	}
	return from;
}
