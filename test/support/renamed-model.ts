import type { ModelTexts } from "../../src/model/read-model.ts";

/** Names inside a model's files that are no names of its columns: signs in `bind:`, and settings of devices. */
const isSetting = (path: string, line: string) => path === "treatments/oxygen.yaml" && !/^\s*sets:/.test(line);

const whole = (name: string) => new RegExp(`\\b${name}\\b`, "g");

/** A line with its names replaced; in a device's `sets:` only the inputs are names, what is behind them are settings. */
function renamedLine(line: string, names: ReadonlyMap<string, string>): string {
	const isSets = /^\s*sets:/.test(line);
	return [...names].reduce((text, [name, other]) => {
		const pattern = isSets ? new RegExp(`(?<=[{,] )${name}(?=:)`, "g") : whole(name);
		return text.replace(pattern, other);
	}, line);
}

function renamedText(path: string, text: string, names: ReadonlyMap<string, string>): string {
	let block = "";
	return text
		.split("\n")
		.map((line) => {
			if (/^\S/.test(line)) block = line.split(":")[0]!;
			if (/^about:|^\s*#/.test(line) || block === "modules" || isSetting(path, line)) return line;
			const sign = block === "bind" ? (/^ {2}\w+:/.exec(line)?.[0] ?? "") : "";
			return sign + renamedLine(line.slice(sign.length), names);
		})
		.join("\n");
}

/**
 * A model whose columns and facts go by other names, in every one of its files: `names` says by which. Its `bind:` keeps the signs.
 *
 *     renamedModel(readModelTexts("cart-crs"), new Map([["temperature", "body_heat"]]))
 */
export const renamedModel = (files: ModelTexts, names: ReadonlyMap<string, string>): ModelTexts => ({
	...files,
	texts: new Map([...files.texts].map(([path, text]) => [path, renamedText(path, text, names)])),
});
