import type { Answer } from "./answer.ts";

/** Milliseconds until it is asked again: whatever overtook it is in flight by then. */
const pause = 150;

/**
 * Asks until there is an answer, as long as it is wanted: elements of one page share a runner, and the wish of one may overtake that of another.
 *
 *     const answer = await askUntilAnswered(() => runner.ask(wish, "exact"), () => wish === latest);
 */
export async function askUntilAnswered(ask: () => Promise<Answer | null>, isWanted: () => boolean): Promise<Answer | null> {
	for (;;) {
		const answer = await ask();
		if (answer !== null || !isWanted()) return answer;
		await new Promise((done) => setTimeout(done, pause));
		if (!isWanted()) return null;
	}
}
