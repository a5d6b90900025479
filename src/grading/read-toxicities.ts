import { allowedHint } from "../input/nearest.ts";
import { type ShapeOf, shape } from "../input/shape.ts";
import type { PartReader } from "../language/read-parts.ts";
import { gradeColumn, type Toxicities, toxicityScales } from "./toxicities.ts";

const scale = shape.enum(toxicityScales as [string, ...string[]]);

/** `toxicities:` in `model.yaml`. */
export const toxicitiesShape = shape
	.record(
		shape.string(),
		shape.strictObject({
			label: shape
				.string()
				.optional()
				.meta({ description: "As people write it; left out: the name in capitals.", examples: ["CRS"] }),
			graded_by: scale
				.optional()
				.meta({ description: "The scale that grades it; left out: nobody grades it, it can only be died of.", examples: ["ASTCT_CRS"] }),
			beside: shape
				.array(scale)
				.optional()
				.meta({
					description: "Scales that grade it as well; conditions name them in lower case.",
					examples: [["LEE2014_CRS", "PENN_CRS"]],
				}),
		}),
	)
	.optional()
	.meta({
		description: "Which toxicities the model has, by the names under which conditions, columns, figures and outcomes find them.",
		examples: [{ crs: { graded_by: "ASTCT_CRS" }, icans: { graded_by: "ASTCT_ICANS" } }],
	});

/** A hazard that the patient dies of: `of` stands in the message when the model has no such toxicity. */
export interface Fatal {
	readonly name: string;
	readonly dies: string | null;
	readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

/** What else has a name in the model. */
interface Around {
	/** Names of the model's pages. */
	readonly names: ReadonlyMap<string, unknown>;
	readonly hazards: readonly Fatal[];
}

/**
 * Reads `toxicities:` of a model, and whether what can be died of is one of them. A name that the pages use for something else, a scale that
 * grades two of them, and scales beside none are problems at their place.
 *
 *     readToxicities(read, { crs: { graded_by: "ASTCT_CRS" } }, { names, hazards }).crs.label   // "CRS"
 */
export function readToxicities(
	read: PartReader,
	written: NonNullable<ShapeOf<typeof toxicitiesShape>>,
	{ names, hazards }: Around,
): Toxicities {
	const taken = new Map<string, string>();
	for (const [name, { graded_by: main, beside = [] }] of Object.entries(written)) {
		const path = ["toxicities", name];
		read.name(path);
		if (names.has(name)) read.wrongKey(path, `the model's pages have another "${name}"`, "give the toxicity another name");
		if (main !== undefined && names.has(gradeColumn(name)))
			read.wrongKey(
				path,
				`the model's pages have another "${gradeColumn(name)}", the column of its grade`,
				"give the toxicity another name",
			);
		if (main === undefined && beside.length > 0)
			read.wrong([...path, "beside"], "beside needs graded_by", "write the scale that counts as graded_by");
		for (const [i, id] of [...(main === undefined ? [] : [main]), ...beside].entries()) {
			const other = taken.get(id);
			const at = main !== undefined && i === 0 ? [...path, "graded_by"] : [...path, "beside", i - (main === undefined ? 0 : 1)];
			if (other !== undefined) read.wrong(at, `${id} already grades ${other}`, "use each scale for one toxicity");
			taken.set(id, name);
		}
	}
	for (const { name, dies, place } of hazards)
		if (dies !== null && !Object.hasOwn(written, dies))
			read.problems.push({
				...place,
				key: `hazards.${name}.then.die`,
				message: `this model has no ${dies}`,
				hint: `${allowedHint(dies, Object.keys(written))} They are listed in model.yaml, toxicities`.trim(),
			});
	return Object.fromEntries(
		Object.entries(written).map(([name, { label, graded_by: main = null, beside = [] }]) => [
			name,
			{ label: label ?? name.toUpperCase().replaceAll("_", "-"), scale: main, beside },
		]),
	);
}
