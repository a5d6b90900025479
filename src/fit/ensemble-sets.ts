import { type Knob, multipleAt } from "./knob.ts";

/** Digits of a multiple: what is written is what is run. */
const digits = 6;

/** A multiple as a scenario's `set:` has it. */
const written = (multiple: number): string => `${Number(multiple.toPrecision(digits))}x`;

/** What a member says of one parameter: the multiple of its value, of its spread, or of both. */
type Entry = { readonly value?: string; readonly spread?: string };

/** A set as under `set:` of a scenario: entries of all patients, and of those with a disease or product. */
export type WrittenSet = Readonly<Record<string, Entry | Readonly<Record<string, Entry>>>>;

const entriesOf = (knobs: readonly Knob[], multiples: readonly number[], group: string | null): Readonly<Record<string, Entry>> => {
	const entries = new Map<string, Entry>();
	for (const [p, knob] of knobs.entries())
		if (knob.group === group) entries.set(knob.name, { ...entries.get(knob.name), [knob.of]: written(multiples[p]!) });
	return Object.fromEntries(entries);
};

/** The members of an ensemble as sets of parameters. */
export const setsOf = (knobs: readonly Knob[], members: readonly (readonly number[])[]): readonly WrittenSet[] => {
	const groups = [...new Set(knobs.flatMap(({ group }) => (group === null ? [] : [group])))];
	return members.map((member) => {
		const multiples = knobs.map((knob, p) => multipleAt(knob, member[p]!));
		const ofSome = groups.map((group) => [group, entriesOf(knobs, multiples, group)] as const);
		return { ...entriesOf(knobs, multiples, null), ...Object.fromEntries(ofSome) };
	});
};

const isEntry = (one: WrittenSet[string]): one is Entry => typeof one.value === "string" || typeof one.spread === "string";

const entryText = ({ value, spread }: Entry): string => {
	if (spread === undefined) return value!;
	return value === undefined ? `{ spread: ${spread} }` : `{ value: ${value}, spread: ${spread} }`;
};

const setText = (set: WrittenSet): string =>
	`{ ${Object.entries(set)
		.map(([name, one]) => `${name}: ${isEntry(one) ? entryText(one) : setText(one)}`)
		.join(", ")} }`;

/**
 * The same as the text of a file of parameter sets, which `crsim trial --sets` reads.
 *
 *     ensembleText({ about: "…", source: "…", model: "cart-crs" }, setsOf(knobs, members))
 */
export function ensembleText(
	{ about, source, model }: { readonly about: string; readonly source: string; readonly model: string },
	sets: readonly WrittenSet[],
): string {
	return [
		"# yaml-language-server: $schema=../parameter-sets.schema.json\n",
		`about: ${JSON.stringify(about)}\nsource: ${JSON.stringify(source)}\nmodel: ${model}\nsets:\n`,
		...sets.map((set) => `  - ${setText(set)}\n`),
	].join("");
}
