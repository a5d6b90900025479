/** Everything that a page or a figure of ours is made of. Nothing here runs code or fetches anything. */
const elements = new Set(
	(
		"html head meta title style body main nav header footer section article aside h1 h2 h3 h4 p a ul ol li dl dt dd span strong em i code sub sup br hr " +
		"table thead tbody tr th td div details summary figure figcaption blockquote pre abbr time " +
		"math mi mn mo mtext mrow mfrac msup msub msqrt mtable mtr mtd mspace msubsup " +
		"svg g path rect circle line text tspan defs clippath lineargradient stop title desc polygon polyline ellipse marker"
	).split(" "),
);
const withoutEnd = new Set("meta br hr link img input".split(" "));
const attribute = /\s+([A-Za-z_:][\w:.-]*)(?:="([^"<]*)")?/y;

/**
 * What is wrong with the markup of a page or a figure, read strictly: a `<` that begins no tag, an element or attribute that could run or fetch,
 * an address outside of the page, an end that fits no begin.
 */
export function markupFaults(markup: string): readonly string[] {
	const text = markup.replace(/<style>[^<]*<\/style>/g, "").replace(/^<\?xml[^>]*\?>|<!doctype[^>]*>/gi, "");
	const faults: string[] = [];
	const open: string[] = [];
	for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
		const [head, slash, written] = /^<(\/?)([A-Za-z][\w-]*)/.exec(text.slice(at, at + 40)) ?? [];
		const where = text.slice(at, at + 60);
		if (head === undefined) return [...faults, `no tag: ${where}`];
		const name = written!.toLowerCase();
		if (!elements.has(name)) faults.push(`the element ${name}: ${where}`);
		at += head.length;
		for (attribute.lastIndex = at; ; at = attribute.lastIndex) {
			const found = attribute.exec(text);
			if (!found) break;
			const [, key = "", value = ""] = found;
			const leads = /^(?:href|src|xlink:href|action|data|srcdoc)$/i.test(key) && !/^(?:#|https:\/\/doi\.org\/)/.test(value);
			if (/^on/i.test(key) || leads || /javascript:|url\((?!#)/i.test(value)) faults.push(`the attribute ${key}="${value}": ${where}`);
		}
		const end = /^\s*(\/?)>/.exec(text.slice(at, at + 4));
		if (!end) return [...faults, `a tag that does not end: ${where}`];
		at += end[0].length;
		if (slash === "/") {
			if (open.pop() !== name) return [...faults, `an end without a begin: ${where}`];
		} else if (end[1] !== "/" && !withoutEnd.has(name)) open.push(name);
	}
	return open.length === 0 ? faults : [...faults, `left open: ${open.join(", ")}`];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", apos: "'" };

/** The texts of a page, as a reader sees them. */
export const textOf = (markup: string): string =>
	markup.replace(/<style>[^<]*<\/style>|<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => entities[name]!);
