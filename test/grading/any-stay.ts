import fc from "fast-check";
import { atAdmission, type Bedside, type Looked, look, type Sight } from "../../src/grading/bedside.ts";
import { devices } from "../../src/grading/oxygen.ts";
import { aPressor } from "../support/formulary.ts";

const anHour = fc.record({
	temperature: fc.option(fc.double({ min: 36, max: 40, noNaN: true }), { nil: undefined, freq: 8 }),
	map: fc.constantFrom(55, 70, 90),
	device: fc.constantFrom(...devices),
	lpm: fc.constantFrom(2, 5, 7),
	fio2: fc.constantFrom(undefined, 0.3, 0.5),
	rate: fc.constantFrom(0, 0.05, 0.4),
	bolus: fc.boolean(),
	organ: fc.constantFrom(undefined, { creatinine: 3 }, { transaminase: 4 }),
});
export type Hour = typeof anHour extends fc.Arbitrary<infer T> ? T : never;

/** Each drawn hour lasts a while, so that hours at a rate add up and quiet looks follow each other. */
export const aStay = fc.array(fc.tuple(anHour, fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 8 });

/** The sights of a stay, an hour apart. */
export function sightsOf(parts: readonly (readonly [Hour, number])[]): readonly Sight[] {
	const hours = parts.flatMap(([hour, length]) => Array.from({ length }, () => hour));
	const boluses: number[] = [];
	return hours.map(({ temperature, map, device, lpm, fio2, rate, bolus, organ }, time) => {
		if (bolus && time % 7 === 0) boluses.push(time);
		return {
			time,
			signs: { temperature, map, sbp: map + 35, age: 58, weight: 70, organ },
			supports: {
				boluses: [...boluses],
				pressors: [aPressor({ drug: "norepinephrine", rate, unit: "ug/kg/min" })],
				oxygen: { device, lpm, fio2 },
				maskedBy: time > 20 ? [{ name: "tocilizumab", time: 20 }] : [],
			},
		};
	});
}

/** The looks of a stay, each graded by itself. */
export function looksOf(sights: readonly Sight[]): readonly Looked[] {
	let bedside: Bedside = atAdmission;
	return sights.map((sight) => {
		const looked = look(bedside, sight);
		bedside = looked.bedside;
		return looked;
	});
}
