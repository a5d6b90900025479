import { allowedHint } from "../input/nearest.ts";
import { shape } from "../input/shape.ts";
import type { PartReader } from "../language/read-parts.ts";
import { conversion, describeDimension, formatUnit, sameDimension, type Unit, unitOf } from "../language/units.ts";
import { type Bind, type SignName, signRows } from "./signs.ts";

/** A sign that a model may bind. */
interface Bindable {
	readonly name: SignName;
	/** In which the scales read it; null: any unit will do. */
	readonly unit: string | null;
	/** What the bound column must be. */
	readonly about: string;
	/** What a model could call it. */
	readonly example: string;
}

/** The closed list: numbers of the chart, levels that stand for words, and what has a rule of its own. */
export const bindableSigns: readonly Bindable[] = [
	...signRows.map(({ name, unit }) => {
		const kind = unit === "1" ? "a pure number" : `${unit} or another unit of its kind`;
		return { name, unit, about: `The ${name.replaceAll("_", " ")}: ${kind}.`, example: name };
	}),
	{
		name: "consciousness",
		unit: "1",
		about: "Wakefulness as a level: 0 alert, 1 wakes to voice, 2 to touch, 3 to vigorous touch, 4 not at all.",
		example: "consciousness",
	},
	{ name: "cerebral_edema", unit: "1", about: "Brain edema on imaging as a level: 0 none, 1 focal, 2 diffuse.", example: "cerebral_edema" },
	{
		name: "seizure",
		unit: "1",
		about: "An input that hazards set, above 0 while a seizure lasts: so its begin and end are known exactly.",
		example: "seizure_active",
	},
	{
		name: "blood_culture",
		unit: "1",
		about:
			"An input that hazards set, above 0 while a positive blood culture stands: an observation with a chance of its own, never the bacteria themselves.",
		example: "positive_culture",
	},
	{
		name: "tumor_burden",
		unit: null,
		about: "The whole tumor in any unit; its change since infusion is the response.",
		example: "tumor_total",
	},
];

/** Signs that come by chance, each with how a model says so. */
const struckSigns: Readonly<Partial<Record<SignName, string>>> = {
	seizure: "hazards: { seizure: { rate: …, then: { set: { seizing: 1 }, for: 2 min } } }",
	blood_culture: "hazards: { culture: { rate: …, then: { set: { culture_positive: 1 }, for: 5 day } } }",
};

/** `bind:` in `model.yaml`: for each clinical sign the name of the column, or of the fact of the patient, that is it. */
export const bindShape = shape
	.strictObject(
		Object.fromEntries(
			bindableSigns.map(({ name, about, example }) => [
				name,
				shape
					.string()
					.optional()
					.meta({ description: about, examples: [example] }),
			]),
		),
	)
	.optional()
	.meta({
		description: "Which column or fact of the patient is which clinical sign. A sign that is bound to nothing is unknown to the scales.",
		examples: [{ temperature: "temperature", mean_arterial_pressure: "map", weight: "weight" }],
	});

/** What a model has under a name. */
export interface Bound {
	readonly kind: string;
	readonly unit: Unit;
}

/**
 * Reads `bind:` of a model; `names` are those of its pages. An unknown name, a parameter, and a unit of another kind are problems at their place.
 *
 *     readBind(read, { ferritin: "ferritin" }, names).ferritin   // { column: "ferritin", factor: 1 }
 */
export function readBind(read: PartReader, written: Readonly<Record<string, string | undefined>>, names: ReadonlyMap<string, Bound>): Bind {
	const found = bindableSigns.flatMap((sign) => {
		const column = written[sign.name];
		const factor = column === undefined ? undefined : factorOf(read, sign, column, names);
		return column === undefined || factor === undefined ? [] : [[sign.name, { column, factor }] as const];
	});
	return Object.fromEntries(found);
}

function factorOf(read: PartReader, sign: Bindable, column: string, names: ReadonlyMap<string, Bound>): number | undefined {
	const path = ["bind", sign.name];
	const refuse = (message: string, hint: string) => void read.wrong(path, message, hint);
	const bound = names.get(column);
	if (bound === undefined) {
		const columns = [...names].flatMap(([name, { kind }]) => (kind === "parameter" ? [] : [name]));
		return refuse(`unknown name "${column}"`, allowedHint(column, columns));
	}
	if (bound.kind === "parameter")
		return refuse(`"${column}" is a parameter, not a sign`, "bind a state, flow, observable, input or covariate");
	const struck = struckSigns[sign.name];
	if (struck !== undefined && bound.kind !== "input")
		return refuse(`"${column}" is a ${bound.kind}; a ${sign.name.replaceAll("_", " ")} is an input that a hazard sets`, struck);
	if (sign.unit === null) return 1;
	const unit = unitOf(sign.unit);
	if (sameDimension(bound.unit, unit)) return conversion(bound.unit, unit);
	const message = `"${column}" is in ${formatUnit(bound.unit)}, ${describeDimension(bound.unit)}; ${sign.name} is ${describeDimension(unit)}`;
	return refuse(message, `bind a name in ${sign.unit} or another unit of its kind, or leave ${sign.name} out: it is then unknown`);
}
