import type { Implicit, Rates } from "./method.ts";

/** Relative distance of one-sided differences: the root of the precision of a number. */
const distance = Math.sqrt(Number.EPSILON);

/** Factorizes a matrix of rows in place with row exchanges; false when a pivot is zero or not finite. */
function eliminate(m: Float64Array, rows: Int32Array): boolean {
	const n = rows.length;
	for (let i = 0; i < n; i++) rows[i] = i;
	for (let k = 0; k < n; k++) {
		let best = k;
		for (let i = k + 1; i < n; i++) if (Math.abs(m[rows[i]! * n + k]!) > Math.abs(m[rows[best]! * n + k]!)) best = i;
		[rows[k], rows[best]] = [rows[best]!, rows[k]!];
		const top = rows[k]! * n;
		const pivot = m[top + k]!;
		if (pivot === 0 || !Number.isFinite(pivot)) return false;
		for (let i = k + 1; i < n; i++) {
			const row = rows[i]! * n;
			const factor = m[row + k]! / pivot;
			m[row + k] = factor;
			if (factor !== 0) for (let j = k + 1; j < n; j++) m[row + j]! -= factor * m[top + j]!;
		}
	}
	return true;
}

/**
 * Linear algebra of any equations: differences of the rates and a full matrix. For small systems and for tests; slow beside generated code.
 * `scale` is, for each state, a size below which it does not matter.
 */
export function denseImplicit(rates: Rates, scale: Float64Array): Implicit {
	const size = scale.length;
	const jacobian = new Float64Array(size * size);
	const matrix = new Float64Array(size * size);
	const rows = new Int32Array(size);
	const moved = new Float64Array(size);
	const there = new Float64Array(size);
	const x = new Float64Array(size);
	/** Column j of the Jacobian, from a state a little larger, or a little smaller where that meets a wall; 0 between two walls. */
	const column = (t: number, y: Float64Array, dy: Float64Array, j: number) => {
		const away = distance * Math.max(Math.abs(y[j]!), scale[j]!);
		for (const side of [away, -away]) {
			moved[j] = y[j]! + side;
			rates(t, moved, there);
			const h = moved[j]! - y[j]!;
			moved[j] = y[j]!;
			for (let i = 0; i < size; i++) jacobian[i * size + j] = (there[i]! - dy[i]!) / h;
			if (there.every(Number.isFinite)) return;
		}
		for (let i = 0; i < size; i++) jacobian[i * size + j] = 0;
	};
	return {
		linearize: (t, y, dy, slope) => {
			rates(t, y, dy);
			moved.set(y);
			for (let j = 0; j < size; j++) column(t, y, dy, j);
			const later = t + distance * Math.max(Math.abs(t), 1e-3);
			rates(later, y, there);
			for (let i = 0; i < size; i++) slope[i] = (there[i]! - dy[i]!) / (later - t);
		},
		factorize: (shift) => {
			for (let i = 0; i < matrix.length; i++) matrix[i] = -jacobian[i]!;
			for (let i = 0; i < size; i++) matrix[i * size + i]! += shift;
			return eliminate(matrix, rows);
		},
		solve: (b) => {
			for (let i = 0; i < size; i++) {
				const row = rows[i]!;
				let value = b[row]!;
				for (let j = 0; j < i; j++) value -= matrix[row * size + j]! * x[j]!;
				x[i] = value;
			}
			for (let i = size - 1; i >= 0; i--) {
				const row = rows[i]! * size;
				let value = x[i]!;
				for (let j = i + 1; j < size; j++) value -= matrix[row + j]! * x[j]!;
				x[i] = value / matrix[row + i]!;
			}
			b.set(x);
		},
	};
}
