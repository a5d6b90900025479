import { exactShare } from "../../population/binomial-interval.ts";
import type { CrowdMember } from "../answer.ts";
import { rowAt } from "../elements/time-axis.ts";

/** A worst grade, and how many of the patients had it. */
export interface GradeShare {
	readonly grade: number;
	readonly count: number;
	/** Share of those whose grade is known, 0 to 1, with its exact interval of 95 %. */
	readonly share: number;
	readonly interval: readonly [number, number];
}

/** The worst grades of one toxicity. */
export interface GradeShares {
	readonly toxicity: string;
	/** Patients whose worst grade is known. */
	readonly known: number;
	/** From grade 0 to 5. */
	readonly grades: readonly GradeShare[];
}

const gradesAll = [0, 1, 2, 3, 4, 5] as const;

/**
 * Shares of the worst grades of a toxicity, with the exact intervals of Clopper and Pearson.
 *
 *     gradeShares(members, "crs").grades[3]   // { grade: 3, count: 9, share: 0.09, interval: [0.042, 0.164] }
 */
export function gradeShares(members: readonly CrowdMember[], toxicity: string): GradeShares {
	const known = members.flatMap(({ worst }) => worst[toxicity] ?? []);
	const grades = gradesAll.map((grade) => {
		const count = known.filter((one) => one === grade).length;
		const { value, interval } = exactShare(count, known.length);
		return { grade, count, share: value, interval: [interval[0], interval[1]] as const };
	});
	return { toxicity, known: known.length, grades };
}

/** The middle of a crowd over time, and between which values four of five lie. */
export interface CrowdBand {
	readonly times: readonly number[];
	readonly low: readonly number[];
	readonly median: readonly number[];
	readonly high: readonly number[];
}

/** The value below which a share of sorted numbers lies, on the line between two of them. */
function quantile(sorted: readonly number[], share: number): number {
	const place = share * (sorted.length - 1);
	const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
	return below + (above - below) * (place - Math.floor(place));
}

/** Fewer patients have no band. */
const leastInBand = 5;

/** Median, tenth and nine tenths of a column over those who are alive, every `every` hours; NaN where too few are. */
export function crowdBand(
	members: readonly CrowdMember[],
	column: string,
	{ from, until, every }: { readonly from: number; readonly until: number; readonly every: number },
): CrowdBand {
	const times = Array.from({ length: Math.floor((until - from) / every) + 1 }, (_, i) => from + i * every);
	const sorted = times.map((time) =>
		members
			.flatMap(({ times: own, columns }) => {
				// Who has died has no values any more.
				if (time > (own.at(-1) ?? Number.NEGATIVE_INFINITY) + every) return [];
				const value = columns[column]?.[rowAt(own, time)];
				return value === undefined || Number.isNaN(value) ? [] : [value];
			})
			.sort((a, b) => a - b),
	);
	const at = (share: number) => sorted.map((values) => (values.length < leastInBand ? Number.NaN : quantile(values, share)));
	return { times, low: at(0.1), median: at(0.5), high: at(0.9) };
}

/** `9 of 100, 9 % (4 to 16 %)`. */
export const shareWords = ({ count, share, interval: [low, high] }: GradeShare, known: number): string =>
	known === 0 ? "nobody yet" : `${count} of ${known}, ${percent(share)} (${percent(low).replace(" %", "")} to ${percent(high)})`;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The member whose line passes nearest to a point of the drawing; undefined when none does within reach. `y`: the pixel of a value. */
export function nearestMember(
	members: readonly CrowdMember[],
	column: string,
	{
		hour,
		y,
		reach,
	}: { readonly hour: number; readonly y: (value: number) => number; readonly reach: { readonly y: number; readonly within: number } },
): CrowdMember | undefined {
	const near = members
		.map((member) => ({ member, value: member.columns[column]?.[rowAt(member.times, hour)] }))
		.flatMap(({ member, value }) =>
			value === undefined || Number.isNaN(value) ? [] : [{ member, distance: Math.abs(y(value) - reach.y) }],
		)
		.filter(({ distance }) => distance <= reach.within);
	return near.sort((a, b) => a.distance - b.distance)[0]?.member;
}
