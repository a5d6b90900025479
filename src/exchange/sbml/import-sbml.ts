import { throwIfAny } from "../../input/problem.ts";
import type { ModelTexts } from "../../model/read-model.ts";
import { equationsOf } from "./equations.ts";
import { pageText } from "./page-text.ts";
import { readSbml } from "./read-sbml.ts";
import { refusals } from "./refusals.ts";
import type { SbmlModel } from "./sbml-model.ts";

export interface ImportOptions {
	/** What messages call the file. */
	readonly file: string;
	/** What the model is called. */
	readonly name: string;
	/** The unit of time in place of what the file says, such as `1 h`. */
	readonly timeUnit?: string;
}

/** An SBML model as the texts of a folder in the model language. */
export interface ImportedSbml {
	readonly texts: ModelTexts;
	/** What each id of the file is called there. */
	readonly names: ReadonlyMap<string, string>;
	readonly sbml: SbmlModel;
	/** What a person should know of it. */
	readonly warnings: readonly string[];
}

const spelled: Readonly<Record<number, string>> = { 1: "1 s", 60: "1 min", 3600: "1 h", 86400: "1 day", 604800: "1 week" };
const timeText = (seconds: number | null) => (seconds === null ? "1 h" : (spelled[seconds] ?? `${seconds} s`));

/**
 * An SBML model in the model language, as the texts of a folder: one page, whose numbers are pure and in the units of the file; time alone is
 * converted. Throws an InputError with everything that cannot be said so, each with its line and element.
 *
 *     const { texts } = importSbml(text, { file: "goldbeter.xml", name: "goldbeter" });
 *     const flat = flatten(readModel(texts));
 */
export function importSbml(text: string, { file, name, timeUnit }: ImportOptions): ImportedSbml {
	const sbml = readSbml(text, file);
	const gathered = refusals(file);
	const equations = equationsOf(sbml, gathered);
	throwIfAny(gathered.problems);
	const about = `${sbml.name || name}, read from SBML: numbers are in the units of ${file.replace(/^.*\//, "")}.`;
	const page = pageText(about, equations, timeUnit ?? timeText(sbml.timeUnit));
	const main = `about: ${JSON.stringify(about)}\nfrom: 0 h\nmodules: [equations]\n`;
	const texts = new Map([
		["model.yaml", main],
		["modules/equations.yaml", page],
	]);
	const untold = sbml.timeUnit === null && timeUnit === undefined;
	return {
		texts: { name, folder: name, texts },
		names: equations.names,
		sbml,
		warnings: untold ? [`${file} does not say its unit of time: an hour is taken`] : [],
	};
}
