import type { Sheet } from "./sheet.ts";
import { ink } from "./theme.ts";

/** A figure on its slide, page or column. */
export interface SizedSvg {
	readonly svg: string;
	/** Of the PNG. */
	readonly pixels: number;
	/** How much smaller than meant everything is, because the figure has more than there is room for; 1 or more: as meant. */
	readonly scale: number;
}

/** A figure that needs little room is not blown up beyond this. */
const largest = 1.25;

/** Puts a drawn figure on the sheet it was laid out for: its width in millimeters or pixels, white around it, smaller where it has no room. */
export const sizedSvg = (svg: string, { width, height, pixels, millimeters }: NonNullable<Sheet["whole"]>): SizedSvg => {
	const [head, own] = [/^<svg[^>]*>/.exec(svg)?.[0] ?? "", /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)];
	if (own === null) throw new Error("a figure without a view box");
	const [wide, high] = [Number(own[1]), Number(own[2])];
	const scale = Math.min(height === null ? 1 : largest, width / wide, height === null ? Number.POSITIVE_INFINITY : height / high);
	const box = { width: width / scale, height: height === null ? high : height / scale };
	const at = { x: (wide - box.width) / 2, y: height === null ? 0 : (high - box.height) / 2 };
	const tall = (pixels * box.height) / box.width;
	const size = (whole: number, unit: string, ratio = box.height / box.width) =>
		`width="${whole}${unit}" height="${round(whole * ratio)}${unit}"`;
	const opened = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" class="marks" ${
		millimeters === null ? size(pixels, "", tall / pixels) : size(millimeters, "mm")
	} viewBox="${[at.x, at.y, box.width, box.height].map(round).join(" ")}">`;
	const paper = `<rect x="${round(at.x)}" y="${round(at.y)}" width="${round(box.width)}" height="${round(box.height)}" fill="${ink.paper}"/>`;
	return { svg: `${opened}${paper}${svg.slice(head.length)}`, pixels, scale };
};

const round = (x: number): number => Math.round(x * 100) / 100;
