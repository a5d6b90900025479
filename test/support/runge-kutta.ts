/** y' = rates(t, y) by the classical method of fourth order in equal steps of at most `step` (Kutta 1901): slow, short, and nobody's relative. */
export function rungeKutta(
	rates: (t: number, y: readonly number[]) => number[],
	{ from, to, start, step }: { from: number; to: number; start: readonly number[]; step: number },
): number[] {
	const count = Math.max(1, Math.ceil((to - from) / step));
	const h = (to - from) / count;
	let y = [...start];
	const moved = (k: readonly number[], by: number) => y.map((value, i) => value + by * k[i]!);
	for (let n = 0; n < count; n++) {
		const t = from + n * h;
		const k1 = rates(t, y);
		const k2 = rates(t + h / 2, moved(k1, h / 2));
		const k3 = rates(t + h / 2, moved(k2, h / 2));
		const k4 = rates(t + h, moved(k3, h));
		y = y.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
	}
	return y;
}
