import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { EnsembleTexts } from "../population/parse-study.ts";
import type { OpenSibling } from "../scenario/extends.ts";
import type { ProtocolTexts } from "../treatment/read-protocol.ts";
import { home, shownPath } from "./model-files.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { protocolsFor } from "./protocol-files.ts";
import { readText } from "./read-text.ts";

/** The texts that a scenario is read from, beside those of its model. */
export interface ScenarioTexts {
	readonly file: string;
	readonly text: string;
	readonly open: OpenSibling;
	readonly protocols: ProtocolTexts;
	/** Of a study: the ensembles that it may name. */
	readonly ensembles?: EnsembleTexts;
}

/** A scenario file may be named by its path, or by its bare name when it comes with the program. */
export function findScenario(file: string): string {
	const shipped = join(home, "scenarios", file.endsWith(".yaml") ? file : `${file}.yaml`);
	if (isText(file) || existsSync(file) || !/^[\w.-]+$/.test(file) || !existsSync(shipped)) return file;
	return shownPath(shipped);
}

/** Opens files of one folder only, also when a link leads elsewhere. */
function siblingOpener(file: string): OpenSibling {
	const folder = dirname(resolve(file));
	return (name) => {
		const path = join(folder, name);
		if (!existsSync(path) || dirname(realpathSync(path)) !== realpathSync(folder)) return undefined;
		return readText(path);
	};
}

/** What a text may extend: files of the folder in which a person stands, then scenarios that come with the program. */
function openerForText(): OpenSibling {
	const [here, shipped] = [siblingOpener("scenario"), siblingOpener(join(home, "scenarios", "scenario"))];
	return (name) => here(name) ?? shipped(name);
}

/**
 * The text of a scenario file, or one that was given in its place, and those that it may lead to. `care`: a protocol that was named in place of
 * its own.
 */
export function scenarioTexts(given: string, care?: string, { protocols }: OwnTexts = {}): ScenarioTexts {
	const file = isText(given) ? "scenario" : given;
	const from = isText(given) ? { text: given, open: openerForText() } : { text: readText(file), open: siblingOpener(file) };
	return { file, ...from, protocols: protocolsFor(file, care, protocols) };
}
