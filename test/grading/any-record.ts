import fc from "fast-check";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { devices, type Oxygen } from "../../src/grading/oxygen.ts";
import type { Pressor } from "../../src/grading/pressors.ts";
import { meant } from "../support/formulary.ts";

const drugs = ["norepinephrine", "epinephrine", "phenylephrine", "vasopressin"] as const;

/** An oxygen device with a flow that is usual for it: high flow is high, so the rule for infants is not met. */
export const anOxygen: fc.Arbitrary<Oxygen> = fc
	.record({
		device: fc.constantFrom(...devices),
		lpm: fc.double({ min: 0.5, max: 15, noNaN: true }),
		fio2: fc.double({ min: 0.21, max: 1, noNaN: true }),
	})
	.map(({ device, lpm, fio2 }) => {
		if (device === "none") return { device };
		const flow = device === "hfnc" ? 20 + lpm : device === "simple_mask" ? Math.max(5, lpm) : lpm;
		return { device, lpm: flow, fio2: device === "venturi" ? Math.min(Math.max(fio2, 0.24), 0.6) : fio2 };
	});

export const pressorsOn: fc.Arbitrary<readonly Pressor[]> = fc
	.uniqueArray(
		fc.record({
			drug: fc.constantFrom(...drugs),
			rate: fc.double({ min: 0.01, max: 40, noNaN: true }),
			unit: fc.constant("ug/min"),
			hours: fc.double({ min: 0, max: 30, noNaN: true }),
		}),
		{ maxLength: 3, selector: (p) => p.drug },
	)
	.map((pressors) => meant({ pressors }).pressors);

/** A whole chart record: nothing that a scale needs is missing, nobody died. */
export const aRecord: fc.Arbitrary<BedsideRecord> = fc.record({
	temp_c: fc.double({ min: 35, max: 41, noNaN: true }),
	fever_earlier: fc.boolean(),
	masked: fc.boolean(),
	sbp_low: fc.boolean(),
	fluid_boluses: fc.nat(4),
	pressors: pressorsOn,
	o2: anOxygen,
	organ: fc.record({ non_transaminase: fc.nat(4), creatinine: fc.nat(4), transaminase: fc.nat(4) }),
	hospitalised_for_crs: fc.boolean(),
	iv_therapy: fc.boolean(),
	products_for_coagulopathy: fc.boolean(),
	weight_kg: fc.constant(70),
});

const strength = (o2: Oxygen) => devices.indexOf(o2.device);

/** A record and the same one with one thing worse. A stronger device goes with at least the same flow and fraction. */
export const supportPairs: fc.Arbitrary<readonly [BedsideRecord, BedsideRecord]> = fc
	.tuple(aRecord, fc.nat(7), anOxygen, pressorsOn, fc.nat(4))
	.map(([record, which, o2, pressors, organ]) => [record, worsen(record, { which, o2, pressors, organ })] as const);

interface Step {
	readonly which: number;
	readonly o2: Oxygen;
	readonly pressors: readonly Pressor[];
	readonly organ: number;
}

function worsen(record: BedsideRecord, { which, o2, pressors, organ }: Step): BedsideRecord {
	const running = record.pressors ?? [];
	switch (which) {
		case 0:
			return { ...record, temp_c: (record.temp_c ?? 37) + 2 };
		case 1:
			return { ...record, fever_earlier: true };
		case 2:
			return { ...record, sbp_low: true };
		case 3:
			return { ...record, fluid_boluses: (record.fluid_boluses ?? 0) + 1 };
		case 4:
			return { ...record, pressors: [...running, ...pressors.filter((p) => !running.some((r) => r.drug === p.drug))] };
		case 5:
			return { ...record, pressors: running.map((p) => ({ ...p, rate: (p.rate ?? 0) * 3, hours: (p.hours ?? 0) + 3 })) };
		case 6:
			return { ...record, o2: stronger(record.o2 ?? { device: "none" }, o2) };
		default:
			return { ...record, organ: { ...record.organ, creatinine: Math.max(record.organ?.creatinine ?? 0, organ) } };
	}
}

function stronger(now: Oxygen, other: Oxygen): Oxygen {
	const device = strength(other) > strength(now) ? other.device : now.device;
	return { device, lpm: Math.max(now.lpm ?? 0, other.lpm ?? 0), fio2: Math.max(now.fio2 ?? 0, other.fio2 ?? 0) };
}
