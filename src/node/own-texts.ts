import { InputError } from "../input/problem.ts";
import type { Asked } from "./asked.ts";

/** Files of a person's own as texts, by name: a cell of a notebook or a string of a program holds them. */
export interface OwnTexts {
	/** Treatments beside those of the model, each as a file of `models/<model>/treatments/` says it. */
	readonly treatments?: Readonly<Record<string, string>> | undefined;
	/** Protocols that `care` may name, beside those that come along. */
	readonly protocols?: Readonly<Record<string, string>> | undefined;
}

/** The options that carry them. */
export const ownTextNames = ["treatments", "protocols"] as const satisfies readonly (keyof OwnTexts)[];

/**
 * Whether what was given in place of a file's name is the text itself: it has several lines, or a key and its value.
 *
 *     isText("untreated")                     // false
 *     isText("about: Nobody.\nuntil: 5 day")  // true
 */
export const isText = (given: string): boolean => /\n|:\s/.test(given);

/** Checks what was given as texts. Throws an InputError with every name that cannot be one, and everything that is no text. */
export function checkOwnTexts({ treatments = {}, protocols = {} }: OwnTexts, { file, key }: Asked): OwnTexts {
	const given = Object.entries({ treatments, protocols }).flatMap(([option, texts]) =>
		Object.entries(texts).map(([name, text]) => ({ option, name, text: text as unknown })),
	);
	const problems = given.flatMap(({ option, name, text }) => {
		const place = { file, line: 1, column: 1, key: key(`${option}.${name}`) };
		if (!/^[A-Za-z]\w*$/.test(name))
			return [{ ...place, message: `"${name}" cannot be a name`, hint: "letters, digits and _, a letter first: my_drug" }];
		if (typeof text !== "string") return [{ ...place, message: `expected a text, found ${text === null ? "null" : `a ${typeof text}`}` }];
		return [];
	});
	if (problems.length > 0) throw new InputError(problems);
	return { treatments, protocols };
}
