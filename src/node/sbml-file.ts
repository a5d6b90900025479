import { basename } from "node:path";
import { type ImportedSbml, importSbml } from "../exchange/sbml/import-sbml.ts";
import { decodeText } from "./decode-text.ts";
import { shownPath } from "./model-files.ts";
import { readRegular } from "./read-regular.ts";

/** Bytes of an SBML file. */
const largestFile = 10_000_000;

/** The name of a model after its file: `BIOMD0000000021.xml` is `biomd0000000021`. */
const nameOf = (file: string) =>
	basename(file)
		.replace(/\.(?:xml|sbml)$/i, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "") || "model";

/**
 * A model that another program wrote as SBML, as the texts of a folder of ours. Throws an InputError with everything that cannot be read.
 *
 *     readSbmlFile("goldbeter.xml").texts
 */
export function readSbmlFile(file: string): ImportedSbml {
	const text = decodeText(readRegular(file, { most: largestFile, hint: "name an SBML file, such as goldbeter.xml" }));
	return importSbml(text, { file: shownPath(file), name: nameOf(file) });
}
