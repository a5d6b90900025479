/** A line of generated code that makes one number. */
export interface Line {
	/** A name of its own, as others read it; empty when nobody does. */
	readonly name: string;
	/** Where the number is also written, such as `dy[3]`. */
	readonly place?: string;
	/** The expression, as code. */
	readonly is: string;
}

/**
 * Characters of code in one function. The engine optimizes no function of more than 60 kB of bytecode, and takes the longer over each
 * character the larger the function is.
 */
const mostInOne = 30_000;

/** The names that generation makes: a letter and a number. */
const madeNames = /(?<![\w.])[a-z]\d+\b/g;

/** Characters that name a place where a number is handed on: `linearizeHeld[123] = `. */
const handing = 24;

const length = ({ name, place = "", is }: Line) => name.length + place.length + is.length + 12 + handing;

/** The lines in pieces of at most `mostInOne` characters. */
function cut(lines: readonly Line[]): (readonly Line[])[] {
	const pieces: Line[][] = [];
	let room = 0;
	let known = new Set<string>();
	// What a piece reads of those before it takes a line of its own there.
	const unknown = ({ is }: Line) => new Set([...is.matchAll(madeNames)].map(([one]) => one).filter((one) => !known.has(one)));
	const size = (line: Line) => length(line) + unknown(line).size * (handing + 12);
	for (const line of lines) {
		if (size(line) > room || pieces.length === 0) {
			pieces.push([]);
			room = mostInOne;
			known = new Set();
		}
		room -= size(line);
		for (const one of unknown(line)) known.add(one);
		known.add(line.name);
		pieces.at(-1)!.push(line);
	}
	return pieces;
}

/**
 * The code of a function: one `const` that holds it, of as many pieces as needed, called one after the other. A number that a later piece
 * needs is read from its place, or handed on in an array beside the functions.
 *
 *     asFunction({ name: "f", parameters: "y, dy" }, [{ name: "c0", is: "y[0] * 2" }, { name: "", place: "dy[0]", is: "c0 + 1" }])
 */
export function asFunction(
	{ name, parameters, returns = "" }: { readonly name: string; readonly parameters: string; readonly returns?: string },
	lines: readonly Line[],
): string[] {
	const pieces = cut(lines);
	const pieceOf = new Map(pieces.flatMap((piece, i) => piece.map((line) => [line.name, i] as const)));
	const places = new Map(lines.map((line) => [line.name, line.place]));
	const handedOn: string[] = [];
	const reads = (line: Line, i: number) =>
		[...line.is.matchAll(madeNames)].map(([one]) => one).filter((one) => (pieceOf.get(one) ?? i) < i);
	const wanted = pieces.map((piece, i) => [...new Set(piece.flatMap((line) => reads(line, i)))]);
	for (const one of new Set(wanted.flat())) {
		if (places.get(one)) continue;
		places.set(one, `${name}Held[${handedOn.length}]`);
		handedOn.push(one);
	}
	const isHanded = new Set(handedOn);
	const text = (line: Line) => {
		const place = line.place ?? (isHanded.has(line.name) ? places.get(line.name) : undefined);
		return `\t${line.name ? `const ${line.name} = ` : ""}${place ? `${place} = ` : ""}${line.is};`;
	};
	const body = (i: number) => [...wanted[i]!.map((one) => `\tconst ${one} = ${places.get(one)};`), ...(pieces[i] ?? []).map(text)];
	const head = (own: string) => `const ${own} = (${parameters}) => {`;
	const last = returns ? [`\treturn ${returns};`, "};"] : ["};"];
	if (pieces.length < 2) return [head(name), ...(pieces.length === 0 ? [] : body(0)), ...last];
	const parts = pieces.flatMap((_, i) => [head(`${name}${i}`), ...body(i), "};"]);
	const calls = pieces.map((_, i) => `\t${name}${i}(${parameters});`);
	return [`const ${name}Held = new Float64Array(${handedOn.length});`, ...parts, head(name), ...calls, ...last];
}
