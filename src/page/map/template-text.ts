import { nothing, type TemplateResult } from "../lit.ts";

/** What stands in a template: a text, a part of its own, several, or nothing. */
type Part = unknown;

const isTemplate = (part: Part): part is TemplateResult => typeof part === "object" && part !== null && "strings" in part;

const escaped = (text: string): string =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** What a listener needs, and nobody who only looks. */
const handler = /\s@[\w-]+=$/;
/** An attribute whose value is to come, without quotes. */
const attribute = /\s[\w-]+=$/;

const partText = (part: Part): string => {
	if (part === nothing || part === null || part === undefined) return "";
	if (Array.isArray(part)) return part.map(partText).join("");
	return isTemplate(part) ? templateText(part) : escaped(String(part));
};

const filled = ({ strings, values }: Pick<TemplateResult, "strings" | "values">, textOf: (part: Part, place: number) => string): string =>
	strings.reduce((text, piece, i) => {
		if (i === values.length) return text + piece;
		if (handler.test(piece)) return text + piece.replace(handler, "");
		return text + piece + (attribute.test(piece) ? `"${partText(values[i])}"` : textOf(values[i], i));
	}, "");

/** A template as text, without its listeners: a drawing for those who only look. */
export const templateText = (template: TemplateResult): string => filled(template, partText);

/** Shows one of several texts after the other; each is there from one frame up to another. */
export type Takes = (texts: readonly string[]) => string;

/** Several states of one template as one text: what never changes stands once, the smallest parts that do are handed to `takes`. */
export const mergedText = (states: readonly Part[], takes: Takes): string => {
	const texts = states.map(partText);
	if (new Set(texts).size === 1) return texts[0]!;
	if (states.every(Array.isArray) && new Set(states.map((one) => (one as Part[]).length)).size === 1)
		return (states[0] as Part[])
			.map((_, i) =>
				mergedText(
					states.map((one) => (one as Part[])[i]),
					takes,
				),
			)
			.join("");
	if (states.every(isTemplate) && isMergeable(states))
		return filled(states[0]!, (_, i) =>
			mergedText(
				states.map(({ values }) => values[i]),
				takes,
			),
		);
	return takes(texts);
};

/** Whether states differ in their parts alone: not in an attribute, and not inside of a text. */
const isMergeable = (states: readonly TemplateResult[]): boolean => {
	const { strings } = states[0]!;
	return (
		states.every((one) => one.strings === strings) &&
		strings
			.slice(0, -1)
			.every(
				(piece, i) =>
					handler.test(piece) || states.every(({ values }) => isDrawn(values[i])) || isSame(states.map(({ values }) => values[i])),
			)
	);
};

/** A part that is an element, or several: texts cannot be shown one after the other inside of another. */
const isDrawn = (part: Part): boolean => part === nothing || isTemplate(part) || (Array.isArray(part) && part.every(isDrawn));

const isSame = (parts: readonly Part[]): boolean => new Set(parts.map(partText)).size === 1;
