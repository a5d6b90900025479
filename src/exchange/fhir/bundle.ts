import type { GradeCourse } from "../../grading/course.ts";
import type { Run, RunEvent } from "../../simulate/run.ts";
import type { ChartedRow } from "./chart-cells.ts";
import { type Codes, systems } from "./codes.ts";
import { instantOf } from "./record-time.ts";

/** A resource of FHIR R4. */
export interface Resource {
	readonly resourceType: string;
	readonly id: string;
	readonly [key: string]: unknown;
}

/** What a record is made of. */
export interface RecordSource {
	/** Of the patient. */
	readonly id: string;
	readonly run: Run;
	readonly rows: readonly ChartedRow[];
	readonly codes: Codes;
}

/** On every resource: nobody may take it for the record of a person. */
const meta = {
	security: [{ system: systems.actReason, code: "HTEST", display: "test health data" }],
	tag: [{ system: systems.origin, code: "simulated", display: "simulated by crsim, for teaching and research only" }],
};

const subject = (id: string) => ({ reference: `Patient/${id}` });
const ofStay = (id: string) => ({ reference: `Encounter/${id}-stay` });

/** A plain number, or one beyond which a laboratory does not tell. */
const numeric = /^([<>]?)(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/i;

/** A cell as the value of an observation: a quantity with its unit of UCUM, or words. */
function valueIn(text: string, unit: string | undefined): object {
	const [, comparator = "", value] = numeric.exec(text) ?? [];
	if (value === undefined || unit === undefined) return { valueString: text };
	const bound = comparator === "" ? {} : { comparator };
	return { valueQuantity: { value: Number(value), ...bound, unit, system: systems.ucum, code: unit } };
}

/** Units of the columns that each drug at a rate has. */
const rateUnits: readonly (readonly [ending: string, unit: string])[] = [
	["_ug_kg_min", "ug/kg/min"],
	["_ug_min", "ug/min"],
	["_u_min", "U/min"],
];

function observation(
	{ id, codes }: RecordSource,
	column: string,
	{ text, at, number }: { text: string; at: string; number: number },
): Resource {
	const code = codes.columns[column];
	const unit = code?.unit ?? rateUnits.find(([ending]) => column.endsWith(ending))?.[1];
	const loinc = code?.loinc === undefined ? [] : [{ system: systems.loinc, code: code.loinc, display: code.display }];
	return {
		resourceType: "Observation",
		id: `${id}-observation-${number}`,
		meta,
		status: "final",
		category: [{ coding: [{ system: systems.category, code: code?.category ?? "survey" }] }],
		code: { coding: [...loinc, { system: systems.column, code: column }], text: code?.display ?? column },
		subject: subject(id),
		encounter: ofStay(id),
		effectiveDateTime: at,
		...valueIn(text, unit),
	};
}

/** An observation for each cell, in the order of the chart: of two looks at one instant the second shows what was done there. */
function observations(source: RecordSource): readonly Resource[] {
	let number = 0;
	return source.rows.flatMap(({ time, cells }) =>
		[...cells].map(([column, text]) => observation(source, column, { text, at: instantOf(time), number: ++number })),
	);
}

/** Units of amounts as UCUM writes them, where that is another way. */
const ucumOf = (unit: string): string => ({ cells: "{cells}", IU: "[IU]" })[unit] ?? unit;

const quantity = (value: number, unit: string) => ({ value, unit, system: systems.ucum, code: ucumOf(unit) });

function administration({ id, codes, run }: RecordSource, event: RunEvent, number: number): Resource {
	const { what, time, until, amount, unit, kind, route } = event;
	const rxnorm = codes.treatments[what];
	const name = run.formulary[what]?.names.label ?? what;
	const began = instantOf(time);
	const given = amount === null ? {} : kind === "dose" ? { dose: quantity(amount, unit) } : { rateQuantity: quantity(amount, unit) };
	return {
		resourceType: "MedicationAdministration",
		id: `${id}-administration-${number}`,
		meta,
		status: "completed",
		medicationCodeableConcept: {
			coding: [
				...(rxnorm === undefined ? [] : [{ system: systems.rxnorm, code: rxnorm, display: name }]),
				{ system: systems.treatment, code: what },
			],
			text: name,
		},
		subject: subject(id),
		context: ofStay(id),
		...(until === null ? { effectiveDateTime: began } : { effectivePeriod: { start: began, end: instantOf(until) } }),
		...(amount === null ? {} : { dosage: { ...(route === "" ? {} : { text: route }), ...given } }),
	};
}

const procedure = (id: string, { what, time }: RunEvent, name: string): Resource => ({
	resourceType: "Procedure",
	id: `${id}-${what.replaceAll("_", "-")}`,
	meta,
	status: "completed",
	code: { coding: [{ system: systems.treatment, code: what }], text: name },
	subject: subject(id),
	encounter: ofStay(id),
	performedDateTime: instantOf(time),
});

/** What was given: therapy by cells is a procedure, what goes into a vein or a mouth an administration. */
function given(source: RecordSource): readonly Resource[] {
	const { run, id } = source;
	return run.events.flatMap((event, i): readonly Resource[] => {
		if (event.role === "" || event.role === "oxygen" || (event.kind !== "dose" && event.kind !== "rate")) return [];
		if (event.role === "cell therapy") return [procedure(id, event, run.formulary[event.what]?.names.label ?? event.what)];
		return [administration(source, event, i + 1)];
	});
}

/** Each device of oxygen, from when it is connected to when it is not. */
function devices({ id, run }: RecordSource): readonly Resource[] {
	const turns = run.events.filter(({ connected }) => connected !== undefined);
	return turns.flatMap(({ connected, time }, i): readonly Resource[] => {
		if (!connected) return [];
		const device = `${id}-device-${i + 1}`;
		const end = turns[i + 1]?.time;
		return [
			{ resourceType: "Device", id: device, meta, type: { text: connected.device }, patient: subject(id) },
			{
				resourceType: "DeviceUseStatement",
				id: `${device}-use`,
				meta,
				status: end === undefined ? "active" : "completed",
				subject: subject(id),
				timingPeriod: { start: instantOf(time), ...(end === undefined ? {} : { end: instantOf(end) }) },
				device: { reference: `Device/${device}` },
			},
		];
	});
}

/** A graded toxicity as a condition, by its worst grade; none where it never came, or nobody knows. */
function condition({ id, codes }: RecordSource, name: string, { worst, scale, onset, resolved }: GradeCourse): readonly Resource[] {
	if (worst === null || worst < 1) return [];
	const code = codes.toxicities[name];
	const coding = code === undefined ? {} : { coding: [{ system: systems.icd10cm, code: `${code.icd10cm}${worst}` }] };
	return [
		{
			resourceType: "Condition",
			id: `${id}-${name.replaceAll("_", "-")}`,
			meta,
			clinicalStatus: { coding: [{ system: systems.clinical, code: resolved === null ? "active" : "resolved" }] },
			code: { ...coding, text: code?.display ?? name },
			subject: subject(id),
			encounter: ofStay(id),
			...(onset === null ? {} : { onsetDateTime: instantOf(onset) }),
			...(resolved === null ? {} : { abatementDateTime: instantOf(resolved) }),
			stage: [{ summary: { text: `grade ${worst}` }, type: { coding: [{ system: systems.scale, code: scale }], text: scale } }],
		},
	];
}

/** The patient, and the stay from the first row to the last. */
function who({ id, run, rows }: RecordSource): readonly Resource[] {
	const { outcome } = run;
	const [from, to] = [rows[0]?.time ?? 0, rows.at(-1)?.time ?? 0];
	const died = outcome.kind === "finished" && outcome.died !== null ? { deceasedDateTime: instantOf(outcome.died.day * 24) } : {};
	return [
		{ resourceType: "Patient", id, meta, ...died },
		{
			resourceType: "Encounter",
			id: `${id}-stay`,
			meta,
			status: "finished",
			class: { system: systems.actCode, code: "IMP", display: "inpatient encounter" },
			subject: subject(id),
			period: { start: instantOf(from), end: instantOf(to) },
		},
	];
}

/** One simulated patient as resources of FHIR R4, marked as test data. */
export const resourcesOf = (source: RecordSource): readonly Resource[] => [
	...who(source),
	...Object.entries(source.run.grades).flatMap(([name, course]) => condition(source, name, course)),
	...given(source),
	...devices(source),
	...observations(source),
];

/** Resources as one bundle; addresses are of a host that nobody can have. */
export const bundleOf = (resources: readonly Resource[]): Resource => ({
	resourceType: "Bundle",
	id: "crsim",
	meta,
	type: "collection",
	timestamp: instantOf(0),
	entry: resources.map((resource) => ({ fullUrl: `http://crsim.example/fhir/${resource.resourceType}/${resource.id}`, resource })),
});
