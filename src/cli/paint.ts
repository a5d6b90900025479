import { styleText } from "node:util";
import type { Paint } from "../report/paint.ts";
import { plainPaint } from "../report/paint.ts";

type Format = Parameters<typeof styleText>[0];

const gradeFormats: readonly Format[] = [
	["bgGray", "white"],
	["bgGreen", "black"],
	["bgYellow", "black"],
	["bgRedBright", "black"],
	["bgRed", "white", "bold"],
	["bgBlack", "white", "bold"],
];

/** Colors for a terminal; none where they are not wanted (NO_COLOR) or cannot be seen (a file, a pipe). */
export function paintFor(stream: NodeJS.WriteStream): Paint {
	const colored = stream.isTTY === true && process.env["NO_COLOR"] === undefined;
	const forced = process.env["FORCE_COLOR"] !== undefined && process.env["FORCE_COLOR"] !== "0" && process.env["NO_COLOR"] === undefined;
	if (!colored && !forced) return plainPaint;
	const as = (format: Format) => (text: string) => styleText(format, text, { validateStream: false });
	return {
		strong: as("bold"),
		soft: as("gray"),
		warning: as("yellow"),
		grade: (text, grade) => (grade === null ? as("dim")(text) : as(gradeFormats[grade] ?? "bold")(text)),
	};
}

/** Columns of the terminal, where there is one. */
export const terminalWidth = (): { readonly width?: number } => (process.stdout.columns ? { width: process.stdout.columns } : {});
