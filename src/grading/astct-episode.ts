import { astctCrs } from "./astct-crs.ts";
import { courseOf, episodesOf, type GradedPoint } from "./course.ts";
import { isKnown } from "./verdict.ts";

/** A day of a chart, as short as it can be. */
export interface EpisodeDay {
	/** Days since infusion. */
	readonly d: number;
	/** Highest temperature, degC. */
	readonly t: number;
	/** A bolus was given for pressure. */
	readonly fluid?: boolean;
	/** How many vasopressors, vasopressin left out. */
	readonly pressors?: number;
	/** Flow of a cannula, L/min. */
	readonly o2lpm?: number;
	/** Tocilizumab was given. */
	readonly toci?: boolean;
}

/** When a toxicity came and went, in days since infusion; `resolved` is that of the first episode. */
export interface Spans {
	readonly onset: number | null;
	readonly max: number | null;
	readonly resolved: number | null;
	readonly episodes: number;
}

/** The course of a chart with its reason. Plain data. */
export interface EpisodeAnswer {
	readonly scale: string;
	/** Null without a single day. */
	readonly episode: Spans | null;
	readonly because: string;
}

/** Stand-ins: the short chart says only how many vasopressors ran. */
const agents = [1, 2, 3, 4, 5, 6].map((number) => ({ drug: `vasopressor ${number}` }));

/**
 * A CRS episode by the ASTCT consensus from one line a day.
 *
 *     astctEpisode.span({ days: [{ d: 2, t: 38.4 }, { d: 3, t: 37 }, { d: 4, t: 37 }] }).episode   // onset 2, max 1, resolved 3
 */
export const astctEpisode = {
	id: "ASTCT_EPISODE",
	title: "CRS episodes from daily charts, ASTCT consensus 2019",
	source: astctCrs.source,
	span: ({ days = [] }: { readonly days?: readonly EpisodeDay[] }): EpisodeAnswer => {
		if (days.length === 0) return { scale: "ASTCT_EPISODE", episode: null, because: "no day recorded" };
		const points = days.map((day, i) => pointOf(day, days.slice(0, i)));
		const { onset, worst, episodes, because } = courseOf("ASTCT_CRS", points);
		const resolved = episodesOf(points)[0]?.resolved ?? null;
		return { scale: "ASTCT_EPISODE", episode: { onset: inDays(onset), max: worst, resolved: inDays(resolved), episodes }, because };
	},
};

function pointOf(day: EpisodeDay, before: readonly EpisodeDay[]): GradedPoint {
	const count = day.pressors ?? 0;
	const {
		scale: _,
		row: __,
		...graded
	} = astctCrs.grade({
		temp_c: day.t,
		fever_earlier: before.some((earlier) => earlier.t >= 38),
		masked: [...before, day].some((one) => one.toci === true),
		sbp_low: day.fluid === true || count > 0,
		fluid_boluses: day.fluid === true ? 1 : 0,
		pressors: agents.slice(0, count),
		o2: (day.o2lpm ?? 0) > 0 ? { device: "nasal_cannula", lpm: day.o2lpm } : null,
	});
	return { ...graded, time: day.d * 24, fever: isKnown(day.t) ? (day.t >= 38 ? "present" : "absent") : "unknown" };
}

function inDays(hours: number | null): number | null {
	return hours === null ? null : hours / 24;
}
