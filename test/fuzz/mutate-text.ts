import type { Draw } from "./draw.ts";
import { oddNames, oddNumbers, oddPieces, units } from "./odd.ts";

/** A change of a text; `other` is a text of the same kind. */
export type TextMutator = (text: string, draw: Draw, other: string) => string;

const number = /(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
const word = /[A-Za-z_]\w*/g;
const unit = /(?<=\d )[A-Za-z/]\w*(?:\/\w+)*/g;

/** Replaces one of the matches. */
function replaceOne(text: string, pattern: RegExp, draw: Draw, by: (found: string) => string): string {
	const found = [...text.matchAll(pattern)];
	if (found.length === 0) return text;
	const { 0: was, index } = draw.one(found);
	return text.slice(0, index) + by(was) + text.slice(index + was.length);
}

const inLines =
	(change: (lines: string[], draw: Draw, other: string) => void): TextMutator =>
	(text, draw, other) => {
		const lines = text.split("\n");
		change(lines, draw, other);
		return lines.join("\n");
	};

const spot = (lines: readonly unknown[], draw: Draw) => draw.whole(Math.max(1, lines.length));

/** A number near to one, far from it, or odd. */
function otherNumber(was: string, draw: Draw): string {
	const scale = draw.one([0, -1, 0.5, 0.9, 1.1, 2, 10, 60, 1000, 1e6, 1e-3, 1e-9]);
	return draw.chance(0.5) ? draw.one(oddNumbers) : String(Number(was) * scale);
}

/** Changes of a text by name: bytes, lines, words, numbers, units, and what gives YAML its shape. */
export const textMutators: Readonly<Record<string, TextMutator>> = {
	"drop characters": (text, draw) => {
		const at = draw.whole(text.length + 1);
		return text.slice(0, at) + text.slice(at + 1 + draw.whole(6));
	},
	"put a piece in": (text, draw) => {
		const at = draw.whole(text.length + 1);
		return text.slice(0, at) + draw.one(oddPieces) + text.slice(at + draw.whole(3));
	},
	"put any character in": (text, draw) => {
		const at = draw.whole(text.length + 1);
		return text.slice(0, at) + String.fromCharCode(draw.chance(0.5) ? draw.whole(128) : draw.whole(65536)) + text.slice(at);
	},
	"cut off": (text, draw) => text.slice(0, draw.whole(text.length + 1)),
	"drop a line": inLines((lines, draw) => void lines.splice(spot(lines, draw), 1 + draw.whole(3))),
	"double a line": inLines((lines, draw) => void lines.splice(spot(lines, draw), 0, lines[spot(lines, draw)]!)),
	"swap lines": inLines((lines, draw) => {
		const [i, j] = [spot(lines, draw), spot(lines, draw)];
		[lines[i], lines[j]] = [lines[j]!, lines[i]!];
	}),
	"a line of another": inLines((lines, draw, other) => void lines.splice(spot(lines, draw), draw.whole(2), draw.one(other.split("\n")))),
	indent: inLines((lines, draw) => {
		const from = spot(lines, draw);
		for (let i = from; i < Math.min(lines.length, from + 1 + draw.whole(3)); i++) lines[i] = `${" ".repeat(1 + draw.whole(4))}${lines[i]}`;
	}),
	outdent: inLines((lines, draw) => {
		const i = spot(lines, draw);
		lines[i] = lines[i]!.replace(/^ {1,2}/, "");
	}),
	"value of another line": inLines((lines, draw) => {
		const [i, j] = [spot(lines, draw), spot(lines, draw)];
		lines[i] = lines[i]!.replace(/: .*$/, `: ${lines[j]!.replace(/^.*?: /, "")}`);
	}),
	"another number": (text, draw) => replaceOne(text, number, draw, (was) => otherNumber(was, draw)),
	"another unit": (text, draw) => replaceOne(text, unit, draw, () => draw.one(units)),
	"another word": (text, draw, other) =>
		replaceOne(text, word, draw, () => (draw.chance(0.3) ? draw.one(oddNames) : draw.one(other.match(word) ?? ["word"]))),
	"an anchor and its alias": (text, draw) => {
		const values = /(?<=: )(?=[^\n{[]+$)/gm;
		const once = replaceOne(text, values, draw, () => "&a ");
		return replaceOne(once, /(?<=: )[^\n]+$/gm, draw, () => "*a");
	},
	"double a cell": (text, draw) => replaceOne(text, /[^,\n]*,/g, draw, (was) => was + was),
	"drop a cell": (text, draw) => replaceOne(text, /[^,\n]*,/g, draw, () => ""),
	"an empty cell": (text, draw) => replaceOne(text, /(?<=,)[^,\n]+(?=,)/g, draw, () => ""),
	semicolons: (text, draw) => (draw.chance(0.1) ? text.replaceAll(",", ";") : text),
};

const rows = Object.values(textMutators);

/** One to four changes of a text. */
export function mutateText(text: string, draw: Draw, other: string): string {
	let now = text;
	for (let left = 1 + draw.whole(4); left > 0; left--) now = draw.one(rows)(now, draw, other);
	return now;
}
