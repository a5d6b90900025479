import type { Expression } from "../language/expression.ts";
import type { Asked } from "../lesson/lesson.ts";
import type { Correlation, PatientClass, Variation } from "../model/model.ts";
import type { ModelProgram } from "../model/model-program.ts";
import type { FollowingFact } from "../model/population.ts";
import type { PlannedOrder, PlannedSetting } from "../scenario/plan.ts";
import type { Program } from "../simulate/program.ts";
import type { DeviceSettings, Route } from "../treatment/treatment.ts";
import type { Wish, WrittenNumber } from "./wish.ts";

/** A number that may differ between patients, its unit as text. */
export interface PartNumber extends Variation {
	readonly name: string;
	readonly unit: string;
	readonly value: number;
	readonly classes: readonly PatientClass[];
}

/** The numbers of the model and its treatments, or of a disease or product. */
export interface PartNumbers {
	readonly parameters: readonly PartNumber[];
	readonly covariates: readonly PartNumber[];
	readonly correlations: readonly Correlation[];
}

/** What must be known of a treatment to plan a dose of it. */
export interface PartTreatment {
	/** Unit of its doses; null for devices. */
	readonly amount: string | null;
	readonly cap: WrittenNumber | null;
	/** The route that is meant where none is named. */
	readonly route: string | null;
	readonly routes: Readonly<
		Record<
			string,
			Pick<Route, "into" | "over" | "bioavailability" | "lag"> & {
				readonly target: { readonly kind: "state" | "input"; readonly unit: string };
			}
		>
	>;
	/** Its rate channels. */
	readonly inputs: readonly { readonly name: string; readonly unit: string }[];
	/** What its devices set, by expressions of their settings. */
	readonly devices: Readonly<
		Record<string, { readonly usual: DeviceSettings; readonly sets: readonly { readonly input: string; readonly is: Expression }[] }>
	>;
}

/** An order that waits for a condition, or cannot be told as a lane: what it does, and its row as written. */
export interface PartOrder {
	readonly orders: readonly PlannedOrder<number>[];
	readonly row: Readonly<Record<string, unknown>>;
}

/** What a table of a population says of numbers. */
export interface PartTable {
	readonly numbers: PartNumbers;
	/** Parameters whose spread alone is said. */
	readonly keeps: readonly string[];
}

/** Some of the patients of a population. */
export interface PartGroup {
	readonly share: number;
	readonly about: string;
	readonly disease: string;
	readonly product: string;
	/** Of the population and of the group, the nearer one last. */
	readonly tables: readonly PartTable[];
	/** Facts that follow from others where the wish says nothing of them. */
	readonly follows: readonly FollowingFact[];
	/** As `PartScenario.values`, of this group. */
	readonly values: Readonly<Record<string, number>>;
	/** What stands for them where the wish gives nothing else. */
	readonly standing: readonly PlannedOrder<number>[];
}

/** Who the virtual patients of a scenario are. */
export interface PartPopulation {
	readonly name: string;
	/** The place of the largest group, to which the nominal patient belongs. */
	readonly nominal: number;
	/** Disease and product, as far as the scenario says them itself. */
	readonly kinds: Readonly<Partial<Record<"disease" | "product", string>>>;
	readonly groups: readonly PartGroup[];
}

/** The population of a scenario while the wish has its disease and product: who chooses another leaves it. */
export function populationOfWish(
	{ disease, product }: Pick<Wish, "disease" | "product">,
	{ population }: PartScenario,
): PartPopulation | undefined {
	const nominal = population?.groups[population.nominal];
	return nominal?.disease === disease && nominal.product === product ? population : undefined;
}

/** What of a scenario a wish cannot say. */
export interface PartScenario {
	readonly title: string;
	readonly about: string;
	readonly waiting: Readonly<Record<string, PartOrder>>;
	/** Parameters that it sets to values, in their units. */
	readonly values: Readonly<Record<string, number>>;
	/** Multiples of spreads between virtual patients, who lie around what stands in `values`, or what is usual. */
	readonly spreads: Readonly<Record<string, number>>;
	readonly settings: readonly PlannedSetting[];
	/** `set:` as written, multiples of parameters aside. */
	readonly set: Readonly<Record<string, unknown>>;
	/** Whose virtual patients they are; left out: all have one disease and product. */
	readonly population?: PartPopulation;
	/** Questions and conditions of its own, behind the shared ones: of a text that was read in the page. Left out: they are among the shared ones. */
	readonly inquiry?: Pick<Program["inquiry"], "questions" | "trees">;
}

/**
 * What the programs of wishes are made of: one model with the equations of all treatments, and the small differences between diseases, products,
 * protocols and scenarios. Plain data.
 */
export interface Parts {
	readonly id: string;
	readonly modelName: string;
	/** SHA-256 of the texts of the model, as summaries name it. */
	readonly modelSum: string;
	/** `code` holds keys in place of texts: the functions stand in a script. */
	readonly model: ModelProgram;
	/** Hours since infusion. */
	readonly from: number;
	readonly defaults: { readonly disease: string; readonly product: string };
	readonly numbers: PartNumbers;
	readonly diseases: Readonly<Record<string, PartNumbers>>;
	readonly products: Readonly<Record<string, PartNumbers>>;
	readonly givable: Readonly<Record<string, PartTreatment>>;
	readonly treatments: Program["treatments"];
	readonly cares: Readonly<Record<string, NonNullable<Program["care"]>>>;
	/** Standing orders, and which of them a product in a disease has: `LBCL/axi-cel`. */
	readonly standing: {
		readonly orders: readonly PlannedOrder<number>[];
		readonly of: Readonly<Record<string, readonly number[]>>;
	};
	/** What all conditions ask; `asks` tells which questions each test and each number needs. */
	readonly inquiry: Program["inquiry"];
	readonly asks: { readonly tests: readonly (readonly number[])[]; readonly numbers: readonly (readonly number[])[] };
	readonly attribution: Program["attribution"];
	readonly bind: Program["bind"];
	readonly toxicities: Program["toxicities"];
	readonly figures: Program["figures"];
	readonly scenarios: Readonly<Record<string, PartScenario>>;
	/** What the steps of lessons ask a student to bring about, and the course that stands before; null where nothing. */
	readonly tasks: Readonly<Record<string, readonly (PartTask | null)[]>>;
}

/** What a student is asked to bring about. */
export interface PartTask {
	readonly is: Asked;
	readonly before: Wish;
}

/** Where the standing orders of a product in a disease are found. */
export const pairKey = (disease: string, product: string): string => `${disease}/${product}`;
