import type { RosenbrockTableau } from "./rosenbrock-tableau.ts";

/** Where the vectors of a kernel begin in the memory of a WebAssembly module, bytes. Each vector has room for an even number of states. */
export interface KernelMemory {
	readonly size: number;
	/** Bytes of one vector. */
	readonly stride: number;
	readonly y: number;
	readonly next: number;
	readonly f: number;
	readonly slope: number;
	/** What a step may err. */
	readonly absolute: number;
	readonly relative: number;
	/** What `inside` fills. */
	readonly out: number;
	/** One per stage. */
	readonly k: readonly number[];
	/** The vectors r of the dense output. */
	readonly bends: readonly number[];
	/** The first byte behind all of them. */
	readonly end: number;
}

export function kernelMemory(size: number, tableau: RosenbrockTableau): KernelMemory {
	const stride = 16 * Math.ceil(size / 2);
	let end = 0;
	const vector = () => {
		end += stride;
		return end - stride;
	};
	return {
		size,
		stride,
		y: vector(),
		next: vector(),
		f: vector(),
		slope: vector(),
		absolute: vector(),
		relative: vector(),
		out: vector(),
		k: tableau.a.map(vector),
		bends: tableau.dense.map(vector),
		end,
	};
}
