import type { Answer } from "../answer.ts";
import type { Wish, WishedOrder } from "../wish.ts";

/** Hours: times of a wish are written with fewer digits than those of a run. */
const sameTime = 1e-6;

/**
 * Orders that nothing came of: a limit refused them, or the patient had died. One that always ran has no begin. What would begin only after the end of the run is not among them.
 *
 *     notGiven(wish, answer)   // [] when every order began
 */
export function notGiven({ orders }: Wish, { events, times }: Pick<Answer, "events" | "times">): readonly WishedOrder[] {
	const end = times[times.length - 1] ?? 0;
	return orders.filter(({ treatment, at, steady }) => {
		const began = events.some(({ what, time, by }) => by === "order" && what === treatment && Math.abs(time - at) <= sameTime);
		return at < end && !steady && !began;
	});
}
