import type { FigureSpec } from "../figures/figure-spec.ts";
import type { Spec } from "../figures/spec-types.ts";
import { visible } from "../input/control-characters.ts";
import { interFiles } from "./fonts.ts";
import { type TextWidth, textWidthOf } from "./text-width.ts";

/** A figure as SVG text, with every warning that Vega or Vega-Lite had to say about it. */
export interface RenderedFigure {
	readonly svg: string;
	readonly warnings: readonly string[];
}

/** Draws Vega-Lite figures as SVG, without a browser. */
export interface FigureRenderer {
	readonly svg: (spec: Spec | FigureSpec) => Promise<RenderedFigure>;
}

/**
 * Loads Vega, which takes a fifth of a second, and gives it the widths of our font.
 *
 *     const { svg } = await figureRenderer();
 *     const { svg: text, warnings } = await svg(cascade(run));
 */
export async function figureRenderer(): Promise<FigureRenderer> {
	const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
	measureInInter(vega);
	return {
		svg: async (spec) => {
			const warnings: string[] = [];
			const logger = quietLogger(warnings);
			// Vega writes marks of its own into the rows that it is given; they are not its own.
			const compiled = compile(structuredClone(spec) as Spec, { logger });
			const view = new vega.View(vega.parse(compiled.spec, undefined, { logger } as never), { renderer: "none", logger });
			restartIds(vega);
			const svg = await view.toSVG();
			view.finalize();
			return { svg: visible(svg), warnings };
		},
	};
}

/** Draws one figure. */
export const renderSvg = async (spec: Spec | FigureSpec): Promise<RenderedFigure> => (await figureRenderer()).svg(spec);

/** Draws SVG text as a PNG, `scale` times as large, with Inter and no other font, so that it looks the same on every machine. */
export const renderPng = async (svg: string, { scale = 2 }: { scale?: number } = {}): Promise<Uint8Array> => {
	const { renderAsync } = await import("@resvg/resvg-js");
	const { regular, semibold } = interFiles();
	const image = await renderAsync(svg, {
		fitTo: { mode: "zoom", value: scale },
		font: { loadSystemFonts: false, fontFiles: [regular, semibold], defaultFontFamily: "Inter", sansSerifFamily: "Inter" },
	});
	return image.asPng();
};

/** Gathers warnings and errors in a list; neither speaks to the terminal. */
const quietLogger = (warnings: string[]) => {
	const keep = (...words: readonly unknown[]) => {
		warnings.push(words.map(String).join(" "));
		return logger;
	};
	const ignore = () => logger;
	const logger = { level: (() => logger) as never, error: keep, warn: keep, info: ignore, debug: ignore };
	return logger;
};

interface TextItem {
	readonly fontSize?: number;
	readonly fontWeight?: string | number;
	readonly text?: unknown;
	readonly limit?: number;
}

interface Measures {
	width: (item: TextItem, text: unknown) => number;
}

/** Vega guesses text widths when there is no canvas; the font's own widths keep labels and margins exact. */
const measureInInter = (vega: object): void => {
	const measures = (vega as { textMetrics?: Measures }).textMetrics;
	if (measures === undefined) return;
	const { regular, semibold } = interFiles();
	const widths: { readonly regular: TextWidth; readonly semibold: TextWidth } = {
		regular: textWidthOf(regular),
		semibold: textWidthOf(semibold),
	};
	measures.width = (item, text) => {
		const words = text === null || text === undefined ? "" : String(text).trim();
		return (isBold(item.fontWeight) ? widths.semibold : widths.regular)(words, item.fontSize ?? 11);
	};
};

/** Vega counts clip paths over the life of the process; each figure begins anew, so that it is the same text wherever it is drawn. */
const restartIds = (vega: object): void => (vega as { resetSVGDefIds?: () => void }).resetSVGDefIds?.();

const isBold = (weight: string | number | undefined): boolean => weight === "bold" || Number(weight) >= 600;
