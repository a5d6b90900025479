import { readFileSync } from "node:fs";
import type { FigureSpec } from "../figures/figure-spec.ts";
import type { Spec } from "../figures/spec-types.ts";
import { type FigureRenderer, type RenderedFigure, svgDrawer } from "../figures/svg-drawer.ts";
import { textWidthOf } from "../figures/text-width.ts";
import { interFiles } from "./fonts.ts";

/**
 * Loads Vega, which takes a fifth of a second, and gives it the widths of our font.
 *
 *     const { svg } = await figureRenderer();
 *     const { svg: text, warnings } = await svg(cascade(run));
 */
export async function figureRenderer(): Promise<FigureRenderer> {
	const { regular, semibold } = interFiles();
	return svgDrawer({ widths: { regular: textWidthOf(readFileSync(regular)), semibold: textWidthOf(readFileSync(semibold)) } });
}

/** Draws one figure. */
export const renderSvg = async (spec: Spec | FigureSpec): Promise<RenderedFigure> => (await figureRenderer()).svg(spec);

/** Draws SVG text as a PNG, `scale` times as large or so many pixels wide, with Inter and no other font, so that it looks the same on every machine. */
export const renderPng = async (
	svg: string,
	{ scale = 2, pixels }: { readonly scale?: number; readonly pixels?: number } = {},
): Promise<Uint8Array> => {
	const { renderAsync } = await import("@resvg/resvg-js");
	const { regular, semibold } = interFiles();
	const image = await renderAsync(svg, {
		fitTo: pixels === undefined ? { mode: "zoom", value: scale } : { mode: "width", value: pixels },
		font: { loadSystemFonts: false, fontFiles: [regular, semibold], defaultFontFamily: "Inter", sansSerifFamily: "Inter" },
	});
	return image.asPng();
};
