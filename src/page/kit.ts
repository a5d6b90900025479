import type { Role } from "../chart/role.ts";
import type { Evidence } from "../model/model.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { Look } from "../trajectory/display.ts";
import type { PageMap } from "./map/page-map.ts";
import type { BedsideView } from "./modes/bedside.ts";
import type { Wish, WishedGift, WrittenNumber } from "./wish.ts";

/** A thing to choose from a list. */
export interface Choice {
	readonly name: string;
	/** For people. */
	readonly label: string;
	/** What it is, in a sentence or two. */
	readonly about: string;
}

/** A product of a model. */
export interface KitProduct extends Choice {
	/** Diseases that it is meant for; empty where its file says nothing. */
	readonly meantFor: readonly string[];
}

/** A fact of the patient that a person may change: weight, age, tumor burden. */
export interface KitFact extends Choice {
	readonly unit: string;
	/** What a patient has of whom nothing is said; a disease or product may say otherwise (`KitScenario.usual`). */
	readonly value: number;
	/** Plausible least and most; null: not known. */
	readonly range: readonly [least: number, most: number] | null;
}

/** A parameter that a knob can turn. */
export interface KitParameter extends Choice {
	/** The page of the model, or the treatment, that it belongs to. */
	readonly of: string;
	readonly unit: string;
	readonly value: number;
	readonly range: readonly [least: number, most: number] | null;
	readonly evidence: Evidence;
	readonly source: string;
}

/** A device and the settings that a person may choose, with least and most. */
export interface KitDevice extends Choice {
	readonly usual: Extract<WishedGift, { kind: "device" }>["settings"];
	readonly ranges: Readonly<Partial<Record<"flow" | "fio2" | "peep", readonly [least: number, most: number]>>>;
}

/** What can be given. */
export interface KitTreatment extends Choice {
	readonly short: string;
	/** Brands and other names, for a search. */
	readonly names: readonly string[];
	readonly role: Role;
	/** What giving it means: one dose, a rate that runs, or a device. */
	readonly kind: WishedGift["kind"];
	/** Units in which its doses may be written (`mg`, `mg/kg`, `mg/m2`), the usual one first; of a rate likewise. Empty for devices. */
	readonly units: readonly string[];
	/** What is usual; null: its file says nothing. */
	readonly usual: WrittenNumber | null;
	/** The most at one time however heavy the patient; null: no such cut. */
	readonly cap: WrittenNumber | null;
	/** Routes by name, the usual one first. */
	readonly routes: readonly string[];
	readonly devices: readonly KitDevice[];
	/** Its limits in words. */
	readonly limits: readonly { readonly kind: "reject" | "warn"; readonly say: string }[];
	/** The column that shows it; null: none. */
	readonly column: string | null;
}

/** An order of a scenario that waits for a condition. It can be removed and put back, not moved. */
export interface WaitingOrder {
	readonly id: string;
	readonly treatment: string;
	/** The condition as written: `crs >= 2`. */
	readonly when: string;
	/** The same in words: `when CRS is grade 2 or more`; as written where it is more than words can tell. */
	readonly says: string;
	/** What is given, as written: `8 mg/kg`. */
	readonly gives: string;
}

/** A shipped scenario. */
export interface KitScenario extends Choice {
	/** What it says, with orders at known times as lanes. */
	readonly wish: Wish;
	readonly waiting: readonly WaitingOrder[];
	/** A course of a lesson: it stands in no list of scenarios. */
	readonly hidden?: true;
	/** Parameters and states that it sets to values, as written: they stay set. */
	readonly sets: readonly { readonly name: string; readonly to: string }[];
}

/** A column of an answer. */
export interface KitColumn {
	readonly name: string;
	/** For people (`pg/mL`, `10^9/L`; empty when dimensionless). */
	readonly unit: string;
	readonly title: string;
	/** How it is shown: label, axis, usual range, color, fineness. */
	readonly look: Look;
}

/** A panel that can be shown: a curve or a few on one axis. */
export interface KitPanel {
	readonly id: string;
	readonly title: string;
	readonly left: readonly string[];
	readonly right: readonly string[];
	/** Names of the left columns in the key; empty or left out: their short names. */
	readonly labels?: readonly string[];
	/** Lines across at values that decide something, in the unit of the left axis. */
	readonly lines: readonly { readonly at: number; readonly say: string }[];
}

/** A toxicity that is graded. */
export interface KitToxicity {
	readonly name: string;
	/** `CRS`. */
	readonly label: string;
	readonly scale: string;
	/** Title of the scale, for a legend. */
	readonly title: string;
}

/** A step of a lesson: texts have their numbers already. */
export interface KitLessonStep {
	readonly say: string;
	/** What is shown when the step is opened. */
	readonly wish: Wish;
	/** The course of an earlier step that stands beside it, in gray; null: none. */
	readonly beside: Wish | null;
	/** Columns and toxicities to show. */
	readonly show: readonly string[];
	readonly ask: string;
	/** Answers to choose from; empty: a free answer. */
	readonly choices: readonly string[];
	/** Place of the right choice; null: none is right alone. */
	readonly right: number | null;
	readonly because: string;
	/** What the student is asked to bring about by moving something; null: nothing. `Answer.lesson.found` says whether it is. */
	readonly find: string | null;
	/** A change that brings it about; null where nothing is to be found. */
	readonly solution: Wish | null;
}

/** A lesson. */
export interface KitLesson extends Choice {
	readonly minutes: number;
	/** What its statements rest on. */
	readonly sources: readonly string[];
	readonly steps: readonly KitLessonStep[];
}

/** What the build prepared for the page: all that can be chosen and how it is shown. Plain data that survives JSON; equations and code are not in it. */
export interface Kit {
	readonly version: string;
	readonly disclaimer: string;
	readonly model: Choice & {
		/** Hours since infusion at which runs start. */
		readonly from: number;
	};
	/** Name of the scenario that is shown first. */
	readonly first: string;
	readonly scenarios: readonly KitScenario[];
	/** `none` first. */
	readonly protocols: readonly Choice[];
	readonly diseases: readonly Choice[];
	readonly products: readonly KitProduct[];
	readonly facts: readonly KitFact[];
	readonly treatments: readonly KitTreatment[];
	/** Treatments that stand in every run unless left out. */
	readonly standing: readonly string[];
	readonly parameters: readonly KitParameter[];
	readonly columns: readonly KitColumn[];
	readonly panels: readonly KitPanel[];
	/** Ids of the panels that are shown at first: nine. */
	readonly shown: readonly string[];
	readonly toxicities: readonly KitToxicity[];
	/** Its causes and effects as a map; null: the model has none. */
	readonly map: PageMap | null;
	/** What of the patient is seen at the bedside, and when. */
	readonly bedside: BedsideView;
	/** The figures of the model, for what is saved through Vega-Lite. */
	readonly figures: readonly ModelFigure[];
	readonly lessons: readonly KitLesson[];
}
