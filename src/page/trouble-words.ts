/** A part of the page that did not come. */
export class PartMissing extends Error {
	constructor(file: string, why: string) {
		super(
			`the file ${file} did not come (${why}). It must stand beside the page, and where the page is on a host the network must be there; then load the page again`,
		);
	}
}

/** What the browser lacks, and which ones have it. */
export const tooOld =
	"this browser is too old: it cannot unpack what the page is made of. Chrome or Edge from 110, Firefox from 115 and Safari from 16.4 on can";

/**
 * What is said in the place of something that cannot be shown.
 *
 *     troubleWords("This patient", new PartMissing("parts/kit.gz", "404"))
 */
export const troubleWords = (what: string, error: unknown): string =>
	`${what} cannot be shown: ${error instanceof Error ? error.message : String(error)}.`;
