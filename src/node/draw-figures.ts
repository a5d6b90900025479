import type { FigureSpec } from "../figures/figure-spec.ts";
import type { ReportFigure } from "../report/html-page.ts";
import { json } from "./json-text.ts";
import { figureRenderer, renderPng } from "./render-figure.ts";
import { phase } from "./times.ts";
import type { Files } from "./write-files.ts";

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

/** Figures as specification, SVG and PNG. */
export async function drawFigures(wanted: readonly Wanted[]): Promise<Drawn> {
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
		files.set(`plots/${name}.svg`, svg);
		images.push([`plots/${name}.png`, renderPng(svg)]);
		drawn.push({ name, title, about, svg });
		warnings.push(...said.map((words) => `figure ${name}: ${words}`));
	}
	phase("figures drawn as SVG");
	for (const [path, png] of images) files.set(path, await png);
	phase("figures drawn as PNG");
	return { files, figures: drawn, warnings };
}
