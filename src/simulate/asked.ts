import type { Expression } from "../expression/expression.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { callsOf, type Inquiry, inquiryOf, type Test } from "../treatment/question.ts";

/** What the conditions of a scenario ask of every look. All its virtual patients share it. */
export interface Asked extends Inquiry {
	/** Of each condition under which an order begins or a rule acts. */
	readonly testOf: ReadonlyMap<Expression, Test>;
	/** Place of the first rule's condition; those of all others follow, and nothing else. */
	readonly rulesFrom: number;
	/** Names whose past is remembered, because a condition asks how they changed. */
	readonly changing: readonly string[];
}

/** Conditions that are looked at hour by hour: those under which orders begin, and those under which rules act. */
const beginningsOf = ({ orders }: Scenario): Expression[] =>
	orders.flatMap(({ begins }) => (begins.kind === "when" ? [begins.condition] : []));
const rulesOf = ({ care }: Scenario): Expression[] => (care?.rules ?? []).map(({ when }) => when);

/** Conditions of repeats, looked at when another dose is due. */
const repeatedOf = ({ orders }: Scenario): Expression[] => orders.flatMap(({ repeat }) => (repeat?.while ? [repeat.while] : []));

/** Conditions of limits, looked at when something is to be given. */
const limitsOf = ({ treatments }: Scenario): Expression[] =>
	Object.values(treatments).flatMap(({ limits, deviceLimits }) =>
		[...limits, ...Object.values(deviceLimits).flat()].map(({ condition }) => condition),
	);

function askedAnew(scenario: Scenario): Asked {
	const [beginnings, rules] = [beginningsOf(scenario), rulesOf(scenario)];
	const others = [...repeatedOf(scenario), ...limitsOf(scenario)];
	// Whatever asks of the past, the past is followed hour by hour.
	const conditions = [...beginnings, ...others.flatMap((condition) => callsOf(condition, "held")), ...rules];
	const inquiry = inquiryOf(conditions);
	const changes = [...beginnings, ...rules, ...others].flatMap((condition) => callsOf(condition, "change"));
	return {
		...inquiry,
		testOf: new Map(conditions.map((condition, i) => [condition, inquiry.tests[i]!])),
		rulesFrom: conditions.length - rules.length,
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
	const conditions = [...beginningsOf(scenario), ...rulesOf(scenario), ...repeatedOf(scenario)];
	const before = known.get(scenario.treatments) ?? [];
	const found = before.find((one) => isSame(one.conditions, conditions));
	if (found) return found.asked;
	const asked = askedAnew(scenario);
	known.set(scenario.treatments, [...before, { conditions, asked }]);
	return asked;
}
