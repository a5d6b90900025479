import { didYouMean } from "../input/nearest.ts";
import type { Rate } from "./rate.ts";
import type { Role } from "./role.ts";

/** From which rate on an agent is high dose: by itself, and the norepinephrine-equivalent of all (ug/min) when it is one of several. Null: no line. */
export interface HighDoseLine {
	readonly alone: Rate | null;
	readonly beside: number | null;
}

/** What a drug that acts on vessels or heart is to the tables. Plain data: a record carries it, so that no table names a drug. */
export interface Vasoactive {
	readonly kind: "vasopressor" | "inotrope";
	/** It counts when the vasopressors that run are counted; vasopressin does not. */
	readonly counted: boolean;
	/** The rate that weighs as much as 1 ug/min of norepinephrine; null: it has no weight. */
	readonly equivalent: Rate | null;
	readonly lee2014: HighDoseLine;
	readonly penn: HighDoseLine;
	/** Points of SOFA for its rate above each line, worst first; null: it gives none. */
	readonly sofa: readonly { readonly above: Rate; readonly points: number }[] | null;
}

/** Least and most of a device's settings, L/min and a fraction; null: it has no such setting. */
export interface DeviceRange {
	readonly flow: readonly [number, number] | null;
	readonly fio2: readonly [number, number] | null;
}

/** What a treatment is, as its file says it. */
export interface Medicine {
	readonly role: Role;
	/** As people write it, in a tight place, and otherwise (brands, other spellings). */
	readonly names: { readonly label: string; readonly short: string; readonly other: readonly string[] };
	readonly masksFever: boolean;
	readonly againstHyperinflammation: boolean;
	/** Null for all that is neither vasopressor nor inotrope. */
	readonly vasoactive: Vasoactive | null;
	/** A rate above this is a slip of the pen; null where nothing says so. */
	readonly most: Rate | null;
	readonly devices: Readonly<Record<string, DeviceRange>>;
	/** Whether the model can give it; the others are known to charts only. */
	readonly simulated: boolean;
}

/** All treatments that a chart may name, by the names of their files. Plain data. */
export type Formulary = Readonly<Record<string, Medicine>>;

const plain = (word: string): string =>
	word
		.trim()
		.toLowerCase()
		.replaceAll(/[\s_-]+/g, " ");

/** "anakinra 100 mg", "toci 8 mg/kg iv": what follows the first number is the dose. */
const withoutDose = (word: string): string => word.replace(/\s+\d.*$/, "");

/**
 * The treatment that a word means: its name, label or another of its names, in any case, with or without a dose behind it. Undefined when
 * none goes by it.
 *
 *     medicineNamed(formulary, "RoActemra 800 mg")   // "tocilizumab"
 */
export function medicineNamed(formulary: Formulary, word: string): string | undefined {
	const wanted = [plain(word), plain(withoutDose(word.trim()))];
	const all = Object.entries(formulary);
	const byName = all.find(([name]) => wanted.includes(plain(name)));
	const meant = byName ?? all.find(([, { names }]) => [names.label, ...names.other].some((one) => wanted.includes(plain(one))));
	return meant?.[0];
}

/** `Did you mean "tocilizumab"?`: the names nearest to a word, brands answered by the drug they are of. */
export function nearestMedicine(formulary: Formulary, word: string): string {
	const names = Object.entries(formulary).flatMap(([name, { names }]) => [name, ...names.other]);
	return didYouMean(withoutDose(word.trim()), names);
}
