/**
 * Calls at once, and then at most once in so many milliseconds, with the latest of what came meanwhile: browsers refuse addresses that are written
 * at each move of a pointer.
 *
 *     const write = paced((address) => history.replaceState(null, "", address), 400);
 */
export function paced<T>(act: (value: T) => void, pause: number): (value: T) => void {
	let waiting: { readonly value: T } | undefined;
	let isResting = false;
	const rest = (): void => {
		isResting = true;
		setTimeout(() => {
			isResting = false;
			if (waiting === undefined) return;
			const { value } = waiting;
			waiting = undefined;
			act(value);
			rest();
		}, pause);
	};
	return (value) => {
		if (isResting) {
			waiting = { value };
			return;
		}
		act(value);
		rest();
	};
}
