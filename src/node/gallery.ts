import { galleryHtml } from "../report/gallery-html.ts";
import { drawFigures } from "./draw-figures.ts";
import { interDataUris } from "./fonts.ts";
import { type MadeFigure, makeTeachingFigure } from "./make-teaching-figure.ts";
import { version } from "./program.ts";
import type { Files } from "./write-files.ts";

export interface GalleryWishes {
	/** Threads for figures of trials. */
	readonly workers: number;
	/** Called when the next figure is begun. */
	readonly onFigure?: (name: string) => void;
}

/**
 * The files of a gallery: `index.html`, and the pictures of each figure in `plots`. Throws an InputError with every problem of a figure.
 *
 *     writeFiles("dist/gallery", await galleryOf(shippedTeachingFigures(), { workers: 2 }));
 */
export async function galleryOf(names: readonly string[], { workers, onFigure = () => {} }: GalleryWishes): Promise<Files> {
	const made: MadeFigure[] = [];
	for (const name of names) {
		onFigure(name);
		made.push(await makeTeachingFigure(name, { workers }));
	}
	const { files } = await drawFigures(made.map(({ wanted }) => wanted));
	return new Map([["index.html", galleryHtml(made, { version: version(), fonts: interDataUris() })], ...files]);
}
