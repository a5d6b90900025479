import { readYaml } from "../../input/located-yaml.ts";

/** What records call a column of a chart. */
export interface ColumnCode {
	readonly loinc?: string;
	readonly display?: string;
	/** As UCUM writes it. */
	readonly unit: string;
	readonly category: "vital-signs" | "laboratory" | "survey";
	readonly source: string;
}

/** What records call what charts, orders and grades are about. */
export interface Codes {
	readonly columns: Readonly<Record<string, ColumnCode>>;
	/** RxNorm, by ingredient. */
	readonly treatments: Readonly<Record<string, string>>;
	/** ICD-10-CM, without the digit of the grade. */
	readonly toxicities: Readonly<Record<string, { readonly display: string; readonly icd10cm: string }>>;
}

/** The codes that come with the program, from their text: a test holds it to this shape. */
export const readCodes = (text: string, file: string): Codes => readYaml(text, file).value as Codes;

export const systems = {
	loinc: "http://loinc.org",
	ucum: "http://unitsofmeasure.org",
	rxnorm: "http://www.nlm.nih.gov/research/umls/rxnorm",
	icd10cm: "http://hl7.org/fhir/sid/icd-10-cm",
	actReason: "http://terminology.hl7.org/CodeSystem/v3-ActReason",
	actCode: "http://terminology.hl7.org/CodeSystem/v3-ActCode",
	category: "http://terminology.hl7.org/CodeSystem/observation-category",
	clinical: "http://terminology.hl7.org/CodeSystem/condition-clinical",
	/** Names of our own: columns of a chart, treatments, scales. */
	column: "urn:crsim:chart-column",
	treatment: "urn:crsim:treatment",
	scale: "urn:crsim:scale",
	origin: "urn:crsim:origin",
} as const;
