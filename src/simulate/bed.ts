import type { PlannedOrder, Scenario } from "../scenario/scenario.ts";
import { type Agenda, newAgenda } from "./agenda.ts";
import { type Asked, askedOf } from "./asked.ts";
import { type CareTeam, careTeamOf } from "./care-team.ts";
import type { RunOptions } from "./options.ts";
import { type Patient, patientOf } from "./patient.ts";
import { type Recorder, recorderOf } from "./recorder.ts";
import type { Change, RunEvent } from "./run.ts";
import { type Supplies, suppliesOf } from "./supplies.ts";
import { type LookWishes, type Ward, wardOf } from "./ward.ts";

/** Everything that belongs to one run in progress. */
export interface Bed {
	readonly scenario: Scenario;
	readonly options: RunOptions;
	readonly asked: Asked;
	readonly patient: Patient;
	readonly supplies: Supplies;
	readonly ward: Ward;
	readonly agenda: Agenda;
	readonly recorder: Recorder;
	readonly events: RunEvent[];
	readonly changes: Change[];
	readonly warnings: Set<string>;
	/** Orders whose condition has not held yet. */
	readonly waiting: Set<PlannedOrder>;
	readonly team: CareTeam;
	/** Orders whose condition was seen to hold at the last look. */
	readonly due: PlannedOrder[];
	/** Hour of the last look that followed acts. */
	readonly seen: { at: number };
}

export function bedOf(scenario: Scenario, options: RunOptions): Bed {
	const asked = askedOf(scenario);
	const patient = patientOf(scenario);
	const changes: Change[] = [];
	const supplies = suppliesOf(scenario, patient, changes);
	return {
		scenario,
		options,
		asked,
		patient,
		supplies,
		changes,
		ward: wardOf(scenario, patient, { supplies, changes, asked }),
		agenda: newAgenda(),
		recorder: recorderOf(patient, (scenario.until - scenario.from) / options.every, options.columns),
		events: [],
		warnings: new Set(scenario.warnings),
		waiting: new Set(scenario.orders.filter((order) => order.begins.kind === "when")),
		team: careTeamOf(scenario, asked),
		due: [],
		seen: { at: Number.NaN },
	};
}

/** Looks at the patient as observed: grades, and finds the orders whose condition holds now. */
export function lookAt(bed: Bed, time: number, more: LookWishes = {}): void {
	bed.ward.look(time, more);
	if (bed.waiting.size === 0) return;
	const { answers } = bed.ward.answering;
	for (const order of bed.waiting) {
		if (order.begins.kind !== "when" || !bed.asked.testOf.get(order.begins.condition)!(answers, time)) continue;
		bed.waiting.delete(order);
		bed.due.push(order);
	}
}

/** Saves the patient as observed. */
export function save(bed: Bed, time: number): void {
	const { ward, supplies } = bed;
	bed.recorder.save(time, { device: supplies.device()?.dose.device ?? "none", crs: ward.grade("crs"), icans: ward.grade("icans") });
}
