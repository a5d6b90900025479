import { escapeHtml } from "./escape-html.ts";

/**
 * An SVG figure as it stands inside an HTML page: scales with the page, says its title to a screen reader, and has ids of its own, since
 * the clip paths of two figures on one page would otherwise share their names. `name` has letters, digits and `-` only.
 */
export const inlineSvg = (svg: string, { name, title }: { name: string; title: string }): string =>
	svg
		.replace(/<\?xml[^>]*\?>\s*/, "")
		.replace(/<!DOCTYPE[^>]*>\s*/, "")
		.replace(/\sxmlns(?::\w+)?="[^"]*"/g, "")
		.replace(/\bid="([^"]+)"/g, `id="${name}-$1"`)
		.replace(/url\(#([^)]+)\)/g, `url(#${name}-$1)`)
		.replace(/<svg\b([^>]*)>/, (_, attributes: string) => `<svg role="img" aria-label="${escapeHtml(title)}"${sized(attributes)}>`);

/** The figure never grows beyond its own width, and keeps its shape below it. */
const sized = (attributes: string): string => {
	const width = /\bwidth="([\d.]+)"/.exec(attributes)?.[1];
	const rest = attributes.replace(/\s(?:width|height)="[^"]*"/g, "");
	return width === undefined ? attributes : `${rest} style="width:100%;max-width:${width}px;height:auto"`;
};
