import { styleText } from "node:util";
import { visible } from "../input/control-characters.ts";
import type { Paint } from "../report/paint.ts";
import { colorCode, plainPaint } from "../report/paint.ts";

type Format = Parameters<typeof styleText>[0];

const gradeFormats: readonly Format[] = [
	["bgGray", "white"],
	["bgGreen", "black"],
	["bgYellow", "black"],
	["bgRedBright", "black"],
	["bgRed", "white", "bold"],
	["bgBlack", "white", "bold"],
];

/**
 * Whether words on a stream are colored: as FORCE_COLOR says (0 and false: no), else on a terminal. NO_COLOR forbids it
 * (https://no-color.org: when it is set and not empty).
 */
function hasColor(stream: NodeJS.WriteStream, { NO_COLOR: no, FORCE_COLOR: force }: NodeJS.ProcessEnv = process.env): boolean {
	if (no !== undefined && no !== "") return false;
	if (force !== undefined) return force !== "0" && force !== "false";
	return stream.isTTY === true;
}

const as = (format: Format) => (text: string) => styleText(format, text, { validateStream: false });

const colored: Paint = {
	strong: as("bold"),
	soft: as("gray"),
	warning: as("yellow"),
	grade: (text, grade) => (grade === null ? as("dim")(text) : as(gradeFormats[grade] ?? "bold")(text)),
};

/** Colors for a terminal; none where they are not wanted or cannot be seen (a file, a pipe). */
function paintFor(stream: NodeJS.WriteStream): Paint {
	return hasColor(stream) ? colored : plainPaint;
}

/** Every code that the colors above are made of. */
const ownCodes: ReadonlySet<string> = new Set(
	[
		colored.strong,
		colored.soft,
		colored.warning,
		...[null, 0, 1, 2, 3, 4, 5].map((grade) => (text: string) => colored.grade(text, grade)),
	].flatMap((painted) => painted("").match(colorCode) ?? []),
);

/** A text as a stream may show it: control characters are written out, but for the codes of our own colors where it has colors. */
export function shownOn(stream: NodeJS.WriteStream, text: string): string {
	if (!hasColor(stream)) return visible(text);
	return text
		.split(new RegExp(`(${colorCode.source})`))
		.map((part) => (ownCodes.has(part) ? part : visible(part)))
		.join("");
}

const widths = { least: 40, most: 400 } as const;

/**
 * Columns of the terminal: its own, else those that COLUMNS says, as long as text can be set in them. Undefined where nobody says.
 */
export function columnsOf(stream: NodeJS.WriteStream, { COLUMNS: said }: NodeJS.ProcessEnv = process.env): number | undefined {
	const columns = stream.columns ?? (/^\d+$/.test(said ?? "") ? Number(said) : 0);
	return columns > 0 ? Math.min(widths.most, Math.max(widths.least, columns)) : undefined;
}

/** How a stream wants its words: the wishes of everything that is set in lines. */
export function wishesOf(stream: NodeJS.WriteStream): { readonly paint: Paint; readonly width?: number } {
	const width = columnsOf(stream);
	return { paint: paintFor(stream), ...(width === undefined ? {} : { width }) };
}
