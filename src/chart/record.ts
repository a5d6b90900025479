import type { Oxygen } from "./oxygen.ts";
import type { Pressor } from "./pressor.ts";

/**
 * What a chart says at one moment: signs, supports, attributions. Field names are the columns that a person may bring.
 *
 * Every field may be left out. A field that has a stated default takes it; any other that is left out is *unknown*, never normal,
 * and a scale that needs it gives no grade and says what is missing.
 */
export interface BedsideRecord extends CrsFields, NeurologicFields, CresFields {}

/** Signs and supports that the CRS scales read. */
export interface CrsFields {
	/** Highest temperature in the grading window, degC. No default. */
	readonly temp_c?: number | undefined;
	/** Fever of 38.0 degC or more was already seen in this episode. Default false. Null: a look that could have shown it did not. */
	readonly fever_earlier?: boolean | null | undefined;
	/** The sign is fully explained by something else (infection, embolism, …). Default false. */
	readonly fever_other_cause?: boolean | undefined;
	readonly hypotension_other_cause?: boolean | undefined;
	readonly hypoxia_other_cause?: boolean | undefined;
	/** The look was before the infusion; for the words of the reason only. */
	readonly before_infusion?: boolean | undefined;
	/** An antipyretic or anticytokine drug was given since onset. Default false. */
	readonly masked?: boolean | undefined;
	/** Names of those drugs, for the words of the reason only. */
	readonly masked_by?: readonly string[] | undefined;
	/** Hypotension is present, treated or not. Left out: true when boluses were given, else false. Null: pressure was not measured. */
	readonly sbp_low?: boolean | null | undefined;
	/** Boluses given for blood pressure. Default 0. */
	readonly fluid_boluses?: number | undefined;
	/** What runs now. Default none. */
	readonly pressors?: readonly Pressor[] | undefined;
	/** Pressure stays low in spite of a high-dose vasopressor. Default false. Null: it cannot be said. */
	readonly hypotension_refractory?: boolean | null | undefined;
	/** What is connected now; null or left out: room air. */
	readonly o2?: Oxygen | null | undefined;
	/** Intubated only to protect the airway, without hypoxia. Default false. */
	readonly airway_only?: boolean | undefined;
	/** Worst CTCAE grade of organ toxicity put down to CRS. Default 0 each. */
	readonly organ?: OrganGrades | undefined;
	/** Plasma, cryoprecipitate or fibrinogen was given. Default false. */
	readonly products_for_coagulopathy?: boolean | undefined;
	/** In hospital because of CRS. Default false. */
	readonly hospitalised_for_crs?: boolean | undefined;
	/** Intravenous therapy other than fluid for blood pressure. Default false. */
	readonly iv_therapy?: boolean | undefined;
	/** Oxygen saturation, percent. No scale grades it; a low one without oxygen is told with the reason. Left out: not measured. */
	readonly spo2?: number | undefined;
	/** Since when a vasopressor has run, hours since infusion; for the words of the reason only. */
	readonly pressors_since?: number | undefined;
	/** Death due to CRS, not to progression. Default false. */
	readonly dead_of_crs?: boolean | undefined;
	/** Body weight in kg: turns a rate per kg into a rate per minute. */
	readonly weight_kg?: number | undefined;
}

export interface OrganGrades {
	readonly non_transaminase?: number | undefined;
	readonly creatinine?: number | undefined;
	readonly transaminase?: number | undefined;
}

/** From awake to coma: wakes by itself, to voice, to touch, only to vigorous or repeated touch, not at all. */
export type Consciousness = "alert" | "voice" | "tactile" | "vigorous" | "unarousable";

/** Signs that ICANS reads. */
export interface NeurologicFields {
	readonly age_y?: number | undefined;
	/** Immune effector cell encephalopathy score, 0–10; null: the test cannot be done. */
	readonly ice?: number | null | undefined;
	/** Cornell Assessment of Pediatric Delirium, new points over baseline; null: cannot be done. */
	readonly capd?: number | null | undefined;
	readonly consciousness?: Consciousness | null | undefined;
	/** Default none; null: it cannot be said. The last two words belong to the CARTOX scale. */
	readonly seizure?:
		| "none"
		| "brief_resolved"
		| "eeg_resolved"
		| "prolonged_gt5min"
		| "repetitive_no_baseline"
		| "partial_or_eeg_responding"
		| "generalised"
		| "status"
		| null
		| undefined;
	/** Hemiparesis, paraparesis. Default false. */
	readonly deep_focal_motor?: boolean | undefined;
	/** Brain edema on imaging. Default none; null: it cannot be said. */
	readonly oedema?: "none" | "focal" | "diffuse" | null | undefined;
	/** Clinical sign of raised intracranial pressure. Default none. */
	readonly icp_sign?: "none" | "papilloedema" | "posturing" | "sixth_nerve" | "cushing" | undefined;
	readonly dead_of_icans?: boolean | undefined;
	readonly dead_of_iechs?: boolean | undefined;
	/** Sedated: points of attention and wakefulness cannot be scored. Default false. */
	readonly sedated?: boolean | undefined;
	/** Without effect on ICANS; neurologic events by CTCAE count tremor, headache and bleeding. */
	readonly tremor?: boolean | undefined;
	readonly myoclonus?: boolean | undefined;
	readonly headache?: boolean | undefined;
	readonly intracranial_haemorrhage?: boolean | undefined;
}

/** Signs that only the CARTOX neurologic scale reads. */
export interface CresFields {
	/** CARTOX-10 points, 0–10; null: the test cannot be done. */
	readonly cartox10?: number | null | undefined;
	/** Frisén stage 0–5. Default 0. */
	readonly papilloedema_stage?: number | undefined;
	/** Opening pressure of the spinal fluid, mmHg. Left out: not measured, not counted. */
	readonly csf_op_mmhg?: number | undefined;
	/** Default false. */
	readonly new_motor_weakness?: boolean | undefined;
}
