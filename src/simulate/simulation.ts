import { attributedColumnsOf, type GradeColumn, gradeColumnsOf } from "../grading/toxicities.ts";
import { bodyWith, type DosedPatient, fitToPatient } from "../scenario/fit-to-patient.ts";
import type { PlannedCare, PlannedOrder } from "../scenario/plan.ts";
import { type DoseBook, doseBook } from "../treatment/dose-log.ts";
import { type Answers, answersOf, type Doings } from "./answers.ts";
import type { Engine } from "./engine.ts";
import { type Infusions, infusionsOf } from "./infusions.ts";
import { type ModelEvents, modelEventsOf } from "./model-events.ts";
import type { RunOptions } from "./options.ts";
import { boundFact, checkPatient, groupOf, type Patient, patientValue } from "./patient.ts";
import type { Program } from "./program.ts";
import { type Recorder, recorderOf } from "./recorder.ts";
import { markedLength, markedSize, type Rewind, rewindAll } from "./rewind.ts";
import { type CareTeam, careTeamOf, markedTeam } from "./rule-states.ts";
import type { Change, RunEvent } from "./run.ts";
import { runAttributionOf } from "./run-attribution.ts";
import { type LookWishes, type RunGrades, runGradesOf } from "./run-grades.ts";
import { newSchedule, type Schedule } from "./schedule.ts";
import { type Variables, variablesOf } from "./variables.ts";

/** Everything that belongs to one run in progress. Between two legs only effects change it. */
export interface Simulation {
	readonly engine: Engine;
	readonly patient: Patient;
	readonly options: RunOptions;
	/** What doses know of the patient. */
	readonly dosed: DosedPatient;
	/** Orders and rules with doses for this patient. */
	readonly orders: readonly PlannedOrder<number>[];
	readonly care: PlannedCare<number> | null;
	readonly variables: Variables;
	readonly infusions: Infusions;
	/** Undefined: the model has none. */
	readonly modelEvents: ModelEvents | undefined;
	readonly graded: RunGrades;
	readonly answers: Answers;
	readonly doings: Doings;
	readonly log: DoseBook;
	/** Acts of the care team, by the names of its rules. */
	readonly acts: DoseBook;
	readonly schedule: Schedule;
	readonly team: CareTeam;
	readonly recorder: Recorder;
	/** Reads the columns where somebody asks for them between the rows. */
	readonly moments: Recorder;
	readonly events: RunEvent[];
	readonly changes: Change[];
	/** What the run itself warns of, beside its program. */
	readonly warnings: Set<string>;
	/** What warnings that are told only once were about. */
	readonly said: Set<string>;
	/** Orders whose condition has not held yet. */
	readonly waiting: Set<PlannedOrder<number>>;
	/** Orders whose condition was seen to hold at the last look. */
	readonly due: PlannedOrder<number>[];
}

const dosedPatient = (program: Program, patient: Patient): DosedPatient => ({
	body: bodyWith(boundFact(program, patient, "weight")),
	parameter: (name) => patientValue(program, patient, name) ?? Number.NaN,
});

/** The columns of grades of a run: as attributed too where the model says what has another cause. */
const savedGrades = ({ toxicities, attribution }: Program): readonly GradeColumn[] => [
	...gradeColumnsOf(toxicities),
	...(attribution.rules.length > 0 ? attributedColumnsOf(toxicities) : []),
];

/** What the orders and rules of a program come to for a patient. */
export function fitted(program: Program, patient: Patient): Pick<Simulation, "dosed" | "orders" | "care"> {
	const dosed = dosedPatient(program, patient);
	return { dosed, ...fitToPatient({ orders: groupOf(program, patient).orders, care: program.care }, dosed) };
}

/** A run before its first instant. Throws a RangeError for a patient of another program. */
export function simulationOf(engine: Engine, patient: Patient, options: RunOptions): Simulation {
	const { program } = engine;
	checkPatient(program, patient);
	const variables = variablesOf(engine, patient);
	const { dosed, orders, care } = fitted(program, patient);
	const changes: Change[] = [];
	const events: RunEvent[] = [];
	const acts = doseBook();
	const doings = { count: 0 };
	const infusions = infusionsOf(program, variables, changes);
	const log = doseBook();
	const attribution = runAttributionOf(engine, { variables, infusions, log, acts, doings });
	const graded = runGradesOf(program, variables, { events, changes, attribution });
	const gradeColumns = savedGrades(program).map((column) => ({ column, now: graded.reading(column.scale, column.as) }));
	const rows = (program.until - program.from) / options.every;
	const recorded = { columns: program.model.columns, grades: gradeColumns, wanted: options.columns };
	return {
		engine,
		patient,
		options,
		dosed,
		orders,
		care,
		variables,
		infusions,
		modelEvents: modelEventsOf(engine, variables),
		graded,
		answers: answersOf(engine, { variables, infusions, log, acts, doings, grades: graded.grades }),
		doings,
		log,
		acts,
		schedule: newSchedule(),
		team: careTeamOf(care),
		recorder: recorderOf(variables, { ...recorded, rows }),
		moments: recorderOf(variables, { ...recorded, rows: options.moments?.length ?? 0 }),
		events,
		changes,
		warnings: new Set(),
		said: new Set(),
		waiting: new Set(orders.filter(({ begins }) => begins.kind === "when")),
		due: [],
	};
}

/** Marks everything that a run changes but its states, with which its next leg begins. */
export function markedSimulation(simulation: Simulation): Rewind {
	const { variables, infusions, graded, answers, log, acts, schedule, team, recorder, moments } = simulation;
	const { events, changes, warnings, said, waiting, due } = simulation;
	const [parameters, waitingThen, dueThen] = [variables.p.slice(), [...waiting], [...due]];
	const marks = [infusions, graded, answers, log, acts, schedule, recorder, moments].map((one) => one.mark());
	const rewind = rewindAll([...marks, markedTeam(team), ...[events, changes].map(markedLength), ...[warnings, said].map(markedSize)]);
	const rewindEvents = simulation.modelEvents?.mark();
	return () => {
		rewind();
		rewindEvents?.();
		variables.p.set(parameters);
		// Set and list keep their order.
		waiting.clear();
		for (const order of waitingThen) waiting.add(order);
		due.splice(0, due.length, ...dueThen);
	};
}

/** Looks at the patient as observed: grades, and finds the orders whose condition holds now. */
export function lookAt({ graded, answers, waiting, due }: Simulation, time: number, wishes: LookWishes = {}): void {
	graded.look(time, wishes);
	answers.look(time);
	for (const order of waiting) {
		if (order.begins.kind !== "when" || !answers.holds(order.begins.condition, time)) continue;
		waiting.delete(order);
		due.push(order);
	}
}

/** Saves the patient as observed: as a row, or as a moment between them. */
export function save({ recorder, moments, infusions }: Simulation, time: number, as: "row" | "moment" = "row"): void {
	const into = as === "row" ? recorder : moments;
	into.save(time, infusions.device()?.dose.device ?? "none");
}
