import { rateUnits } from "../chart/rate.ts";
import { roles } from "../chart/role.ts";
import type { LocatedYaml } from "../input/located-yaml.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { checkShape, type ShapeOf, shape } from "../input/shape.ts";

const rate = shape.looseObject({ value: shape.number(), unit: shape.enum(rateUnits) });
const highDose = shape.looseObject({ alone: rate.nullable(), beside: shape.number().nullable() });
const span = shape.tuple([shape.number(), shape.number()]).nullable();

const vasoactive = shape.looseObject({
	kind: shape.enum(["vasopressor", "inotrope"]),
	counted: shape.boolean(),
	equivalent: rate.nullable(),
	lee2014: highDose,
	penn: highDose,
	sofa: shape.array(shape.looseObject({ above: rate, points: shape.number() })).nullable(),
});

const medicine = shape.looseObject({
	role: shape.enum(roles),
	names: shape.looseObject({ label: shape.string(), short: shape.string(), other: shape.array(shape.string()) }),
	masksFever: shape.boolean(),
	againstHyperinflammation: shape.boolean(),
	vasoactive: vasoactive.nullable(),
	most: rate.nullable(),
	devices: shape.record(shape.string(), shape.looseObject({ flow: span, fio2: span })),
	simulated: shape.boolean(),
});

/** What `summary.json` says for those who grade its run. */
const runFacts = shape.looseObject({
	bind: shape.record(shape.string(), shape.looseObject({ column: shape.string(), factor: shape.number() })),
	toxicities: shape.record(
		shape.string(),
		shape.looseObject({ label: shape.string(), scale: shape.string().nullable(), beside: shape.array(shape.string()) }),
	),
	patient: shape.record(shape.string(), shape.looseObject({ value: shape.number() })).optional(),
	formulary: shape.record(shape.string(), medicine).optional(),
});

export type RunFacts = ShapeOf<typeof runFacts>;

/** Data of which only the file is known, not where in it a value stands: problems name the key. */
function unplaced(value: unknown, file: string): LocatedYaml {
	const begin = { file, line: 1, column: 1 };
	return { file, text: "", value, place: () => begin, keyPlace: () => begin, placeWithin: () => begin };
}

/**
 * What a parsed `summary.json` says of the signs, the toxicities, the patient and the drugs. Throws an InputError with every key that is not as
 * `crsim run` writes it.
 */
export function readRunFacts(summary: unknown, file: string): RunFacts {
	const problems: Problem[] = [];
	const facts = checkShape(unplaced(summary, file), runFacts, problems);
	if (facts !== undefined && problems.length === 0) return facts;
	throw new InputError(problems.map((problem) => ({ ...problem, hint: "write the folder again with crsim run --out" })));
}
