import type { Run } from "../simulate/run.ts";
import type { ArmTreatments } from "./arm-treatments.ts";
import { closing, wrapped } from "./figure-title.ts";
import type { NamedCourse } from "./grade-of-run.ts";
import { hasMaskedFever } from "./masked-fever.ts";
import type { Sheet } from "./sheet.ts";

interface ComparisonTitle {
	readonly title: string | undefined;
	readonly sentence: string | undefined;
	readonly sheet: Sheet;
	readonly treatments: ArmTreatments;
	readonly strips: readonly (readonly (NamedCourse | undefined)[])[];
	/** Names of grades that differ too, for which there is no room. */
	readonly left: readonly string[];
	/** Panels that the comparison chose by itself; null: they were asked for. */
	readonly chosen: number | null;
}

/** The title block of a comparison: what it is, what is to be learned from it, how to read it. */
export const comparisonTitle = (runs: readonly Run[], { title, sentence, sheet, treatments, strips, left, chosen }: ComparisonTitle) => {
	// Of many courses no single one carries the lesson.
	const lesson = sentence ?? (runs.length > 3 ? "" : (runs.findLast((run) => (run.lesson ?? "") !== "")?.lesson ?? ""));
	const reading = [
		...(treatments.alike.length > 0 ? [`Alike in all: ${treatments.alike.join(", ")}.`] : []),
		...(treatments.left.length + left.length > 0 ? [`Not drawn: ${[...treatments.left, ...left].join(", ")}.`] : []),
		...(strips.length > 0 && runs.some(hasMaskedFever) ? ["Hatched: fever hidden by treatment, still counted."] : []),
		...(chosen !== null && chosen > 1 && runs.length > 1 ? [`Panels: the ${chosen} signs that differ most.`] : []),
		"Shaded: usual adult range.",
	].join(" ");
	return {
		text: wrapped(title ?? (runs.length === 1 ? "One course" : `${numberWord(runs.length)} courses compared`), sheet.text.title),
		subtitle: [...wrapped(lesson, sheet.text.line), ...closing(reading, sheet.text.line)],
	};
};

const numberWord = (n: number): string => ["No", "One", "Two", "Three", "Four", "Five", "Six"][n] ?? String(n);
