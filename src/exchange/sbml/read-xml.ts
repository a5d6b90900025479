import { DOMParser, type Element, type ErrorHandlerFunction, type Node, ParseError } from "@xmldom/xmldom";
import { InputError, type Problem } from "../../input/problem.ts";

/** An element of an XML file with where it begins. */
export interface XmlElement {
	/** Without its prefix. */
	readonly name: string;
	/** The name space it belongs to; empty: none. */
	readonly space: string;
	/** By name, with the prefix where there is one. */
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: readonly XmlElement[];
	/** The text before, between and behind its children. */
	readonly texts: readonly string[];
	readonly line: number;
	readonly column: number;
}

const [elementNode, textNode, characterDataNode] = [1, 3, 4];

function elementOf(node: Element): XmlElement {
	const children: XmlElement[] = [];
	const texts = [""];
	for (let child: Node | null = node.firstChild; child; child = child.nextSibling) {
		if (child.nodeType === elementNode) {
			children.push(elementOf(child as Element));
			texts.push("");
		} else if (child.nodeType === textNode || child.nodeType === characterDataNode) texts[texts.length - 1] += child.nodeValue ?? "";
	}
	const attributes = [...node.attributes];
	return {
		name: node.localName ?? node.nodeName,
		space: node.namespaceURI ?? "",
		attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
		children,
		texts,
		line: node.lineNumber ?? 1,
		column: node.columnNumber ?? 1,
	};
}

/**
 * Reads an XML file. Throws an InputError for what is not well formed.
 *
 *     readXml("<a b='1'/>", "a.xml").attributes   // { b: "1" }
 */
export function readXml(text: string, file: string): XmlElement {
	let fault: Pick<Problem, "line" | "column" | "message"> | undefined;
	const onError: ErrorHandlerFunction = (_, message, { locator }) => {
		const { lineNumber: line = 1, columnNumber: column = 1 } = (locator ?? {}) as { lineNumber?: number; columnNumber?: number };
		fault ??= { line: Math.max(1, line), column: Math.max(1, column), message: `not XML: ${message}` };
		throw new ParseError(message);
	};
	try {
		return elementOf(new DOMParser({ onError }).parseFromString(text, "text/xml").documentElement!);
	} catch (error) {
		if (fault === undefined) throw error;
		throw new InputError([{ file, key: "", ...fault, hint: "it must be well-formed XML, as a program that writes SBML leaves it" }]);
	}
}
