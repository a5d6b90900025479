import type { SignName } from "../chart/signs.ts";
import type { Individual } from "../random/stream.ts";
import type { Program } from "./program.ts";

/** Who goes through a run: the numbers of one patient of one program. Plain data. */
export interface Patient {
	/** Id of the program that the numbers belong to. */
	readonly program: string;
	/** Which virtual patient this is; null: the nominal one, every number at its median and every hazard at its median draw. */
	readonly individual: Individual | null;
	/** The place of his group in the program's population; null: it has none. */
	readonly group: number | null;
	/** Parameters and covariates, in the order and units of the program's model. */
	readonly values: readonly number[];
}

/** The patient with every number at its median. */
export const nominalPatient = ({ id, values, population }: Program): Patient => ({
	program: id,
	individual: null,
	group: population?.nominal ?? null,
	values,
});

/** The patient of a group of the program's population with every number at its median. Throws a RangeError where there is no such group. */
export function nominalOfGroup({ id, population }: Program, group: number): Patient {
	const found = population?.groups[group];
	if (found === undefined) throw new RangeError(`the program has no group ${group} of patients`);
	return { program: id, individual: null, group, values: found.values };
}

/** The group that a patient belongs to, with what is given in it; the program itself where all are one. */
export const groupOf = (program: Program, { group }: Pick<Patient, "group">): Pick<Program, "orders" | "varying" | "values"> =>
	group === null ? program : program.population!.groups[group]!;

/**
 * The same patient with other values of some parameters or covariates, in the model's units. Throws a RangeError for a name that the model does
 * not have.
 *
 *     patientWith(program, nominalPatient(program), new Map([["weight", 20]]))
 */
export function patientWith({ model }: Program, patient: Patient, changes: ReadonlyMap<string, number>): Patient {
	const places = new Map(model.parameters.map(({ name }, i) => [name, i]));
	const values = [...patient.values];
	for (const [name, value] of changes) {
		const place = places.get(name);
		if (place === undefined) throw new RangeError(`the model has no parameter "${name}"`);
		values[place] = value;
	}
	return { ...patient, values };
}

/** A patient's value of a parameter or covariate; undefined where the model has none of this name. */
export const patientValue = ({ model }: Program, { values }: Patient, name: string): number | undefined =>
	values[model.parameters.findIndex((one) => one.name === name)];

/** A fact of a patient that the model binds to a sign, in the sign's unit: `boundFact(program, patient, "weight")` in kg. */
export function boundFact(program: Program, patient: Patient, sign: SignName): number | undefined {
	const bound = program.bind[sign];
	const value = bound && patientValue(program, patient, bound.column);
	return value === undefined ? undefined : value * bound!.factor;
}

const nameOf = ({ individual }: Patient) =>
	individual === null ? "the nominal patient" : `virtual patient ${individual.patient} of seed ${individual.seed}`;

/** Throws a RangeError when a patient's numbers belong to another program. */
export function checkPatient({ id, title, model }: Program, patient: Patient): void {
	if (patient.program !== id)
		throw new RangeError(
			`${nameOf(patient)} belongs to the program ${patient.program}, not to ${id} ("${title}"); draw the patient from the program that is run`,
		);
	if (patient.values.length !== model.parameters.length)
		throw new RangeError(`${nameOf(patient)} has ${patient.values.length} values; "${title}" has ${model.parameters.length} parameters`);
}
