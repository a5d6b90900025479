/** A line that is indented as no line above it allows. */
export interface WrongIndentation {
	/** 1-based line and column of its first character. */
	readonly line: number;
	readonly column: number;
	readonly message: string;
	readonly hint: string;
}

/** A block whose keys (or dashes) begin in one column. */
interface Level {
	/** Spaces before it. */
	readonly indent: number;
	/** The key that its lines stand beside: the last one read. */
	key: string;
	line: number;
	/** The last key has its value on its own line, so nothing may be indented below it. */
	isFilled: boolean;
}

const entry = /^((?:- +)*)("[^"]*"|'[^']*'|[^\s"'#:{}[\],&*?|>-][^:#]*?) *:(?: +(.*))?$/;

/**
 * Finds lines of a YAML text whose indentation fits none above: deeper than a key that has its value already, or between two blocks. Meant for
 * texts that are not YAML: the parser tells where it gave up, which is often a line later. Texts over several lines, lists and blocks in brackets
 * are passed over.
 *
 *     wrongIndentation("patient:\n  weight: 70 kg\n   age: 58 year\n")[0]   // { line: 3, column: 4, message: … }
 */
export function wrongIndentation(text: string): readonly WrongIndentation[] {
	const found: WrongIndentation[] = [];
	const levels: Level[] = [];
	let skipDeeperThan = Number.POSITIVE_INFINITY;
	let brackets = 0;
	for (const [i, written] of text.split(/\r?\n/).entries()) {
		const line = written.replace(/(^|\s)#.*$/, "").trimEnd();
		let indent = line.length - line.trimStart().length;
		const wasOpen = brackets > 0;
		brackets = Math.max(0, brackets + opened(line));
		if (line.trim() === "" || wasOpen || indent > skipDeeperThan) continue;
		skipDeeperThan = Number.POSITIVE_INFINITY;
		const at = { line: i + 1, column: indent + 1 };
		if (/^\t|^ +\t/.test(line)) {
			found.push({ ...at, column: line.indexOf("\t") + 1, message: "a tab indents this line", hint: "indent with spaces" });
			continue;
		}
		const [, dashes = "", key = "", value = ""] = entry.exec(line.trimStart()) ?? [];
		const isList = /^-(\s|$)/.test(line.trimStart());
		if (key === "" && !isList) continue;
		const wrong = misplaced(levels, indent, isList);
		if (wrong !== undefined) {
			found.push({
				...at,
				message: wrong.message,
				hint: `start it in column ${wrong.below.indent + 1}, below "${wrong.below.key}" of line ${wrong.below.line}`,
			});
			// The lines below are held against where it was meant to stand.
			indent = wrong.below.indent;
		}
		const inner = indent + dashes.length;
		while (levels.length > 0 && levels.at(-1)!.indent > indent) levels.pop();
		if (isList) levels.push({ indent, key: "-", line: i + 1, isFilled: false });
		if (key === "") continue;
		const isBlockText = /^[|>]/.test(value);
		if (isBlockText) skipDeeperThan = inner;
		const isFilled = value !== "" && !isBlockText && !/^[&!]\S*$/.test(value);
		if (levels.at(-1)?.indent === inner && levels.at(-1)!.key !== "-") Object.assign(levels.at(-1)!, { key, line: i + 1, isFilled });
		else levels.push({ indent: inner, key, line: i + 1, isFilled });
	}
	return found;
}

function misplaced(
	levels: readonly Level[],
	indent: number,
	isList: boolean,
): { readonly message: string; readonly below: Level } | undefined {
	const last = levels.at(-1);
	if (last === undefined || levels.some((level) => level.indent === indent && (level.key === "-") === isList)) return undefined;
	if (indent > last.indent) {
		if (!last.isFilled) return undefined;
		return { message: `this line is indented deeper than "${last.key}" above it, which already has a value`, below: last };
	}
	// A list may stand below its key without being indented.
	if (isList && levels.some((level) => level.indent === indent && !level.isFilled)) return undefined;
	const beside = levels.filter((level) => level.key !== "-");
	const nearest = beside.reduce<Level | undefined>(
		(best, level) => (best === undefined || Math.abs(level.indent - indent) <= Math.abs(best.indent - indent) ? level : best),
		undefined,
	);
	return nearest && { message: "the indentation of this line matches no line above it", below: nearest };
}

/** Brackets that a line leaves open, outside of quotes. */
function opened(line: string): number {
	let count = 0;
	for (const char of line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "")) {
		if (char === "[" || char === "{") count++;
		else if (char === "]" || char === "}") count--;
	}
	return count;
}
