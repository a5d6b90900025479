/** A notebook cannot be executed. The message names notebook, cell and line. */
export class NotebookError extends Error {
	override readonly name = "NotebookError";
}
