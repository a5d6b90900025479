import { visible } from "../input/control-characters.ts";
import type { FigureSpec } from "./figure-spec.ts";
import type { Spec } from "./spec-types.ts";
import type { TextWidth } from "./text-width.ts";

/** A figure as SVG text, with every warning that Vega or Vega-Lite had to say about it. */
export interface RenderedFigure {
	readonly svg: string;
	readonly warnings: readonly string[];
}

/** Draws Vega-Lite figures as SVG, without a browser. */
export interface FigureRenderer {
	readonly svg: (spec: Spec | FigureSpec) => Promise<RenderedFigure>;
}

/** How figures are drawn. */
export interface DrawerTools {
	/** Widths of texts in the two weights of the font: Vega guesses them when there is no canvas. */
	readonly widths: { readonly regular: TextWidth; readonly semibold: TextWidth };
	/** Evaluates the expressions of a figure where a host lets no code be made of texts: Vega's interpreter. Left out: they become code. */
	readonly interpreter?: unknown;
}

/** What every host has, and the language itself has not. */
const host = globalThis as unknown as { readonly structuredClone: <T>(value: T) => T };

/** Loads Vega, which takes a fifth of a second, and gives it the widths of our font. */
export async function svgDrawer({ widths, interpreter }: DrawerTools): Promise<FigureRenderer> {
	const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
	measureWith(vega, widths);
	const interpreted = interpreter === undefined ? {} : { expr: interpreter };
	return {
		svg: async (spec) => {
			const warnings: string[] = [];
			const logger = quietLogger(warnings);
			// Vega writes marks of its own into the rows that it is given; they are not its own.
			const compiled = compile(host.structuredClone(spec) as Spec, { logger });
			const parsed = vega.parse(compiled.spec, undefined, { logger, ast: interpreter !== undefined } as never);
			const view = new vega.View(parsed, { renderer: "none", logger, ...interpreted } as never);
			restartIds(vega);
			const svg = await view.toSVG();
			view.finalize();
			return { svg: visible(svg), warnings };
		},
	};
}

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

const measureWith = (vega: object, { regular, semibold }: DrawerTools["widths"]): void => {
	const measures = (vega as { textMetrics?: Measures }).textMetrics;
	if (measures === undefined) return;
	measures.width = (item, text) => {
		const words = text === null || text === undefined ? "" : String(text).trim();
		return (isBold(item.fontWeight) ? semibold : regular)(words, item.fontSize ?? 11);
	};
};

/** Vega counts clip paths over the life of the process; each figure begins anew, so that it is the same text wherever it is drawn. */
const restartIds = (vega: object): void => (vega as { resetSVGDefIds?: () => void }).resetSVGDefIds?.();

const isBold = (weight: string | number | undefined): boolean => weight === "bold" || Number(weight) >= 600;
