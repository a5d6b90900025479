import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isScalar, parseDocument, visit } from "yaml";
import { home } from "../../src/node/model-files.ts";

/** What a text of an input may hold without being refused: markup, quotes, a template, a formula, a path of a field, a Markdown table. */
export const hostile = `"><script>alert(1)</script><img src=x onerror='a'>&amp;{{x}}\${3}|a.b["c"]|=1+1`;

/** The begin of it that a spreadsheet would run. */
export const formula = `=cmd|'/C calc'!A0,"x" ${hostile}`;

/** Keys of a model's files whose values are free texts. */
const texts = ["about", "label", "short", "title", "say", "reading", "note", "names", "name", "source", "brand", "other", "labels"];

/** The text with the hostile one behind each of its free texts. */
function withHostileTexts(text: string): string {
	const document = parseDocument(text, { version: "1.2" });
	visit(document, {
		Pair: (_, pair) => {
			const key = isScalar(pair.key) ? String(pair.key.value) : "";
			if (texts.includes(key) && isScalar(pair.value) && typeof pair.value.value === "string") pair.value.value += ` ${hostile}`;
		},
	});
	return document.toString({ lineWidth: 0 });
}

/**
 * Writes into a folder a copy of the model cart-crs, of which every free text and the names of some files are made to hurt whoever shows
 * them, and gives the folder of models.
 */
export function hostileModels(folder: string): string {
	const model = join(folder, "models", "hostile");
	mkdirSync(model, { recursive: true });
	cpSync(join(home, "models/cart-crs"), model, { recursive: true });
	for (const entry of readdirSync(model, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (!entry.isFile() || !entry.name.endsWith(".yaml")) continue;
		const text = withHostileTexts(readFileSync(path, "utf8"));
		writeFileSync(path, text.replace(/product: axi-cel\b/g, `product: '${hostileFile}'`));
	}
	renameSync(join(model, "products/axi-cel.yaml"), join(model, `products/${hostileFile}.yaml`));
	renameSync(join(model, "modules/kidney.yaml"), join(model, `modules/${hostileFile}.yaml`));
	const listed = readFileSync(join(model, "model.yaml"), "utf8");
	writeFileSync(join(model, "model.yaml"), listed.replace(/^( *- )kidney$/m, `$1'${hostileFile}'`));
	return join(folder, "models");
}

/** A name of a file as mean as Linux allows. */
export const hostileFile = `a"><b onload=x>&|{{y}}`;
