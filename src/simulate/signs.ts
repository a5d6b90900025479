import type { Blood, Signs } from "../grading/bedside.ts";
import { consciousnessOf, edemaOf } from "./neurologic-signs.ts";
import type { Variables } from "./variables.ts";

/** The signs of a patient, as the bedside scales read them. */
export function signsOf({ reading }: Variables): (seizure: Signs["seizure"]) => Signs {
	const [temperature, map, sbp, spo2, ice, age, weight, consciousness, edema] = [
		reading("temperature"),
		reading("map"),
		reading("sbp"),
		reading("spo2"),
		reading("ice"),
		reading("age"),
		reading("weight"),
		reading("consciousness"),
		reading("cerebral_edema"),
	];
	return (seizure) => ({
		temperature: known(temperature()),
		map: known(map()),
		sbp: known(sbp()),
		spo2: known(spo2()),
		ice: known(ice()),
		age: known(age()),
		weight: known(weight()),
		consciousness: consciousnessOf(known(consciousness())),
		oedema: edemaOf(known(edema())),
		seizure,
	});
}

const known = (value: number) => (Number.isNaN(value) ? undefined : value);

/** The blood values of a patient, as the watches of hyperinflammation and neutrophils read them. */
export function bloodOf({ reading }: Variables): () => Blood {
	const [ferritin, crp, fibrinogen] = [reading("ferritin"), reading("crp"), reading("fibrinogen")];
	const [neutrophils, platelets, creatinine] = [reading("anc"), reading("platelets"), reading("creatinine")];
	return () => ({
		ferritin: ferritin(),
		crp: crp(),
		fibrinogen: fibrinogen(),
		neutrophils: 1000 * neutrophils(),
		platelets: platelets(),
		creatinine: creatinine(),
	});
}
