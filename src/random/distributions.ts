import jStat from "jstat";

/** Probability that a standard normal number is at most z. */
export const normalProbability = (z: number): number => jStat.normal.cdf(z, 0, 1);

/** The standard normal number below which a share p (between 0 and 1) lies. */
export const normalQuantile = (p: number): number => jStat.normal.inv(p, 0, 1);

/** The x in [0, 1] below which a share p of a beta distribution lies. */
export const betaQuantile = (p: number, a: number, b: number): number => jStat.beta.inv(p, a, b);

/** The t below which a share p of Student's distribution with these degrees of freedom lies. */
export const studentQuantile = (p: number, freedom: number): number => jStat.studentt.inv(p, freedom);
