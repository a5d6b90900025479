import { rosenbrock } from "./rosenbrock.ts";
import type { RosenbrockTableau } from "./rosenbrock-tableau.ts";

/**
 * RODAS of Hairer and Wanner: six stages, order 4 with an embedded solution of order 3, L-stable, dense output of order 3. The coefficients
 * belong to the set with alpha_2 = 0.386 and alpha_4 = 0.63. Solving Ordinary Differential Equations II, 2nd edition 1996, section IV.7,
 * doi:10.1007/978-3-642-05221-7; numbers as in the authors' program.
 */
const a5 = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895] as const;

export const rodas4Tableau: RosenbrockTableau = {
	name: "rodas4",
	order: 4,
	embeddedOrder: 3,
	denseOrder: 3,
	share: 0.5,
	gamma: 0.25,
	a: [[], [1.544], [0.9466785280815826, 0.2557011698983284], [3.314825187068521, 2.896124015972201, 0.9986419139977817], a5, [...a5, 1]],
	c: [
		[],
		[-5.6688],
		[-2.430093356833875, -0.2063599157091915],
		[-0.1073529058151375, -9.594562251023355, -20.47028614809616],
		[7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
		[8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
	],
	alpha: [0, 0.386, 0.21, 0.63, 1, 1],
	d: [0.25, -0.1043, 0.1035, -0.03620000000000023, 0, 0],
	dense: [
		[10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662, 0],
		[-0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872, 0],
	],
};

/** For stiff equations and for not stiff ones at everyday tolerances: the method of every day. */
export const rodas4 = rosenbrock(rodas4Tableau);
