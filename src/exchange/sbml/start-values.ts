import { type Expression, number, substitute } from "../../language/expression.ts";
import type { Row, Rows } from "./rows.ts";

/** Expressions that read each other at the start are written out at most so deep. */
const deepest = 200;

/** The rows with every value at the start written out down to what does not move: parameters, and what is fixed there. */
export function atStart(rows: Rows, time: string | null, refuse: (message: string) => void): Row[] {
	const initially = (e: Expression, depth = 0): Expression => {
		if (depth > deepest) {
			refuse("values at the start depend on each other in a circle");
			return number(0);
		}
		return substitute(e, (read) => {
			if (read === time) return number(0);
			const row = rows.get(read);
			if (row?.kind === "state") return initially(row.start, depth + 1);
			return row?.kind === "flow" ? initially(row.is, depth + 1) : undefined;
		});
	};
	return [...rows.values()].map((row) => (row.kind === "state" || row.kind === "fixed" ? { ...row, start: initially(row.start) } : row));
}
