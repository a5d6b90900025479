/** The part of odex 2.0.4 that is used; the package ships sources that do not pass strict checks. */
export type Derivative = (x: number, y: number[]) => number[];
export type OutputFunction = (
	nr: number,
	xold: number,
	x: number,
	y: number[],
	dense: (component: number, x: number) => number,
) => boolean | undefined;
export class Solver {
	constructor(n: number);
	relativeTolerance: number | number[];
	absoluteTolerance: number | number[];
	denseOutput: boolean;
	maxSteps: number;
	initialStepSize: number;
	maxStepSize: number;
	solve(
		f: Derivative,
		x0: number,
		y0: number[],
		xEnd: number,
		output?: OutputFunction,
	): { y: number[]; outcome: number; nStep: number; xEnd: number; nAccept: number; nReject: number; nEval: number };
}
