/** Lets so many pieces of work be under way at once; the others wait in their order. */
export function limited(most: number) {
	const waiting: (() => void)[] = [];
	let busy = 0;
	return async <T>(work: () => Promise<T>): Promise<T> => {
		if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
		busy++;
		try {
			return await work();
		} finally {
			busy--;
			waiting.shift()?.();
		}
	};
}
