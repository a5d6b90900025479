import type { MaskingDose, Supports } from "../grading/bedside.ts";
import { type DoseBook, doseBook } from "../treatment/dose-log.ts";
import type { Infusion, Infusions } from "./infusions.ts";
import type { Program } from "./program.ts";

/** What the scales ask of the doses so far, in order of time. */
export interface Charted {
	readonly boluses: number[];
	readonly maskedBy: MaskingDose[];
	/** Times of products against coagulopathy. */
	readonly products: number[];
	readonly antibiotics: number[];
	readonly againstHyperinflammation: MaskingDose[];
}

/** A log that also notes on the chart what the scales will ask for. */
export function chartingLog({ treatments }: Program, charted: Charted): DoseBook {
	const log = doseBook();
	return {
		of: log.of,
		push: (dose) => {
			log.push(dose);
			const { support, masksFever, againstHyperinflammation } = treatments[dose.treatment]!;
			const named = { name: dose.treatment, time: dose.time };
			if (support === "fluid" && Number.isFinite(dose.amount)) charted.boluses.push(dose.time);
			if (support === "clotting") charted.products.push(dose.time);
			if (support === "antibiotic") charted.antibiotics.push(dose.time);
			if (masksFever) charted.maskedBy.push(named);
			if (againstHyperinflammation) charted.againstHyperinflammation.push(named);
		},
	};
}

/** Hours for which a product against coagulopathy counts (our reading). */
const productWindow = 24;

/** What the care team gives, as the scales read it. */
export function supportsOf(program: Program, infusions: Infusions, charted: Charted): (time: number) => Supports {
	const { boluses, antibiotics, maskedBy } = charted;
	let running: readonly Infusion[] | undefined;
	let pressors: Supports["pressors"] = [];
	let oxygen: Supports["oxygen"] = null;
	return (time) => {
		// The list is another one whenever something starts or stops.
		if (running !== infusions.running()) {
			running = infusions.running();
			pressors = pressorsOf(program, running);
			oxygen = oxygenOf(infusions);
		}
		const products = time - (charted.products.at(-1) ?? Number.NEGATIVE_INFINITY) < productWindow;
		return { pressors, oxygen, boluses, antibiotics, maskedBy, products };
	};
}

/** Two infusions of one drug are one rate to the patient, and so to the scales. */
function pressorsOf({ treatments }: Program, running: readonly Infusion[]): Supports["pressors"] {
	const bags = running.flatMap(({ treatment, dose }) =>
		treatments[treatment]!.support === "vasopressor" && dose.kind === "rate" ? [{ drug: treatment, rate: dose.rate, unit: dose.unit }] : [],
	);
	const alike = Map.groupBy(bags, ({ drug, unit }) => `${drug} ${unit}`);
	return [...alike.values()].map((same) => ({ ...same[0]!, rate: same.reduce((sum, { rate }) => sum + rate, 0) }));
}

/** A cannula is charted by its flow; of every other device the chart knows the fraction that it delivers. */
function oxygenOf(infusions: Infusions): Supports["oxygen"] {
	const device = infusions.device()?.dose;
	if (device === undefined) return null;
	const delivered = device.device !== "nasal_cannula" ? device.sets.find((set) => set.input === "fio2")?.value : undefined;
	return { device: device.device, lpm: device.settings.flow, fio2: device.settings.fio2 ?? delivered };
}
