/** A notebook as its file has it: nbformat 4.5. Source: https://nbformat.readthedocs.io/en/latest/format_description.html */
export interface Notebook {
	readonly cells: readonly Cell[];
	readonly metadata: { readonly kernelspec?: { readonly name: string }; readonly [key: string]: unknown };
	readonly nbformat: number;
	readonly nbformat_minor: number;
}

export interface Cell {
	readonly cell_type: "code" | "markdown" | "raw";
	readonly id: string;
	readonly metadata: object;
	/** One text, or its lines. */
	readonly source: string | readonly string[];
	/** Of code cells. */
	readonly execution_count?: number | null;
	readonly outputs?: readonly Output[];
}

export type Output =
	| { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: readonly string[] }
	| {
			readonly output_type: "execute_result" | "display_data";
			/** Of results. */
			readonly execution_count?: number;
			readonly data: Readonly<Record<string, readonly string[]>>;
			readonly metadata: object;
	  };

/** The code of a cell as one text. */
export const sourceOf = ({ source }: Cell): string => (typeof source === "string" ? source : source.join(""));

/** A text as Jupyter keeps it: its lines, each with its line end. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Reads the text of a notebook. Throws an error that says why it is none. */
export function readNotebook(text: string): Notebook {
	const found = JSON.parse(text) as Notebook;
	if (found.nbformat !== 4 || !Array.isArray(found.cells)) throw new Error("expected a notebook of nbformat 4");
	return found;
}

/** Keys in order of the alphabet, as Jupyter writes them: whoever runs a notebook changes no line that says the same. */
const sorted = (_: string, value: unknown): unknown =>
	typeof value === "object" && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

/** The text of a notebook, byte for byte as Jupyter writes it. */
export const notebookText = (notebook: Notebook): string => `${JSON.stringify(notebook, sorted, 1)}\n`;
