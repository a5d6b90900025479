/**
 * Brings named things into an order in which each comes after what it needs; what has no needs keeps its place. A cycle is given as the
 * names along it, the first repeated at the end.
 */
export function inOrder<T extends { readonly name: string }>(things: readonly T[], needs: (thing: T) => Iterable<string>): { order: T[] } | { cycle: string[] } {
	const byName = new Map(things.map((thing) => [thing.name, thing]));
	const state = new Map<string, "open" | "done">();
	const order: T[] = [];
	const visit = (thing: T, path: readonly string[]): string[] | undefined => {
		if (state.get(thing.name) === "done") return undefined;
		if (state.get(thing.name) === "open") return [...path.slice(path.indexOf(thing.name)), thing.name];
		state.set(thing.name, "open");
		for (const need of needs(thing)) {
			const next = byName.get(need);
			const cycle = next && visit(next, [...path, thing.name]);
			if (cycle) return cycle;
		}
		state.set(thing.name, "done");
		order.push(thing);
		return undefined;
	};
	for (const thing of things) {
		const cycle = visit(thing, []);
		if (cycle) return { cycle };
	}
	return { order };
}
