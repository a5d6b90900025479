import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { subsetFont } from "./subset-font.ts";

const require = createRequire(import.meta.url);

/** The two weights of Inter that figures and reports are set in, as files of the installed font package. */
export const interFiles = (): { readonly regular: string; readonly semibold: string } => ({
	regular: require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
	semibold: require.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
});

/** Inter as `data:` addresses for a page that stands alone, cut down to the characters that a report can hold. */
export const interDataUris = (): { readonly regular: string; readonly semibold: string } => {
	const { regular, semibold } = interFiles();
	return { regular: dataUri(regular), semibold: dataUri(semibold) };
};

/** The two weights as bytes, for a live page that unpacks them itself: letters of western languages, and the signs that our texts have. */
export const interSubsets = (): { readonly regular: Uint8Array; readonly semibold: Uint8Array } => {
	const { regular, semibold } = interFiles();
	return { regular: subsetFont(readFileSync(regular), isPageCharacter), semibold: subsetFont(readFileSync(semibold), isPageCharacter) };
};

const pageSigns = new Set([..."–—‘’“”•…‰→←↑↓−≤≥≈≠∞√₀₁₂₃₄₅₆₇₈₉⁰⁴⁵⁶⁷⁸⁹⁻αβγδµμ▶"].map((sign) => sign.codePointAt(0)));
const isPageCharacter = (code: number): boolean => (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0x100) || pageSigns.has(code);

const dataUri = (file: string): string =>
	`data:font/ttf;base64,${Buffer.from(subsetFont(readFileSync(file), isReportCharacter)).toString("base64")}`;

/** Latin letters, Greek, punctuation, raised and lowered digits, arrows, mathematical signs. */
const isReportCharacter = (code: number): boolean =>
	code < 0x180 ||
	(code >= 0x391 && code <= 0x3c9) ||
	(code >= 0x2010 && code <= 0x209f) ||
	(code >= 0x2190 && code <= 0x21ff) ||
	(code >= 0x2200 && code <= 0x22ff);
