import type { Draw } from "./draw.ts";
import { oddNames, oddNumbers, units } from "./odd.ts";

/** Data as YAML or JSON hold it. */
export type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

/** A value that is written as it stands: a number that JSON has no form for. */
const bare = (text: string) => `\u{E000}${text}\u{E001}`;

/** A tree as JSON, which is YAML too. */
export const written = (tree: Tree): string =>
	JSON.stringify(tree, null, 1).replace(/"\u{E000}(.*?)\u{E001}"/gu, (_, text: string) => text);

function deep(draw: Draw): Tree {
	let tree: Tree = 1;
	for (let i = draw.one([5, 60, 70, 300]); i > 0; i--) tree = draw.chance(0.5) ? [tree] : { a: tree };
	return tree;
}

/** Values of every type. */
const oddValues: readonly ((draw: Draw) => Tree)[] = [
	() => null,
	(draw) => draw.chance(0.5),
	(draw) => bare(draw.one(oddNumbers)),
	(draw) => draw.one(oddNumbers),
	(draw) => `${draw.one(oddNumbers)} ${draw.one(units)}`,
	(draw) => draw.one(oddNames),
	() => [],
	() => ({}),
	(draw) => [draw.one(oddNames), bare(draw.one(oddNumbers))],
	(draw) => ({ [draw.one(oddNames)]: draw.one(oddNames) }),
	deep,
	() => Array.from({ length: 300 }, () => 0),
];

/** Where something may be changed: a list or a block of keys. */
type Holder = Tree[] | { [key: string]: Tree };

function holdersIn(tree: Tree): Holder[] {
	if (typeof tree !== "object" || tree === null) return [];
	return [tree, ...(Array.isArray(tree) ? tree : Object.values(tree)).flatMap(holdersIn)];
}

const keysOf = (holder: Holder): (string | number)[] => (Array.isArray(holder) ? holder.map((_, i) => i) : Object.keys(holder));
const get = (holder: Holder, key: string | number) => (holder as Record<string | number, Tree>)[key]!;
const put = (holder: Holder, key: string | number, value: Tree) => {
	// A key such as __proto__ must become one of its own.
	Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
};

/** A change at one key of a holder; `all` are the holders of the tree. */
type TreeMutator = (at: { holder: Holder; key: string | number; all: readonly Holder[] }, draw: Draw) => void;

const drop: TreeMutator = ({ holder, key }) => {
	if (Array.isArray(holder)) holder.splice(Number(key), 1);
	else delete holder[key as string];
};

/** Changes of data by name. */
export const treeMutators: Readonly<Record<string, TreeMutator>> = {
	"drop a key": drop,
	"an odd value": ({ holder, key }, draw) => put(holder, key, draw.one(oddValues)(draw)),
	"a value of elsewhere": ({ holder, key, all }, draw) => {
		const other = draw.one(all);
		const keys = keysOf(other);
		if (keys.length > 0) put(holder, key, structuredClone(get(other, draw.one(keys))));
	},
	"an odd key": ({ holder }, draw) => put(holder, Array.isArray(holder) ? holder.length : draw.one(oddNames), draw.one(oddValues)(draw)),
	"another key": (at, draw) => {
		if (Array.isArray(at.holder)) return;
		const value = get(at.holder, at.key);
		drop(at, draw);
		put(at.holder, draw.chance(0.5) ? draw.one(oddNames) : draw.one(at.all.flatMap(keysOf).map(String)), value);
	},
	"double an item": ({ holder, key }) => {
		if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(get(holder, key)));
	},
	"swap two values": ({ holder, key }, draw) => {
		const other = draw.one(keysOf(holder));
		const [a, b] = [get(holder, key), get(holder, other)];
		put(holder, key, b);
		put(holder, other, a);
	},
	"wrap it": ({ holder, key }, draw) => put(holder, key, draw.chance(0.5) ? [get(holder, key)] : { value: get(holder, key) }),
	"another number": ({ holder, key }, draw) => {
		const was = get(holder, key);
		if (typeof was === "number") put(holder, key, was * draw.one([0, -1, 0.5, 2, 10, 1e3, 1e-6, 1e12]));
		else if (typeof was === "string" && /\d/.test(was)) put(holder, key, was.replace(/-?[\d.]+/, draw.one(oddNumbers)));
	},
};

const rows = Object.values(treeMutators);

/** A copy of a tree after one to three changes. */
export function mutateTree(tree: Tree, draw: Draw): Tree {
	const root: Tree[] = [structuredClone(tree)];
	for (let left = 1 + draw.whole(3); left > 0; left--) {
		const all = holdersIn(root).filter((holder) => keysOf(holder).length > 0);
		// The root itself is replaced now and then.
		const holder = draw.chance(0.02) || all.length <= 1 ? root : draw.one(all.slice(1));
		const keys = keysOf(holder);
		if (keys.length > 0) draw.one(rows)({ holder, key: draw.one(keys), all }, draw);
	}
	return root[0] ?? null;
}
