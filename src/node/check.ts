import { formatProblems } from "../input/format-problems.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { inCall, refuseOthers } from "./asked.ts";
import { checkOwnTexts, isText, type OwnTexts, ownTextNames } from "./own-texts.ts";

/** What is to be checked with. */
export interface CheckOptions extends OwnTexts {
	/** A folder with models of your own, beside those that come along. */
	readonly models?: string | undefined;
	/** The model that a protocol is checked with; left out, `cart-crs`. */
	readonly model?: string | undefined;
}

/** What was found in a file. */
export interface CheckedFile {
	/** Whether it can be run. */
	readonly good: boolean;
	/** What is wrong, each with its place; none when it is good. */
	readonly problems: readonly Problem[];
	/** What will happen, and may not be meant: doses that will be refused, rules that can never act. */
	readonly warnings: readonly string[];
	/** The same in words, with the lines of the text. */
	readonly words: string;
}

/**
 * Checks a scenario, a study or a protocol, like `crsim check`: a file, a shipped one by its name, or the text of one. What is wrong is the answer,
 * and not thrown. A treatment is checked by a scenario that gives it.
 *
 *     const { good, words } = await check("about: A patient.\nuntil: 3 mg\n");
 *     const drug = await check("about: With mine.\ntreatments: [ { give: mine, dose: 1 mg, at: 1 day } ]\n", { treatments: { mine: text } });
 */
export async function check(given: string, { models: folder, model = "cart-crs", ...texts }: CheckOptions = {}): Promise<CheckedFile> {
	const asked = inCall("check");
	refuseOthers(asked, texts, ["models", "model", ...ownTextNames]);
	const own = checkOwnTexts(texts, asked);
	const [{ goodFile }, { modelsAtHand }] = await Promise.all([import("./check-file.ts"), import("./scenario-files.ts")]);
	try {
		const { title, warnings } = goodFile(given, { models: modelsAtHand(folder, undefined, own), model, own });
		return { good: true, problems: [], warnings, words: [`good (${title})`, ...warnings.map((one) => `warning: ${one}`)].join("\n") };
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		const { problems } = error;
		return { good: false, problems, warnings: [], words: formatProblems(problems, textsBy(given, own)) };
	}
}

/** The texts that were given, by what problems call them. */
function textsBy(given: string, { treatments = {}, protocols = {} }: OwnTexts): (file: string) => string | undefined {
	const named = new Map([
		...(isText(given) ? ["text", "scenario", "study", "protocol"].map((name) => [name, given] as const) : []),
		...Object.entries(protocols),
		...Object.entries(treatments).map(([name, text]) => [`treatments.${name}`, text] as const),
	]);
	return (file) => named.get(file);
}
