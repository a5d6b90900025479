import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import type { PartReader } from "../language/read-parts.ts";
import { type CellText, mostCells } from "./cells.ts";
import type { ParameterSets } from "./parameter-sets.ts";

type Keys = Readonly<Record<string, unknown>>;

/** What is said of one parameter, by what it is said of: the value, the spread. */
type Parts = Readonly<Record<string, unknown>>;

const partsOf = (entry: unknown): Parts => (typeof entry === "object" && entry !== null ? (entry as Parts) : { value: entry });

const multipleOf = (written: unknown): number | undefined => {
	const found = /^\s*(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*x\s*$/.exec(String(written))?.[1];
	return found === undefined ? undefined : Number(found);
};

/** Digits of a product of multiples: what is told is what is run. */
const digits = 12;

/** A multiple of a multiple is their product; what a study sets to a value stands, whatever a set says. */
function together(study: unknown, set: unknown): unknown {
	const [ofStudy, ofSet] = [multipleOf(study), multipleOf(set)];
	return ofStudy === undefined || ofSet === undefined ? study : `${Number((ofStudy * ofSet).toPrecision(digits))}x`;
}

function entryTogether(study: unknown, set: unknown): unknown {
	const [ofStudy, ofSet] = [partsOf(study), partsOf(set)];
	// A state that is set at a time is no parameter: the study's own.
	if ("to" in ofStudy || "to" in ofSet) return study;
	const names = [...new Set([...Object.keys(ofStudy), ...Object.keys(ofSet)])];
	const parts = Object.fromEntries(
		names.map((name) => [name, name in ofStudy && name in ofSet ? together(ofStudy[name], ofSet[name]) : (ofStudy[name] ?? ofSet[name])]),
	);
	return names.length === 1 && names[0] === "value" ? parts["value"] : parts;
}

/** The scenario of a cell with one set of parameters; what is wrong in the set is told at its place in the ensemble. */
function withSet(cell: LocatedYaml, { sets, yaml }: ParameterSets, set: number): LocatedYaml {
	const value = cell.value as Keys;
	const own = (value["set"] ?? {}) as Keys;
	const chosen = sets[set]!;
	const joined = Object.entries(chosen).map(([name, entry]) => [name, Object.hasOwn(own, name) ? entryTogether(own[name], entry) : entry]);
	const from = <T>(path: Path, find: (one: LocatedYaml, at: Path) => T): T =>
		path[0] === "set" && typeof path[1] === "string" && Object.hasOwn(chosen, path[1]) && !Object.hasOwn(own, path[1])
			? find(yaml, ["sets", set, ...path.slice(1)])
			: find(cell, path);
	return {
		file: cell.file,
		text: cell.text,
		value: { ...value, set: { ...own, ...Object.fromEntries(joined) } },
		place: (path) => from(path, (one, at) => one.place(at)),
		keyPlace: (path) => from(path, (one, at) => one.keyPlace(at)),
		placeWithin: (path, offset) => from(path, (one, at) => one.placeWithin(at, offset)),
	};
}

/** Runs of a study over an ensemble: what each patient has in each set is kept in memory until all are known. */
const mostRuns = 20_000_000;

/**
 * The cells of a study over an ensemble: with the parameters in use, then with each set, in the order of the cells. Patients are the same in all of them.
 * More than a study may have go to the reader's problems, before any is made.
 *
 *     overSets(read, cellTexts(read, body), { ensemble, patients: 200 })
 */
export function overSets(
	read: PartReader,
	cells: readonly CellText[],
	{ ensemble, patients }: { readonly ensemble: ParameterSets; readonly patients: number },
): readonly CellText[] {
	const count = cells.length * (ensemble.sets.length + 1);
	if (count > mostCells || count * patients > mostRuns) {
		const found = `${cells.length} ${cells.length === 1 ? "cell" : "cells"} of ${patients} patients in ${ensemble.sets.length} sets and with the parameters in use`;
		read.wrong(["ensemble"], `${found} are ${count * patients} runs of ${count} cells`, `at most ${mostCells} cells and ${mostRuns} runs`);
		return [];
	}
	return [
		...cells,
		...ensemble.sets.flatMap((_, set) => cells.map((cell) => ({ ...cell, set: set + 1, yaml: withSet(cell.yaml, ensemble, set) }))),
	];
}
