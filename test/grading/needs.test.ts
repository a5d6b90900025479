import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { astctCrs } from "../../src/grading/astct-crs.ts";
import { astctIcans } from "../../src/grading/astct-icans.ts";
import { cartoxCres } from "../../src/grading/cartox-cres.ts";
import { ctcaeNeuro } from "../../src/grading/ctcae-neuro.ts";
import { icahtEarly, icahtLate } from "../../src/grading/icaht.ts";
import { iecHsGrade } from "../../src/grading/iec-hs-grade.ts";
import { otherCrsScales } from "../../src/grading/other-crs-scales.ts";
import { devices } from "../../src/grading/oxygen.ts";
import { type Decision, isSameGrade, isSameReply, type Reply, type Scale } from "../../src/grading/scale.ts";
import { tIcahtEarly, tIcahtLate } from "../../src/grading/t-icaht.ts";
import { meant } from "../support/formulary.ts";

const flag = fc.constantFrom(undefined, false, true);
const points = fc.option(fc.nat(10), { nil: null });

const drugs = fc.subarray(["norepinephrine", "epinephrine", "phenylephrine", "vasopressin"] as const, { maxLength: 3 });
const aPressor = fc.record({
	rate: fc.constantFrom(undefined, 0, 0.1, 12, 22),
	unit: fc.constantFrom("ug/min", "ug/kg/min"),
	hours: fc.constantFrom(undefined, 1, 4, 30),
});

type Plain = Readonly<Record<string, unknown>>;

/** Each field of a record by itself, so that one of them can change alone. */
const bedside: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
	temp_c: fc.constantFrom(undefined, 37, 38, 39),
	fever_earlier: fc.constantFrom(undefined, null, false, true),
	fever_other_cause: flag,
	hypotension_other_cause: flag,
	hypoxia_other_cause: flag,
	masked: flag,
	masked_by: fc.constantFrom([], ["tocilizumab"]),
	sbp_low: fc.constantFrom(undefined, null, false, true),
	fluid_boluses: fc.nat(3),
	pressors: fc
		.tuple(drugs, fc.array(aPressor, { minLength: 3, maxLength: 3 }))
		.map(([names, given]) => meant({ pressors: names.map((drug, i) => ({ drug, ...given[i]! })) }).pressors),
	hypotension_refractory: fc.constantFrom(undefined, null, false, true),
	o2: fc.record({
		device: fc.constantFrom(...devices),
		lpm: fc.constantFrom(undefined, 2, 5, 8),
		fio2: fc.constantFrom(undefined, 0.3, 0.5),
	}),
	airway_only: flag,
	organ: fc.record({ non_transaminase: fc.nat(4), creatinine: fc.nat(4), transaminase: fc.nat(4) }),
	products_for_coagulopathy: flag,
	hospitalised_for_crs: flag,
	iv_therapy: flag,
	spo2: fc.constantFrom(85, 97),
	pressors_since: fc.constantFrom(undefined, 3),
	dead_of_crs: fc.constantFrom(false, false, false, true),
	weight_kg: fc.constantFrom(undefined, 20, 70),
	age_y: fc.constantFrom(undefined, 5, 40),
	ice: fc.oneof(points, fc.constant(undefined)),
	capd: fc.oneof(points, fc.constant(undefined)),
	consciousness: fc.constantFrom(undefined, "alert", "alert", "voice", "tactile", "vigorous", "unarousable"),
	seizure: fc.constantFrom(undefined, "none", "none", "brief_resolved", "prolonged_gt5min", "generalised", "partial_or_eeg_responding"),
	deep_focal_motor: fc.constantFrom(false, false, true),
	oedema: fc.constantFrom("none", "none", "focal", "diffuse"),
	icp_sign: fc.constantFrom("none", "none", "cushing"),
	dead_of_icans: fc.constantFrom(false, false, false, true),
	sedated: fc.constantFrom(false, false, true),
	tremor: flag,
	headache: flag,
	intracranial_haemorrhage: flag,
	cartox10: fc.oneof(points, fc.constant(undefined)),
	papilloedema_stage: fc.constantFrom(0, 0, 1, 4),
	csf_op_mmhg: fc.constantFrom(undefined, 10, 25),
	new_motor_weakness: fc.constantFrom(false, false, true),
};

const well: Plain = {
	...Object.fromEntries(Object.keys(bedside).map((name) => [name, undefined])),
	temp_c: 37,
	ice: 10,
	consciousness: "alert",
	cartox10: 10,
};

const care: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
	dx: flag,
	intervention: fc.constantFrom("none", "anakinra"),
	asymptomatic_hypofibrinogenaemia_transfused: flag,
	coagulopathy_bleeding_transfused: flag,
	new_aki_hospitalised: flag,
	intubated: flag,
	dialysis: flag,
	life_threat: flag,
	dead_of_iechs: flag,
};

const daily = (counts: readonly number[]) =>
	fc
		.array(fc.tuple(fc.constantFrom(...counts), fc.integer({ min: 1, max: 16 })), { minLength: 1, maxLength: 4 })
		.map((parts) => parts.flatMap(([count, length]) => Array<number>(length).fill(count)));
const anc = [80, 300, 700, 1200, 4000];
const eightLowDays = Array<number>(8).fill(300);
const plt = [10, 30, 70, 200];
const days = fc.constantFrom(undefined, 0, 3, 8, 20);
const convention = fc.constantFrom("longest_run", "cumulative");

interface Case {
	readonly scale: Scale<never>;
	readonly fields: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

const cases: readonly Case[] = [
	...[astctCrs, ...otherCrsScales, astctIcans, cartoxCres, ctcaeNeuro].map((scale) => ({ scale, fields: bedside })),
	{ scale: iecHsGrade, fields: care },
	{
		scale: icahtEarly,
		fields: {
			days_le500: days,
			days_le100: days,
			never_above_500: flag,
			anc_daily: fc.oneof(daily(anc), fc.constantFrom(undefined, eightLowDays, [...Array<number>(5).fill(4000), ...eightLowDays])),
			convention,
		},
	},
	{ scale: icahtLate, fields: { anc_after_day30: daily(anc) } },
	{ scale: tIcahtEarly, fields: { days_lt50: days, days_lt20: days, plt_daily: fc.oneof(daily(plt), fc.constant(undefined)), convention } },
	{ scale: tIcahtLate, fields: { plt_after_day30: daily(plt), days_lt20: days } },
];

interface Pair {
	readonly before: { readonly record: Plain; readonly replies: readonly Reply[]; readonly decision: Decision };
	readonly after: Pair["before"];
	/** The one field that has changed. */
	readonly field: string;
}

const ask = ({ scale }: Case, record: Plain): Pair["before"] => {
	const replies = Object.values(scale.needs).map((question) => question(record as never));
	return { record, replies, decision: scale.decide(replies) };
};

/** Records drawn once, since that takes its time. */
const drawn = new Map<Case["fields"], readonly Plain[]>();
const recordsOf = (fields: Case["fields"]): readonly Plain[] => {
	const records = drawn.get(fields) ?? fc.sample(fc.record(fields), { seed: 7, numRuns: 1500 });
	drawn.set(fields, records);
	return records;
};

/** Many records, most of whose fields are as in a well patient, so that mild grades come up as well; each with one field changed. */
const pairsOf = (one: Case): readonly Pair[] => {
	const names = Object.keys(one.fields);
	const records = recordsOf(one.fields);
	return Array.from({ length: 30_000 }, (_, i) => {
		const sick = records[i % records.length]!;
		const other = records[(i * 31 + 17) % records.length]!;
		const field = names[Math.floor(i / 3) % names.length]!;
		const isOfNote = (place: number) => Math.imul(Math.imul(i + 1, 0x9e3779b1) ^ (place * 0x85ebca6b), 0xc2b2ae35) >>> 0 < 2 ** 32 / 4;
		const record = Object.fromEntries(names.map((name, place) => [name, isOfNote(place) || !(name in well) ? sick[name] : well[name]]));
		return { before: ask(one, record), after: ask(one, { ...record, [field]: other[field] }), field };
	});
};

const isSame = ({ before, after }: Pair) => isSameGrade(before.decision, after.decision) && before.decision.place === after.decision.place;
const changed = ({ before, after }: Pair) => before.replies.flatMap((reply, i) => (isSameReply(reply, after.replies[i]) ? [] : [i]));

/** The fields that the questions of a scale look at. */
const readBy = ({ scale }: Case, records: readonly Plain[]): ReadonlySet<string> => {
	const read = new Set<string>();
	const watch = (record: Plain) =>
		new Proxy(record, {
			get: (target, name) => {
				read.add(String(name));
				return target[String(name)];
			},
		});
	for (const record of records) for (const question of Object.values(scale.needs)) question(watch(record) as never);
	return read;
};

describe.each(cases.map((one) => [one.scale.id, one] as const))("what %s needs of a record", (_id, one) => {
	const pairs = pairsOf(one);

	test("is all that its grade follows from: equal replies, equal grade and row", () => {
		expect(pairs.filter((pair) => changed(pair).length === 0 && !isSame(pair)).map(({ field }) => field)).toEqual([]);
	});

	test("is not one question too much: each of them, left out of the comparison, lets a changed grade pass", () => {
		const caught = new Set(pairs.filter((pair) => !isSame(pair) && changed(pair).length === 1).map((pair) => changed(pair)[0]));
		const idle = Object.keys(one.scale.needs).filter((_, i) => !caught.has(i));
		expect(idle).toEqual([]);
	});

	test("covers every field that it reads: each of them, changed alone, changes the grade of somebody", () => {
		const moving = new Set(pairs.filter((pair) => !isSame(pair)).map(({ field }) => field));
		const read = readBy(
			one,
			pairs.slice(0, 500).map(({ before }) => before.record),
		);
		expect([...read].filter((field) => !moving.has(field))).toEqual([]);
		expect([...moving].filter((field) => !read.has(field))).toEqual([]);
	});
});
