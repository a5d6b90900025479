import type { Medicine } from "../chart/formulary.ts";
import type { Bind } from "../chart/signs.ts";
import type { Toxicities } from "../grading/toxicities.ts";
import type { Expression } from "../language/expression.ts";
import type { FlatModel } from "../model/flat-model.ts";
import type { PatientClass, Variation } from "../model/model.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { FollowingFact } from "../model/population.ts";
import type { BodyScaled } from "../treatment/amount.ts";
import type { AttributionRules } from "../treatment/attribution.ts";
import type { CheckedLimit } from "../treatment/limits.ts";
import type { SteadyJoin, Stretch } from "../treatment/order.ts";
import type { ScaledParameter } from "../treatment/treatment.ts";
import type { Infections } from "./infections.ts";

/** Numbers of a route that are parameters: each patient has his own. */
export interface RouteParameters {
	readonly bioavailability: ScaledParameter | null;
	readonly lag: ScaledParameter | null;
}

/** What one act does, in the units of what it reaches. */
export type Dose =
	| {
			readonly kind: "dose";
			/** In the treatment's unit. */
			readonly amount: number;
			readonly route: string;
			/** Hours; 0: at once. */
			readonly over: number;
			readonly lag: number;
			/** A state that jumps, or an input that runs for `over` hours. */
			readonly target: { readonly kind: "state" | "input"; readonly name: string };
			/** Jump of the state, or running value of the input. */
			readonly value: number;
			/** The share that arrives. */
			readonly share: number;
			/** The rate at which it runs in, as limits read it, where the order says one. */
			readonly rate?: number;
			/** How the numbers go with the patient. `over`: a length that is a parameter. */
			readonly fit: RouteParameters & {
				readonly over?: ScaledParameter;
				readonly amount: BodyScaled;
				/** The amount is cut here. */
				readonly cap: BodyScaled | null;
				/** Per 1 of the amount, with a length that is a parameter per 1 of it an hour; with a pace per 1 of the pace. */
				readonly value: BodyScaled;
				/** Amount per hour, from which `over` follows, and the same as limits read it; null: `over` is given. */
				readonly pace: { readonly perHour: BodyScaled; readonly shown: BodyScaled; readonly arriving?: true } | null;
			};
	  }
	| {
			readonly kind: "rate";
			readonly rate: number;
			readonly unit: string;
			readonly route: string;
			readonly lag: number;
			readonly input: string;
			readonly value: number;
			/** How the numbers go with the patient. */
			readonly fit: RouteParameters & { readonly rate: BodyScaled; readonly value: BodyScaled };
	  }
	| {
			readonly kind: "device";
			readonly device: string;
			readonly settings: { readonly flow?: number; readonly fio2?: number; readonly peep?: number };
			readonly sets: readonly { readonly input: string; readonly value: number }[];
	  };

/** What an act gives when its time has come: a dose, one of two by a condition, or an amount that is computed then. `Asked`: an expression, or in a program its place. */
export type PlannedGift<Asked = Expression> =
	| Dose
	| {
			readonly kind: "choice";
			/** The condition, and its opposite: what is unknown is neither. */
			readonly when: Asked;
			readonly unless: Asked;
			readonly then: PlannedGift<Asked>;
			readonly otherwise: PlannedGift<Asked>;
			/** The condition as written. */
			readonly say: string;
	  }
	| {
			readonly kind: "computed";
			readonly times: Asked;
			/** What 1 of it is. */
			readonly one: Exclude<Dose, { kind: "device" }>;
			/** The expression as written. */
			readonly say: string;
	  };

/** What a rule does, in pure numbers. */
export type PlannedAction<Asked = Expression> =
	| { readonly kind: "give"; readonly treatment: string; readonly gift: PlannedGift<Asked> }
	| {
			readonly kind: "titrate";
			readonly treatment: string;
			/** The rate 1 in the unit that its limits read; others are multiples. */
			readonly one: Extract<Dose, { kind: "rate" }>;
			readonly step: number;
			readonly least: number;
			readonly most: number;
			/** How the numbers go with the body. */
			readonly fit: { readonly step: BodyScaled; readonly least: BodyScaled; readonly most: BodyScaled };
	  }
	| { readonly kind: "escalate" | "deescalate"; readonly treatment: string }
	| { readonly kind: "stop"; readonly treatment: string }
	| { readonly kind: "taper"; readonly treatment: string; readonly stretches: readonly Stretch<PlannedGift<Asked>>[] };

/** One row of a protocol in pure numbers; times in hours. `Condition`: an expression, or in a program the place of its test. */
export interface PlannedRule<Condition = Expression> {
	readonly name: string;
	readonly when: Condition;
	/** From the decision to the bedside. */
	readonly wait: number;
	/** Least time between two acts; 0: it may act at each look. */
	readonly every: number;
	readonly atMost: number;
	readonly action: PlannedAction<Condition>;
	/** What a run warns of once the rule has acted: a capped dose. */
	readonly cautions: readonly string[];
}

/** A care team and what it follows. */
export interface PlannedCare<Condition = Expression> {
	readonly name: string;
	readonly about: string;
	/** Hours between looks, counted from infusion. */
	readonly look: number;
	/** Hours since infusion before which it does not look; left out: it looks from the start. */
	readonly begins?: number;
	readonly rules: readonly PlannedRule<Condition>[];
}

/** One order in pure numbers. */
export interface PlannedOrder<Condition = Expression> {
	readonly treatment: string;
	readonly why: string;
	readonly begins: { readonly kind: "at"; readonly time: number } | { readonly kind: "when"; readonly condition: Condition };
	readonly stretches: readonly Stretch<PlannedGift<Condition>>[];
	/** It begins as if the drug had been given so for ever; null: it does not. */
	readonly steady: SteadyJoin | null;
	readonly repeat: { readonly every: number; readonly atMost: number; readonly while: Condition | null } | null;
}

/** What a run must know of a treatment. */
export interface PlannedTreatment<Condition = Expression> {
	readonly name: string;
	/** Unit of its doses; empty for devices. */
	readonly unit: string;
	readonly medicine: Medicine;
	readonly limits: readonly CheckedLimit<Condition>[];
	readonly deviceLimits: Readonly<Record<string, readonly CheckedLimit<Condition>[]>>;
	/** The devices that rules climb, least first. */
	readonly ladder: readonly Extract<Dose, { kind: "device" }>[];
	/** Its own states. */
	readonly states: readonly string[];
	/** What its weakest device sets: what remains when a device is taken off. */
	readonly off: readonly { readonly input: string; readonly value: number }[];
}

/** A parameter or covariate of the flat model that differs between patients, in its unit. */
export interface Varying extends Variation {
	readonly name: string;
	/** The median: what the nominal patient has. */
	readonly value: number;
	/** Of a logit-normal number that is not a plain share: what is all of it, 100 for a percent. */
	readonly whole?: number;
	readonly classes: readonly PatientClass[];
	/** The normal number behind it is `own` times its own, plus these shares of the numbers behind others. */
	readonly own: number;
	readonly shares: readonly { readonly of: string; readonly weight: number }[];
}

/** What happens at a known time beside all that is given. Hours since infusion. */
export type PlannedSetting =
	/** A state is put to a value, in its unit, or to a multiple of what it is then. */
	| {
			readonly kind: "state";
			readonly state: string;
			readonly time: number;
			readonly to: { readonly kind: "value" | "multiple"; readonly number: number };
	  }
	/** An input that nothing else sets gets a value. */
	| { readonly kind: "input"; readonly input: string; readonly time: number; readonly value: number }
	/** These treatments leave the body: their own states begin anew, what runs of them ends. */
	| { readonly kind: "washout"; readonly treatments: readonly string[]; readonly time: number };

/** Some of the patients of a population in a scenario: what differs from those of the other groups. */
export interface PlannedGroup<Condition = Expression> {
	/** Share of the patients; those of all groups add up to 1. */
	readonly share: number;
	/** What sets them apart, in words; empty: nothing was said. */
	readonly about: string;
	readonly disease: string | null;
	readonly product: string | null;
	/** Parameters and covariates of the nominal patient of this group, in the order and units of the flat model. */
	readonly values: readonly number[];
	readonly varying: readonly Varying[];
	/** Facts that follow from others of the patient, once those are drawn. */
	readonly follows: readonly FollowingFact[];
	readonly orders: readonly PlannedOrder<Condition>[];
}

/** Who the virtual patients of a scenario are. */
export interface PlannedPopulation<Condition = Expression> {
	readonly name: string;
	/** Names of the covariates that differ between its patients. */
	readonly facts: readonly string[];
	readonly groups: readonly PlannedGroup<Condition>[];
	/** The largest group: the nominal patient belongs to it. */
	readonly nominal: number;
}

/** A scenario, understood and checked: everything that is required is there. Plain data in pure numbers; times in hours since infusion. */
export interface Plan {
	readonly file: string;
	/** First sentence of `about`. */
	readonly title: string;
	readonly about: string;
	readonly model: string;
	readonly patient: {
		readonly disease: string | null;
		readonly product: string | null;
		readonly covariates: Readonly<Record<string, number>>;
	};
	/** How virtual patients differ from the nominal one. */
	readonly varying: readonly Varying[];
	/** Who they are, when the scenario names a population; what else is said here is then that of its largest group. Null: all have one disease and product. */
	readonly population: PlannedPopulation | null;
	readonly from: number;
	readonly until: number;
	readonly flat: FlatModel;
	readonly infections: Infections;
	readonly settings: readonly PlannedSetting[];
	/** The table of events that the orders come from, and which of its patients this is; null: none. */
	readonly events: { readonly file: string; readonly id: string; readonly ids: readonly string[] } | null;
	readonly orders: readonly PlannedOrder[];
	/** Null: nobody acts but the orders. */
	readonly care: PlannedCare | null;
	readonly treatments: Readonly<Record<string, PlannedTreatment>>;
	/** Which columns are which clinical signs. */
	readonly bind: Bind;
	/** Which toxicities are graded, and by what. */
	readonly toxicities: Toxicities;
	/** Which signs a bedside takes to be of another cause. */
	readonly attribution: AttributionRules;
	/** What can be drawn of its runs. */
	readonly figures: readonly ModelFigure[];
	/**
	 * What is known to be doubtful before anything is run, whoever asks: a capped dose, a value outside its plausible range, a limit that a dose
	 * at a known time will pass, a rule that is left out or can never act.
	 */
	readonly warnings: readonly string[];
}
