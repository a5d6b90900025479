/** What the rates at the beginning of a step are like: the equations do not name the time, they do, or a rate is not finite. */
export const linearized = { still: 0, moving: 1, lost: 2 } as const;
export type Linearized = (typeof linearized)[keyof typeof linearized];

/** What runs the arithmetic of a step: machine code, or JavaScript. Both give the same numbers. */
export type KernelName = "webassembly" | "javascript";

/** The arithmetic of one step of a Rosenbrock method, over vectors of its own. The loop over steps asks for it and decides. */
export interface Kernel {
	readonly name: KernelName;
	/** The solution at the beginning of the step. */
	readonly y: Float64Array;
	/** The solution at the end of the trial step; before that the argument of a stage. */
	readonly next: Float64Array;
	/** Rates and df/dt at the beginning. */
	readonly f: Float64Array;
	readonly slope: Float64Array;
	/** One per stage; after a trial step the last is the error. */
	readonly k: readonly Float64Array[];
	/** Takes parameters and inputs as they are now: before each leg. */
	readonly begin: () => void;
	/** Rates at a time and one of these vectors into another. */
	readonly rates: (t: number, y: Float64Array, dy: Float64Array) => void;
	/** Rates at y into `f`, df/dt into `slope`; keeps the Jacobian. */
	readonly linearize: (t: number) => Linearized;
	/** Makes the matrix of a step of h hours ready; false when it has no usable inverse. */
	readonly factorize: (h: number) => boolean;
	/** The size of errors or rates, one per state, in a step from y to `next`: 1 is what is just allowed; not a number when a state is not finite. */
	readonly size: (values: Float64Array) => number;
	/** All stages of that step; fills `next`. The size of its error. */
	readonly stages: (t: number, h: number, moving: boolean) => number;
	/** Prepares the dense output of the step last tried. */
	readonly bend: () => void;
	/** The solution at a share of that step. */
	readonly inside: (share: number, out: Float64Array) => void;
}
