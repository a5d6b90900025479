import { type Path, pathText } from "../input/located-yaml.ts";
import type { ShapeOf } from "../input/shape.ts";
import type { Formula } from "../language/formula.ts";
import { parseExpression } from "../language/parse.ts";
import type { PartReader } from "../language/read-parts.ts";
import type { Limit } from "./treatment.ts";
import type { treatmentShape } from "./treatment-shape.ts";

type Body = ShapeOf<typeof treatmentShape>;

/** A condition that follows from what stands at `path`. What is wrong there was told when it was read. */
function conditionAt(read: PartReader, path: Path, text: string): Formula | undefined {
	const parsed = parseExpression(text);
	return "expression" in parsed
		? { expression: parsed.expression, text, key: pathText(path), locate: () => read.yaml.place(path) }
		: undefined;
}

function rejecting(read: PartReader, path: Path, { text, say }: { readonly text: string; readonly say: string }): Limit[] {
	const when = conditionAt(read, path, text);
	return when === undefined ? [] : [{ kind: "reject", when, say }];
}

/** The limit that follows from the most a drug ever runs at. */
export function rateLimit(read: PartReader, plausible: Body["plausible"]): Limit[] {
	if (plausible === undefined) return [];
	return rejecting(read, ["plausible", "rate"], { text: `rate > ${plausible.rate}`, say: plausible.say ?? `above ${plausible.rate}` });
}

/** The limits that follow from what a device can be set to. A flow of 0 is a device that gives nothing. */
export function deviceLimits(read: PartReader, path: Path, plausible: NonNullable<Body["devices"]>[string]["plausible"]): Limit[] {
	const of = (key: "flow" | "fio2"): Limit[] => {
		const pair = plausible?.[key];
		if (pair === undefined) return [];
		const [least, most] = pair;
		const below = key === "flow" ? `${key} > 0 L/min and ${key} < ${least}` : `${key} < ${least}`;
		return rejecting(read, [...path, "plausible", key], {
			text: `(${below}) or ${key} > ${most}`,
			say: plausible?.say ?? `its ${key === "flow" ? "flow" : "fraction"} is between ${least} and ${most}`,
		});
	};
	return [...of("flow"), ...of("fio2")];
}
