/** Brings what was marked back to how it stood then; as often as wanted, and only as long as nothing earlier was brought back. */
export type Rewind = () => void;

/** Several as one. */
export const rewindAll =
	(all: readonly Rewind[]): Rewind =>
	() => {
		for (const rewind of all) rewind();
	};

/** Marks a list that only grows. */
export function markedLength(list: unknown[]): Rewind {
	const { length } = list;
	return () => {
		list.length = length;
	};
}

/** Marks a set that only grows. */
export function markedSize<T>(set: Set<T>): Rewind {
	const { size } = set;
	return () => {
		for (const value of [...set].slice(size)) set.delete(value);
	};
}
