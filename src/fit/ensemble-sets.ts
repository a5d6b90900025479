import { type Knob, multipleAt } from "./knob.ts";

/** Digits of a multiple: what is written is what is run. */
const digits = 6;

/** A multiple as a scenario's `set:` has it. */
const written = (multiple: number): string => `${Number(multiple.toPrecision(digits))}x`;

/** What a member says of one parameter: the multiple of its value, of its spread, or of both. */
type Entry = { readonly value?: string; readonly spread?: string };

/** The members of an ensemble as sets of parameters, each as under `set:` of a scenario. */
export const setsOf = (knobs: readonly Knob[], members: readonly (readonly number[])[]): readonly Readonly<Record<string, Entry>>[] =>
	members.map((member) => {
		const entries = new Map<string, Entry>();
		for (const [p, knob] of knobs.entries())
			entries.set(knob.name, { ...entries.get(knob.name), [knob.of]: written(multipleAt(knob, member[p]!)) });
		return Object.fromEntries(entries);
	});

const entryText = ({ value, spread }: Entry): string => {
	if (spread === undefined) return value!;
	return value === undefined ? `{ spread: ${spread} }` : `{ value: ${value}, spread: ${spread} }`;
};

/**
 * The same as the text of a file of parameter sets, which `crsim trial --sets` reads.
 *
 *     ensembleText({ about: "…", source: "…", model: "cart-crs" }, setsOf(knobs, members))
 */
export function ensembleText(
	{ about, source, model }: { readonly about: string; readonly source: string; readonly model: string },
	sets: ReturnType<typeof setsOf>,
): string {
	const rows = sets.map(
		(set) =>
			`  - { ${Object.entries(set)
				.map(([name, value]) => `${name}: ${entryText(value)}`)
				.join(", ")} }\n`,
	);
	return [
		"# yaml-language-server: $schema=../parameter-sets.schema.json\n",
		`about: ${JSON.stringify(about)}\nsource: ${JSON.stringify(source)}\nmodel: ${model}\nsets:\n`,
		...rows,
	].join("");
}
