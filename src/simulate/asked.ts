import type { Expression } from "../expression/expression.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { callsOf, type Inquiry, inquiryOf, type Test } from "../treatment/question.ts";

/** What the conditions of a scenario ask of every look. All its virtual patients share it. */
export interface Asked extends Inquiry {
	/** Of each condition under which an order begins or a rule acts. */
	readonly testOf: ReadonlyMap<Expression, Test>;
	/** Names whose past is remembered, because a condition asks how they changed. */
	readonly changing: readonly string[];
}

/** Conditions that are looked at hour by hour: those under which orders begin and rules act. */
const watchedOf = ({ orders, care }: Scenario): Expression[] => [
	...orders.flatMap(({ begins }) => (begins.kind === "when" ? [begins.condition] : [])),
	...(care?.rules ?? []).map(({ when }) => when),
];

/** Conditions of repeats, looked at when another dose is due. */
const repeatedOf = ({ orders }: Scenario): Expression[] => orders.flatMap(({ repeat }) => (repeat?.while ? [repeat.while] : []));

/** Conditions of limits, looked at when something is to be given. */
const limitsOf = ({ treatments }: Scenario): Expression[] =>
	Object.values(treatments).flatMap(({ limits, deviceLimits }) =>
		[...limits, ...Object.values(deviceLimits).flat()].map(({ condition }) => condition),
	);

function askedAnew(watched: readonly Expression[], others: readonly Expression[]): Asked {
	// Whatever asks of the past, the past is followed hour by hour.
	const inquiry = inquiryOf([...watched, ...others.flatMap((condition) => callsOf(condition, "held"))]);
	const changes = [...watched, ...others].flatMap((condition) => callsOf(condition, "change"));
	return {
		...inquiry,
		testOf: new Map(watched.map((condition, i) => [condition, inquiry.tests[i]!])),
		changing: [...new Set(changes.flatMap(({ args: [first] }) => (first?.kind === "name" ? [first.name] : [])))],
	};
}

interface Known {
	readonly conditions: readonly Expression[];
	readonly asked: Asked;
}

/** What was worked out, by the treatments that all patients share, for each list of conditions that came with them: a study has several. */
const known = new WeakMap<Scenario["treatments"], readonly Known[]>();

const isSame = (one: readonly Expression[], other: readonly Expression[]) =>
	one.length === other.length && one.every((condition, i) => condition === other[i]);

/** What is asked of every look: worked out once, if a scenario comes again with the same conditions and another patient. */
export function askedOf(scenario: Scenario): Asked {
	const [watched, repeated] = [watchedOf(scenario), repeatedOf(scenario)];
	const conditions = [...watched, ...repeated];
	const before = known.get(scenario.treatments) ?? [];
	const found = before.find((one) => isSame(one.conditions, conditions));
	if (found) return found.asked;
	const asked = askedAnew(watched, [...repeated, ...limitsOf(scenario)]);
	known.set(scenario.treatments, [...before, { conditions, asked }]);
	return asked;
}
