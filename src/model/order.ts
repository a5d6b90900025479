/**
 * Brings named things into an order in which each comes after what it needs; what has no needs keeps its place. A cycle is given as the
 * names along it, the first repeated at the end.
 */
export function inOrder<T extends { readonly name: string }>(
	things: readonly T[],
	needs: (thing: T) => Iterable<string>,
): { order: T[] } | { cycle: string[] } {
	const byName = new Map(things.map((thing) => [thing.name, thing]));
	const state = new Map<string, "open" | "done">();
	const order: T[] = [];
	for (const first of things) {
		// The way from `first` to what is looked at now; a list and not a recursion, because a file may hold a chain of any length.
		const way: { readonly thing: T; readonly needs: Iterator<string> }[] = [];
		const enter = (thing: T) => {
			state.set(thing.name, "open");
			way.push({ thing, needs: needs(thing)[Symbol.iterator]() });
		};
		if (!state.has(first.name)) enter(first);
		while (way.length > 0) {
			const { thing, needs: open } = way.at(-1)!;
			const need = open.next();
			if (need.done) {
				state.set(thing.name, "done");
				order.push(thing);
				way.pop();
				continue;
			}
			const next = byName.get(need.value);
			if (next && state.get(next.name) === "open") {
				const names = way.map((step) => step.thing.name);
				return { cycle: [...names.slice(names.indexOf(next.name)), next.name] };
			}
			if (next && !state.has(next.name)) enter(next);
		}
	}
	return { order };
}
