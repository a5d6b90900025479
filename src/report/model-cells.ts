import { formatUnit, type Unit } from "../language/units.ts";
import type { Evidence, SpreadOrigin } from "../model/model.ts";
import { escapeHtml } from "./escape-html.ts";
import type { HtmlCell } from "./html-table.ts";

export const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
export const paragraph = (text: string) => (text === "" ? "" : `<p>${escapeHtml(oneLine(text))}</p>`);
export const unitText = (unit: Unit) => (formatUnit(unit) === "1" ? "" : formatUnit(unit).replace(/^1\//, "/"));
export const code = (text: string): HtmlCell => ({ html: `<code>${escapeHtml(oneLine(text))}</code>` });

export const badge = (evidence: Evidence) => ({ html: `<span class="evidence ${evidence}">${evidence}</span>` });

/** A source with every DOI in it as a link. */
export const source = (text: string) => ({
	html: escapeHtml(text).replace(/doi:(10\.[^\s,;]+[^\s,;.)])/g, (_, doi: string) => `<a href="https://doi.org/${doi}">doi:${doi}</a>`),
});

/** Why a spread is believed; empty where nothing differs between patients. */
export function spreadOrigin(origin: SpreadOrigin | null): HtmlCell {
	if (origin === null) return "";
	const { evidence, about } = origin;
	const from = origin.source === evidence ? [] : [source(origin.source).html];
	return { html: [badge(evidence).html, ...from, escapeHtml(oneLine(about))].join(" ").trim() };
}
