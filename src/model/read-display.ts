import type { Path } from "../input/located-yaml.ts";
import { type ShapeOf, shape } from "../input/shape.ts";
import type { PartReader } from "../language/read-parts.ts";
import { formatUnit, type Unit } from "../language/units.ts";
import { type AxisWish, colorNames, type Display } from "../trajectory/display.ts";
import { roundStep } from "../trajectory/round-step.ts";

const number = shape.union([shape.string(), shape.number()], { error: 'a number with its unit, such as "38 degC"' });
const text = (description: string, example: string) =>
	shape
		.string()
		.min(1)
		.meta({ description, examples: [example] })
		.optional();
const pair = (description: string, example: readonly [string, string]) =>
	shape
		.tuple([number, number])
		.meta({ description, examples: [[...example]] })
		.optional();
const flag = (description: string) => shape.boolean().meta({ description }).optional();

const axisShape = shape
	.strictObject({
		from: number.meta({ description: "Lower end.", examples: ["35.5 degC"] }).optional(),
		to: number.meta({ description: "Upper end, unless the numbers go beyond.", examples: ["41 degC"] }).optional(),
		step: number.meta({ description: "Between two labels; a round number when left out.", examples: ["1 degC"] }).optional(),
		log: flag("Equal steps are equal factors; needs from and to."),
	})
	.meta({
		description: "The value axis of figures. Left out: from 0 upward, or around the numbers where they lie close together far from 0.",
		examples: [{ from: "1 pg/mL", to: "1000 pg/mL", log: true }, { from: 0 }],
	})
	.optional();

/** `display:` of a row: how its column is shown. */
export const displayShape = shape
	.strictObject({
		label: text("Name in tables and sentences; left out: what about says, where that is short.", "Mean arterial pressure"),
		short: text("Name in the margin of a figure; the label when left out.", "MAP (mean arterial)"),
		meaning: text("Said in place of the unit when there is none.", "points, 10 = clear"),
		axis: axisShape,
		usual: pair("Usual adult range: shaded in figures, told in tables. From 0 it is told as < most.", ["65 mmHg", "105 mmHg"]),
		bounds: pair("Beyond these no patient is believable: a run that goes there says so.", ["20 degC", "44 degC"]),
		digits: shape.int().min(1).max(6).meta({ description: "Significant digits in tables; 3 when left out." }).optional(),
		decimals: shape.int().min(0).max(6).meta({ description: "Decimals in tables, in place of digits." }).optional(),
		summary: shape
			.enum(["highest", "lowest"])
			.meta({ description: "Stands in the table of key numbers with its highest or lowest value." })
			.optional(),
		card: flag("Its key number stands among the cards on top of a report."),
		color: shape.enum(colorNames).meta({ description: "Color of its curve." }).optional(),
		steps: flag("Holds between changes, as a rate or a setting, and is drawn in steps; inputs always are."),
	})
	.meta({
		description: "How the column is shown. Nothing here changes a result.",
		examples: [{ label: "Temperature", usual: ["36 degC", "38 degC"], decimals: 1, summary: "highest" }],
	})
	.optional();

type WrittenDisplay = ShapeOf<typeof displayShape>;

/** A copy without the keys that say nothing. */
const said = <T extends object>(row: { readonly [K in keyof T]: T[K] | undefined }): T =>
	Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;

/** Steps between labels when a file names none. */
const usualSteps = 4;

function readAxis(read: PartReader, path: Path, row: NonNullable<WrittenDisplay>["axis"], unit: Unit): AxisWish | undefined {
	if (row === undefined) return undefined;
	const example = `1 ${formatUnit(unit)}`;
	const value = (key: "from" | "to" | "step") => (row[key] === undefined ? undefined : read.quantityIn([...path, key], unit, example));
	const [from, to, step] = [value("from"), value("to"), value("step")];
	const wrong = (message: string, hint: string) => void read.wrong(path, message, hint);
	if (from === undefined)
		return wrong("an axis needs from:", `for example "{ from: 0 }" or "{ from: ${example}, to: 10 ${formatUnit(unit)} }"`);
	if (to !== undefined && from >= to) return wrong("from: must be below to:", "write the lower end first");
	if (row.log && (to === undefined || from <= 0))
		return wrong("a log axis needs a from: above 0, and a to:", "whole decades, such as 1 and 1000");
	if (row.log) return { kind: "log", from, to: to! };
	if (to === undefined) return { kind: "upward", from };
	if (step !== undefined && !(step > 0)) return wrong("a step must be greater than zero", "or leave it out");
	return { kind: "linear", from, to, step: step ?? roundStep((to - from) / usualSteps) };
}

function readPair(read: PartReader, path: Path, row: readonly unknown[] | undefined, unit: Unit): readonly [number, number] | undefined {
	if (row === undefined) return undefined;
	const [least, most] = [0, 1].map((i) => read.quantityIn([...path, i], unit, `1 ${formatUnit(unit)}`));
	if (least! > most!) read.wrong(path, "the lower bound is above the upper bound");
	return [least!, most!];
}

/** How a row of a file is shown, in its unit; empty when it says nothing. */
export function readDisplay(read: PartReader, path: Path, row: WrittenDisplay, unit: Unit): { readonly display?: Display } {
	if (row === undefined) return {};
	const { label, short, meaning, digits, decimals, summary, card, color, steps } = row;
	if (digits !== undefined && decimals !== undefined)
		read.wrong(
			path,
			"digits: and decimals: do not go together",
			"use one: digits counts significant figures, decimals the figures after the point",
		);
	const fineness = decimals !== undefined ? { decimals } : digits !== undefined ? { digits } : undefined;
	const axis = readAxis(read, [...path, "axis"], row.axis, unit);
	const usual = readPair(read, [...path, "usual"], row.usual, unit);
	const bounds = readPair(read, [...path, "bounds"], row.bounds, unit);
	return { display: said<Display>({ label, short, meaning, axis, usual, bounds, fineness, summary, card, color, steps }) };
}
