import { readFileSync } from "node:fs";
import { interFiles } from "./fonts.ts";
import { subsetFont } from "./subset-font.ts";

/** A figure that carries the letters that it is set in, so that it looks the same in every program that reads SVG. */
export const svgWithFonts = (svg: string): string => {
	const used = new Set([...svg.replaceAll(/<[^>]*>/g, "")].map((letter) => letter.codePointAt(0)));
	const { regular, semibold } = interFiles();
	const faces = [
		[400, regular],
		[600, semibold],
	] as const;
	const rules = faces.map(([weight, file]) => {
		const bytes = Buffer.from(subsetFont(readFileSync(file), (code) => used.has(code)));
		return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${bytes.toString("base64")})}`;
	});
	return svg.replace(/^<svg[^>]*>/, (head) => `${head}<style>${rules.join("")}</style>`);
};
