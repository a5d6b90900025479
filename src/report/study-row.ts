import { type Paint, plainPaint } from "./paint.ts";
import { textTable } from "./text-table.ts";

/** What a study asks of one patient. */
interface AskedOfOne {
	readonly outcomes: readonly {
		readonly name: string;
		readonly is: string;
		readonly unit: string;
		readonly value: number | boolean | null;
	}[];
}

const told = (value: number | boolean | null, unit: string): string => {
	if (value === null) return "not known";
	if (typeof value === "boolean") return value ? "yes" : "no";
	return `${Number(value.toPrecision(4))}${unit === "1" ? "" : ` ${unit}`}`;
};

/** The outcomes of one patient as lines for a terminal: `severe  yes  worst(crs) >= 3`. */
export function studyRowLines({ outcomes }: AskedOfOne, { paint = plainPaint }: { readonly paint?: Paint } = {}): readonly string[] {
	const [head, ...rows] = textTable([
		["outcome", "this patient", ""],
		...outcomes.map(({ name, is, unit, value }) => [name, told(value, unit), is]),
	]);
	return ["", paint.soft(head ?? ""), ...rows];
}
