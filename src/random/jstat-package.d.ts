/** The part of jstat that we use; the package ships no types. */
declare module "jstat" {
	interface Distribution {
		/** Cumulative probability at x. */
		cdf(x: number, a: number, b: number): number;
		/** The x with this cumulative probability. */
		inv(p: number, a: number, b: number): number;
	}
	interface OneParameter {
		cdf(x: number, a: number): number;
		inv(p: number, a: number): number;
	}
	const jStat: { readonly beta: Distribution; readonly studentt: OneParameter };
	export default jStat;
}
