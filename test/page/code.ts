import { type FunctionMaker, functionFromText } from "../../src/model/function-from-text.ts";
import { type Answerer, answerer } from "../../src/page/answerer.ts";
import type { ModelParts, PartCode } from "../../src/page/parts-of-model.ts";

/** Functions of the parts as a page has them: made before, and found by the keys that stand in place of the texts. */
export const functionsOf = (code: PartCode): FunctionMaker => {
	const made = new Map(Object.entries(code).map(([key, text]) => [key, functionFromText<unknown>(text)]));
	return <T>(key: string): T => {
		if (!made.has(key)) throw new Error(`no code was built for "${key.slice(0, 40)}"`);
		return made.get(key) as T;
	};
};

/** What answers wishes in Node, with the parts of a page. */
export const answeringOf = ({ parts, code }: Pick<ModelParts, "parts" | "code">): Answerer =>
	answerer(parts, { functions: functionsOf(code), clock: () => 0, version: "0.0.0" });
