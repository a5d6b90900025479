import { type GradedInput, type GradeInput, gradeInput, scalesOfStays } from "../exchange/graded.ts";
import { scales } from "../grading/scales.ts";
import { stayScales } from "../grading/stay.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import { type Asked, refuse } from "./asked.ts";
import { type ChartNames, chartNamesAtHand, openGradeInput } from "./grade-files.ts";

/** How a chart is to be graded. */
export interface GradeOptions {
	/** Only these scales, by id (`listAll("scales")`); left out, all that the chart has something to say for. */
	readonly scales?: readonly string[] | undefined;
	/** When the patients of a chart with dates were infused: `2026-03-01 10:00`. No time zone is guessed. */
	readonly infusion?: string | undefined;
	/** A folder with models of your own, whose treatments the chart may name. */
	readonly models?: string | undefined;
}

/** A file that was graded, and what kind it is. */
export interface GradedFile extends GradedInput {
	readonly kind: "run" | "chart" | "records";
}

function refuseScales({ file, key }: Asked, problems: readonly { readonly message: string; readonly hint: string }[]): void {
	if (problems.length === 0) return;
	throw new InputError(problems.map((one) => ({ file, line: 1, column: 1, key: key("scale"), ...one })));
}

/** The ids of scales, checked. */
function knownScales(names: readonly string[], asked: Asked): readonly string[] {
	const ids = names.map((id) => id.trim().toUpperCase());
	const unknown = ids.filter((id) => !Object.hasOwn(scales, id) && !stayScales.includes(id));
	refuseScales(
		asked,
		unknown.map((id) => ({
			message: `unknown scale "${id}"`,
			hint: `${allowedHint(id, Object.keys(scales))} See: ${asked.list("scales")}`,
		})),
	);
	return ids;
}

/** Grades a file; problems of the options are told in the words of whoever asked. */
export const gradeFile = (file: string, options: GradeOptions, asked: Asked): GradedFile =>
	gradeOpened(() => openGradeInput(file), { ...options, file }, asked);

/** Grades what `open` gives, once the options are known to be good; `file`: how problems name it. */
export function gradeOpened(
	open: () => GradeInput,
	{ scales: names = [], infusion, models, file }: GradeOptions & { readonly file: string },
	asked: Asked,
): GradedFile {
	const ids = knownScales(names, asked);
	const input = open();
	const hint = `a chart or run is graded by ${scalesOfStays.join(", ")}; others take records.json`;
	const others = input.kind === "records" ? [] : ids.filter((id) => !scalesOfStays.includes(id));
	refuseScales(
		asked,
		others.map((id) => ({ message: `${id} does not grade charts or runs`, hint })),
	);
	if (infusion !== undefined && input.kind !== "chart")
		refuse(asked, "infusion", "only a chart can have dates", "leave it out: the times of runs and records already count from the infusion");
	const start =
		infusion === undefined ? undefined : { text: infusion, place: { file: asked.file, line: 1, column: 1, key: asked.key("infusion") } };
	let found: ChartNames | undefined;
	const known = () => {
		found ??= chartNamesAtHand(models);
		return found;
	};
	const wishes = { file, scales: ids, infusion: start, formulary: () => known().formulary, shown: () => known().shown };
	return { kind: input.kind, ...gradeInput(input, wishes) };
}
