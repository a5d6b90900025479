import { join } from "node:path";
import { type Codes, readCodes } from "../exchange/fhir/codes.ts";
import { home, shownPath } from "./model-files.ts";
import { readText } from "./read-text.ts";

/** The codes of LOINC, UCUM, RxNorm and ICD-10-CM that come with the program. They stand beside the models: no equation, and no hash of a model, knows them. */
export function codesAtHand(): Codes {
	const file = shownPath(join(home, "models", "codes.yaml"));
	return readCodes(readText(file), file);
}
