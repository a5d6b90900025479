import type { FlatHazard } from "../model/flat-model.ts";
import type { LoggedDose } from "../treatment/dose-log.ts";
import type { NewInfusion } from "./infusions.ts";
import type { RunEvent } from "./run.ts";
import type { Task } from "./schedule.ts";

/** What doses, hazards and the care team bring about, as data: nothing else changes a run between two legs. */
export type Effect =
	/** A state jumps. */
	| { readonly kind: "jump"; readonly state: string; readonly by: number }
	/** A state is put to a value. */
	| { readonly kind: "put"; readonly state: string; readonly value: number }
	/** Something begins to run, in place of what runs of its treatment or beside it; it ends after `lasts` hours (null: open). */
	| { readonly kind: "start"; readonly infusion: Omit<NewInfusion, "until">; readonly lasts: number | null; readonly replaces: boolean }
	| { readonly kind: "stop"; readonly id: number }
	/** A hazard holds an input; hours since infusion, infinite for good. */
	| { readonly kind: "hold"; readonly input: string; readonly value: number; readonly until: number }
	| { readonly kind: "release"; readonly input: string }
	/** The next strike of a hazard needs so much more. */
	| { readonly kind: "raise"; readonly hazard: FlatHazard; readonly by: number }
	| { readonly kind: "schedule"; readonly time: number; readonly task: Task }
	/** What is still to come of a treatment is dropped. */
	| { readonly kind: "cancel"; readonly treatment: string }
	/** What was given of a treatment and has not arrived never does. */
	| { readonly kind: "lose"; readonly treatment: string }
	/** Conditions may ask for it from now on. */
	| { readonly kind: "log"; readonly dose: LoggedDose }
	| { readonly kind: "event"; readonly event: RunEvent }
	/** `about`: what is said only once, where it has been said before. */
	| { readonly kind: "warn"; readonly text: string; readonly about?: string; readonly once?: boolean }
	/** The care team decides on a rule; it waits for its time at the bedside, or acts at once. */
	| { readonly kind: "decide"; readonly rule: number; readonly waits: boolean }
	/** A decided rule has come to the bedside; `acted`: and did something. */
	| { readonly kind: "carried out"; readonly rule: number; readonly acted: boolean };
