import { stripTypeScriptTypes } from "node:module";

const statement = /^import\s+(?:(?<names>[^"';]*?)\s+from\s+)?(?<quote>["'])(?<from>[^"']+)\k<quote>\s*;?/gm;

/** An import as what a cell can do: names of a module that is awaited. */
function awaited(names: string | undefined, from: string): string {
	const loaded = `await $import(${JSON.stringify(from)})`;
	if (names === undefined) return `${loaded};`;
	const whole = /^\*\s*as\s+(\S+)$/.exec(names);
	if (whole) return `const ${whole[1]} = ${loaded};`;
	const [, alone, listed] = /^([\w$]+)?\s*,?\s*(\{[^}]*\})?$/.exec(names) ?? [];
	const parts = [...(alone ? [`default: ${alone}`] : []), ...(listed ? [listed.slice(1, -1).replace(/\s+as\s+/g, ": ")] : [])];
	return `const { ${parts.join(", ")} } = ${loaded};`;
}

/**
 * The TypeScript of a cell as JavaScript that can be evaluated line by line of a session, every line where it was: types are blanked out, and imports
 * become awaited ones by `$import`. Throws a SyntaxError.
 *
 *     cellCode('import { draw } from "crsim/node";')   // const {  draw  } = await $import("crsim/node");
 */
export function cellCode(source: string): string {
	const code = stripTypeScriptTypes(source);
	return code.replace(statement, (text, ...rest) => {
		const { names, from } = rest.at(-1) as { names?: string; from: string };
		const lines = text.split("\n").length - 1;
		return awaited(names?.replace(/\s+/g, " ").trim(), from) + "\n".repeat(lines);
	});
}
