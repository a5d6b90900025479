import jStat from "jstat";

/** The x in [0, 1] below which a share p of a beta distribution lies. For printed intervals: no draw depends on it. */
export const betaQuantile = (p: number, a: number, b: number): number => jStat.beta.inv(p, a, b);

/** The share of a beta distribution that lies below x in [0, 1]. For printed intervals: no draw depends on it. */
export const betaProbability = (x: number, a: number, b: number): number => jStat.beta.cdf(x, a, b);

/** The t below which a share p of Student's distribution with these degrees of freedom lies. For printed intervals: no draw depends on it. */
export const studentQuantile = (p: number, freedom: number): number => jStat.studentt.inv(p, freedom);
