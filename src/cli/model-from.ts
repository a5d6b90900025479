import { existsSync } from "node:fs";
import { join } from "node:path";
import { onCommandLine, refuse } from "../node/asked.ts";
import { readSbmlFile } from "../node/sbml-file.ts";
import { writeFiles } from "../node/write-files.ts";
import { type Library, readLibrary } from "../treatment/library.ts";
import { say } from "./speak.ts";

/** Reads the model of an SBML file; with a folder of models also keeps it there. */
export function keepModel(file: string, out: string | undefined): Library {
	const { texts, warnings } = readSbmlFile(file);
	const library = readLibrary(texts);
	for (const warning of warnings) say(warning);
	if (out === undefined) return library;
	const folder = join(out, texts.name);
	if (existsSync(folder))
		refuse(onCommandLine, "out", `${folder} is there already`, "rename the SBML file, whose name the model takes, or give another folder");
	writeFiles(folder, texts.texts);
	say(`wrote ${join(folder, "model.yaml")}: name the model in a scenario, and run that with --models ${out}`);
	return library;
}
