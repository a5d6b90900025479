import type { Pressor } from "./pressor.ts";
import type { BedsideRecord, Consciousness, NeurologicFields, OrganGrades } from "./record.ts";

/** What the laboratory says. A value that is left out is not followed at all; one that is undefined (or NaN) was not taken now. Both are unknown. */
export interface Blood {
	/** ng/mL */
	readonly ferritin?: number | undefined;
	/** mg/L */
	readonly crp?: number | undefined;
	/** mg/dL */
	readonly fibrinogen?: number | undefined;
	/** Multiples of the upper limit of normal. */
	readonly transaminases?: number | undefined;
	/** Per uL. */
	readonly neutrophils?: number | undefined;
	/** 10^9/L */
	readonly platelets?: number | undefined;
	/** mg/dL */
	readonly creatinine?: number | undefined;
}

/** What is measured or seen. A sign that is left out (or is NaN) is unknown. */
export interface Signs {
	/** degC */
	readonly temperature?: number | undefined;
	/** Mean and systolic arterial pressure, mmHg. */
	readonly map?: number | undefined;
	readonly sbp?: number | undefined;
	/** Mean arterial pressure at rest, mmHg: the patient's own. Left out, only the lines for the age hold. */
	readonly restingMap?: number | undefined;
	/** Oxygen saturation, percent; told, never graded. */
	readonly spo2?: number | undefined;
	/** 0–10, rounded here to whole points; null: the test cannot be done. */
	readonly ice?: number | null | undefined;
	/** New points over baseline, for a child; null: cannot be done. */
	readonly capd?: number | null | undefined;
	/** Left out while ICE or CAPD has a value: the patient is taken to be awake (our reading); null: nobody could see it. */
	readonly consciousness?: Consciousness | null | undefined;
	/** Left out: none was seen; null: nobody could see it. So with edema. */
	readonly seizure?: NeurologicFields["seizure"] | undefined;
	readonly oedema?: NeurologicFields["oedema"] | undefined;
	readonly icpSign?: NeurologicFields["icp_sign"] | undefined;
	readonly focalWeakness?: boolean | undefined;
	/** Years; left out, the lines for adults hold. */
	readonly age?: number | undefined;
	/** kg */
	readonly weight?: number | undefined;
	readonly organ?: OrganGrades | undefined;
}

/** A dose of a drug that can hide a fever. `until`: end of its effect, where known. Hours since infusion. */
export interface MaskingDose {
	readonly name: string;
	readonly time: number;
	readonly until?: number | undefined;
}

/** What the care team gives. */
export interface Supports {
	/** Hours since infusion at which fluid boluses for blood pressure began, so far. */
	readonly boluses: readonly number[];
	/** What runs now. `hours` may be left out: it is then counted from look to look. */
	readonly pressors: readonly Pressor[];
	/** What is connected now; null or the device `none`: room air. */
	readonly oxygen: { readonly device: string; readonly lpm?: number | undefined; readonly fio2?: number | undefined } | null;
	/** Antipyretic and anticytokine doses so far. */
	readonly maskedBy: readonly MaskingDose[];
	/** Intubated only to protect the airway. */
	readonly airwayOnly?: boolean | undefined;
	/** In hospital because of CRS; intravenous therapy other than fluid; products for coagulopathy. Only the Penn scale reads them. */
	readonly admitted?: boolean | undefined;
	readonly ivTherapy?: boolean | undefined;
	/** Hours since infusion at which doses of intravenous antibiotics began, so far; with fever they are intravenous therapy. */
	readonly antibiotics?: readonly number[] | undefined;
	readonly products?: boolean | undefined;
}

/** A sign that may have another cause than a toxicity of the cells. `brain`: attention, wakefulness and writing; not seizures or edema. */
export type AttributedSign = "fever" | "hypotension" | "hypoxia" | "brain";

/** One look at the patient. Time in hours since infusion. */
export interface Sight {
	readonly time: number;
	readonly signs: Signs;
	readonly supports: Supports;
	/** Signs that something else than a toxicity of the cells fully explains. */
	readonly otherCause?: readonly AttributedSign[];
	/** The toxicity that the patient has just died of. */
	readonly diedOf?: "crs" | "icans" | "iec_hs" | undefined;
	/** What the chart itself says of the record: it stands in place of what signs and supports would give. */
	readonly charted?: Partial<BedsideRecord> | undefined;
}

/**
 * One look at a chart that may have gaps. `best` and `worst` are the two ends of what it leaves open: every gap filled with the mildest
 * and with the gravest that could stand there. Without a gap both are the same sight.
 */
export interface ChartedLook {
	readonly best: Sight;
	readonly worst: Sight;
	/** What was not recorded, in plain words. */
	readonly gaps: readonly string[];
	/** What the laboratory said; of values between bounds the mildest. Left out, the scales of blood are not followed. */
	readonly blood?: Blood;
	/** The same with the gravest of values between bounds; left out where there is none. */
	readonly graveBlood?: Blood;
	/** As `gaps`, of the laboratory. */
	readonly bloodGaps?: readonly string[];
	/** Doses so far of drugs against hyperinflammation. */
	readonly against?: readonly MaskingDose[];
}
