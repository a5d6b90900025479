import { binary, type Comparison, choice, type Expression, isComparison, mapChildren, number } from "./expression.ts";

const opposite: Readonly<Record<Comparison, Comparison>> = { "<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "==" };

/** What is not known: not a number. */
const unknown = binary("/", number(0), number(0));

/** The same number, in which a choice whose condition is unknown is unknown (NaN), not its last branch. */
export function known(e: Expression): Expression {
	if (e.kind !== "choice") return mapChildren(e, known);
	return choice(surely(e.when), known(e.then), choice(surelyNot(e.when), known(e.otherwise), unknown));
}

/**
 * A condition that holds just when the given one is surely true, by the three-valued logic of Kleene (1952, Introduction to metamathematics, section 64): a
 * comparison with an unknown number (NaN) is unknown, and so is its opposite. What is evaluated needs two values only: `not` is driven down to
 * the comparisons, which turn into their opposites.
 *
 *     surely(parsed("not (icans >= 2 and spo2 < 92)"))   // icans < 2 or spo2 >= 92: false while both are unknown
 */
export function surely(e: Expression): Expression {
	switch (e.kind) {
		case "not":
			return surelyNot(e.of);
		case "choice":
			return binary("or", binary("and", surely(e.when), surely(e.then)), binary("and", surelyNot(e.when), surely(e.otherwise)), e.span);
		case "binary":
			return e.operator === "and" || e.operator === "or" ? mapChildren(e, surely) : known(e);
		default:
			return known(e);
	}
}

/** A condition that holds just when the given one is surely false. */
export function surelyNot(e: Expression): Expression {
	switch (e.kind) {
		case "not":
			return surely(e.of);
		case "choice":
			return binary(
				"or",
				binary("and", surely(e.when), surelyNot(e.then)),
				binary("and", surelyNot(e.when), surelyNot(e.otherwise)),
				e.span,
			);
		case "binary": {
			if (e.operator === "and" || e.operator === "or")
				return binary(e.operator === "and" ? "or" : "and", surelyNot(e.left), surelyNot(e.right), e.span);
			if (isComparison(e.operator)) return known({ ...e, operator: opposite[e.operator] });
			break;
		}
	}
	throw new Error(`${e.kind} is not a condition`);
}

/**
 * The truth of a condition by the tables of Kleene: 1, 0, or not a number when it hangs on what is unknown; `told` says it of each comparison or
 * fact. As `surely` and `surelyNot`, for who evaluates and does not generate code.
 *
 *     truthOf(parsed("died or at(wave, 5 day) > 9"), told)   // 1 for who has died
 */
export function truthOf(e: Expression, told: (part: Expression) => number): number {
	if (e.kind === "not") return 1 - truthOf(e.of, told);
	if (e.kind !== "binary" || isComparison(e.operator)) return told(e);
	const sides = [truthOf(e.left, told), truthOf(e.right, told)];
	const decides = e.operator === "and" ? 0 : 1;
	if (sides.includes(decides)) return decides;
	return sides.some(Number.isNaN) ? Number.NaN : 1 - decides;
}
