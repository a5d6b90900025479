/** Something asked, and how its answer is told. */
interface Waiting<Q, A> {
	readonly question: Q;
	readonly tell: (answer: A | null) => void;
	readonly fail: (error: unknown) => void;
}

/**
 * Asks one question at a time; of those that come meanwhile the latest is asked next, and the others are answered with null.
 *
 *     const ask = latestWins((wish) => worker(wish));
 *     await ask(wish)   // null: a later one overtook it
 */
export function latestWins<Q, A>(answer: (question: Q) => Promise<A>): (question: Q) => Promise<A | null> {
	let next: Waiting<Q, A> | undefined;
	let isBusy = false;
	const serve = async (): Promise<void> => {
		isBusy = true;
		while (next !== undefined) {
			const { question, tell, fail } = next;
			next = undefined;
			await answer(question).then(tell, fail);
		}
		isBusy = false;
	};
	return (question) =>
		new Promise((tell, fail) => {
			next?.tell(null);
			next = { question, tell, fail };
			if (!isBusy) void serve();
		});
}
