/** What was written, and what the drawing of figures had to say. */
export interface Written {
	/** Paths of the files. */
	readonly files: readonly string[];
	readonly warnings: readonly string[];
	/** Results of an earlier run that stood in the folder and are no longer there. */
	readonly removed: readonly string[];
}

/** What is told of results that nobody wanted written. */
export const nothingWritten: Written = { files: [], warnings: [], removed: [] };
