import type { FigureSpec } from "../figures/figure-spec.ts";
import { type FigureSize, sheetOf } from "../figures/sheet.ts";
import { sizedSvg } from "../figures/sized-svg.ts";
import type { ReportFigure } from "../report/html-page.ts";
import { json } from "./json-text.ts";
import { figureRenderer, renderPng } from "./render-figure.ts";
import { svgWithFonts } from "./svg-with-fonts.ts";
import { phase } from "./times.ts";
import type { Files } from "./write-files.ts";

/** What is said of a figure that has more than its sheet can hold. */
const crowded = (name: string, size: FigureSize, { scale, advice }: { readonly scale: number; readonly advice: string }): string =>
	`figure ${name}: it has more than a ${size} can hold, and its text is ${Math.round(100 * (1 - scale))} % smaller than it should be; ${advice}`;

/** What is wanted of the drawings. */
export interface DrawingWishes {
	readonly size?: FigureSize | undefined;
	/** What to do about a figure that has more than its sheet can hold. */
	readonly advice?: string;
}

interface Drawn {
	readonly files: Files;
	readonly figures: readonly ReportFigure[];
	readonly warnings: readonly string[];
}

/** A figure to draw. */
export interface Wanted {
	readonly name: string;
	readonly title: string;
	readonly about: string;
	readonly spec: FigureSpec;
}

/** Text that is this much smaller than a sheet's own is told. */
const stillReadable = 0.9;

/** Figures as specification, SVG with its letters inside, and PNG, on the sheet that was asked for. */
export async function drawFigures(
	wanted: readonly Wanted[],
	{ size, advice = "choose fewer columns, strips or courses" }: DrawingWishes = {},
): Promise<Drawn> {
	const files = new Map<string, string | Uint8Array>();
	const drawn: ReportFigure[] = [];
	const warnings: string[] = [];
	if (wanted.length === 0) return { files, figures: drawn, warnings };
	// The pixels are made beside this thread, while it draws the next figure.
	const images: (readonly [path: string, png: Promise<Uint8Array>])[] = [];
	const renderer = await figureRenderer();
	for (const { name, title, about, spec } of wanted) {
		const { svg, warnings: said } = await renderer.svg(spec);
		files.set(`plots/${name}.vl.json`, json(spec));
		const { whole } = sheetOf(size);
		const sized = whole === null ? undefined : sizedSvg(svg, whole);
		files.set(`plots/${name}.svg`, svgWithFonts(sized?.svg ?? svg));
		images.push([`plots/${name}.png`, renderPng(sized?.svg ?? svg, sized)]);
		if (sized !== undefined && sized.scale < stillReadable)
			warnings.push(crowded(name, size as FigureSize, { scale: sized.scale, advice }));
		drawn.push({ name, title, about, svg });
		warnings.push(...said.map((words) => `figure ${name}: ${words}`));
	}
	phase("figures drawn as SVG");
	for (const [path, png] of images) files.set(path, await png);
	phase("figures drawn as PNG");
	return { files, figures: drawn, warnings };
}
