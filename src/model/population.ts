import type { Place } from "../input/problem.ts";
import type { Expression } from "../language/expression.ts";
import type { Origin, Parameter, ValueSet } from "./model.ts";

/** A fact of a patient that follows from other facts of his. */
export interface FollowingFact {
	readonly name: string;
	/** Checked, of facts in the units of the model. */
	readonly expression: Expression;
}

/** What a table says of numbers. */
export interface TableValues {
	/** Facts and parameters with their spreads, as a disease gives them; they go before those of disease and product. */
	readonly values: ValueSet;
	/** Parameters whose spread alone is said: the value stays that of the disease. */
	readonly keeps: ReadonlySet<string>;
	/** Facts that are not drawn, since they follow from those that are. */
	readonly follows: readonly FollowingFact[];
	/** Where each number is from, by its name. */
	readonly origins: ReadonlyMap<string, Origin & Pick<Parameter, "spread">>;
}

/** Some of the patients of a population: what they have, what they get, and how many they are; what is said of them goes before what is said of all. */
export interface PopulationGroup extends TableValues {
	/** Share of the patients, 0 to 1; those of all groups add up to 1. */
	readonly share: number;
	readonly about: string;
	/** Null: the model's default, or what the scenario says. */
	readonly disease: string | null;
	readonly product: string | null;
	/** Standing treatments that they do not get. */
	readonly without: readonly { readonly treatment: string; readonly place: Place }[];
}

/** Who is treated: the groups of patients, and how they differ from what is usual in their disease. */
export interface Population extends TableValues {
	readonly name: string;
	readonly file: string;
	readonly about: string;
	/** Line of therapy, in words. */
	readonly line: string;
	readonly setting: "trial" | "routine care";
	/** Patients in the published table. */
	readonly patients: number;
	/** Where the table was published. */
	readonly source: string;
	readonly groups: readonly PopulationGroup[];
	/** What the table says and the model has no place for. */
	readonly beside: readonly string[];
}
