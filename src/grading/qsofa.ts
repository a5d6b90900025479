import { pointsOf } from "./bands.ts";
import { type Item, pointScaleOf } from "./score.ts";

/** What qSOFA asks for; nothing has a default. */
export interface QsofaSigns {
	/** Breaths per minute. */
	readonly rr?: number;
	/** mmHg */
	readonly sbp?: number;
	/** Glasgow coma scale, 3–15. */
	readonly gcs?: number;
}

const items: readonly Item<QsofaSigns>[] = [
	{ about: "respiratory rate", points: (s) => pointsOf(s.rr, { name: "respiratory rate", bands: [{ from: 22, points: 1 }] }) },
	{ about: "systolic pressure", points: (s) => pointsOf(s.sbp, { name: "systolic pressure", bands: [{ upTo: 100, points: 1 }] }) },
	{ about: "Glasgow coma scale", points: (s) => pointsOf(s.gcs, { name: "Glasgow coma scale", bands: [{ below: 15, points: 1 }] }) },
];

/** Bedside suspicion of sepsis, 0–3. */
export const qsofa = pointScaleOf({ id: "QSOFA", title: "qSOFA", source: "Singer M 2016, doi:10.1001/jama.2016.0287", items });
