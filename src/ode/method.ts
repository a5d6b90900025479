import type { Allowed } from "./error-size.ts";
import type { Kernel, KernelName } from "./kernel.ts";
import type { RosenbrockTableau } from "./rosenbrock-tableau.ts";

/** y' = rates(t, y): writes dy/dt into `dy`; time in hours. Smooth inside a leg. */
export type Rates = (t: number, y: Float64Array, dy: Float64Array) => void;

/** One accepted step and the solution inside it. */
export interface Step {
	readonly from: number;
	readonly to: number;
	/** The solution at `to`. */
	readonly end: ArrayLike<number>;
	/** The solution at any time of [from, to], to the accuracy of the tolerance. Fills `out`. */
	readonly at: (t: number, out: Float64Array) => void;
	/** Where the leg stands after this step, of methods that can go on from there. */
	readonly standing?: () => Standing;
}

/** Where a leg stands after a step: another leg that goes on from there takes the steps that this one would. */
export interface Standing {
	readonly time: number;
	readonly y: Float64Array;
	/** A leg that ends beyond this time would have taken the same steps so far. */
	readonly reach: number;
	/** What the leg has done so far, since its start or since where it went on. */
	readonly steps: number;
	readonly rejected: number;
	readonly evaluations: number;
	/** What the method remembers; its own matter. */
	readonly memory: unknown;
}

/** Linear algebra made for one system of equations: what a method that is implicit needs besides the rates. It keeps what it computed last. */
export interface Implicit {
	/** Rates at (t, y) into `dy`, df/dt into `slope`; keeps the Jacobian df/dy there. */
	readonly linearize: (t: number, y: Float64Array, dy: Float64Array, slope: Float64Array) => void;
	/** Factorizes shift I - J; false when that matrix has no usable inverse. */
	readonly factorize: (shift: number) => boolean;
	/** Solves (shift I - J) x = b in place. */
	readonly solve: (b: Float64Array) => void;
}

/** What is integrated, and how exactly: the same for all legs of a run. */
export interface Equations {
	readonly rates: Rates;
	readonly relativeTolerance: number;
	/** One per state. */
	readonly absoluteTolerance: Float64Array;
	/** States whose errors die out with them, and do not add up: a method may let a step err more in them than in others. */
	readonly fading?: readonly boolean[];
	/** Asked for by implicit methods only; without it they take differences of the rates. */
	readonly implicit?: () => Implicit;
	/** The arithmetic of a step as one piece of machine code, where there is one for this method. */
	readonly kernel?: (tableau: RosenbrockTableau, allowed: Allowed) => Kernel | undefined;
}

/** A smooth stretch of time between two jumps. */
export interface Leg {
	readonly from: number;
	readonly to: number;
	readonly start: Float64Array;
	readonly maxSteps: number;
	/** Hours that a first step may have: what a leg before this one would have taken next. */
	readonly firstStep?: number;
	/** It goes on as a leg before it stood here: from its time, at its solution. */
	readonly goesOn?: Standing;
	/** Called after each accepted step, which is valid until the call returns; a time inside it ends the leg there. */
	readonly onStep: (step: Step) => number | undefined;
}

/** How a leg ended. A failure names the time and the number of the state to blame. */
export type LegEnd =
	| { readonly kind: "reached" }
	| { readonly kind: "cut" }
	| { readonly kind: "step-too-small" | "too-many-steps" | "not-finite"; readonly state: number };

export interface LegResult {
	readonly end: LegEnd;
	readonly time: number;
	/** The solution there; valid until the next leg. */
	readonly y: Float64Array;
	readonly steps: number;
	readonly rejected: number;
	readonly evaluations: number;
	/** Hours that the next step would have had. */
	readonly nextStep?: number;
}

/** A method made ready for some equations: it takes leg after leg. */
export interface Integrator {
	/** What runs the arithmetic of its steps. */
	readonly kernel: KernelName;
	readonly integrate: (leg: Leg) => LegResult;
}

/** An integration method: all of them share this one small interface. */
export type Method = (equations: Equations) => Integrator;

/** What to do about a failure, in words. */
export const advice: Readonly<Record<"step-too-small" | "too-many-steps" | "not-finite", string>> = {
	"step-too-small": "the equations change too abruptly here: look at recent events and at the state named",
	"too-many-steps": "loosen --rtol, or look for a runaway in the state named",
	"not-finite": "a rate became infinite or undefined: look for a division by zero or a power of a negative number in the state named",
};
