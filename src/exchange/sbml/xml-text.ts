const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it stands in an attribute or between tags. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

/** A value of an attribute; undefined leaves it out. */
type Value = string | number | boolean | undefined;

/**
 * An element as text; what stands in it is XML already.
 *
 *     element("parameter", { id: "k", value: 0.5 })   // <parameter id="k" value="0.5"/>
 */
export function element(name: string, attributes: Readonly<Record<string, Value>>, inside: readonly string[] = []): string {
	const written = Object.entries(attributes).flatMap(([key, value]) =>
		value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
	);
	const begin = `<${name}${written.join("")}`;
	return inside.length === 0 ? `${begin}/>` : `${begin}>\n${inside.join("\n")}\n</${name}>`;
}

/** A list of elements; nothing where there is none, as SBML before level 3 version 2 has it. */
export const list = (name: string, elements: readonly string[]): string[] => (elements.length === 0 ? [] : [element(name, {}, elements)]);
