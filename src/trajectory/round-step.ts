/** The round number (1, 2 or 5 times a power of ten) at or above `x`, which is greater than 0. `roundStep(3)` is 5. */
export const roundStep = (x: number): number => {
	const power = Number(`1e${x.toExponential().split("e")[1]}`);
	return Number((([1, 2, 5].find((m) => m * power >= x * (1 - 1e-9)) ?? 10) * power).toPrecision(10));
};
