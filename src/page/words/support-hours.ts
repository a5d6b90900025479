import type { Role } from "../../chart/role.ts";
import type { Answer, AnswerEvent } from "../answer.ts";

/** Hours in which something of the asked roles ran, several at once counted once. */
export function hoursOn({ events, times }: Pick<Answer, "events" | "times">, isOne: (role: Role | "") => boolean): number {
	const mine = events.filter((event) => event.kind !== "hazard" && isOne(event.role));
	const end = times[times.length - 1] ?? 0;
	const spans = [...new Set(mine.map(({ what }) => what))].flatMap((what) =>
		runningSpans(
			mine.filter((event) => event.what === what),
			end,
		),
	);
	let [hours, until] = [0, Number.NEGATIVE_INFINITY];
	for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
		hours += Math.max(0, to - Math.max(from, until));
		until = Math.max(until, to);
	}
	return hours;
}

/** A stretch in which a rate or a device of one treatment held. */
export interface RunningSpan {
	/** Hours since infusion. */
	readonly from: number;
	readonly to: number;
	readonly event: AnswerEvent;
}

/** What ran of one treatment, from its events in order: each change holds until the next, its known end, or `end`. A rate of 0 and a device of none are stops. */
export const runningSpans = (events: readonly AnswerEvent[], end: number): readonly RunningSpan[] => {
	const changes = events.filter(({ kind }) => kind !== "dose");
	return changes
		.map((event, i) => ({ from: event.time, to: Math.min(end, changes[i + 1]?.time ?? end, event.until ?? end), event }))
		.filter(
			({ event, from, to }) =>
				event.kind !== "stop" && !(event.kind === "rate" && event.amount === 0) && event.route !== "none" && to > from,
		);
};
