import { expect, test } from "vitest";
import { inCall } from "../../src/node/asked.ts";
import { weighParameters } from "../../src/node/weigh-parameters.ts";
import { models } from "./support.ts";

const { influences, failed } = weighParameters(models, "cart-crs", {}, { words: inCall("weigh") });
const strongest = influences.slice(0, 30).map(({ parameter }) => parameter);
const exceptWhere = (holds: (one: (typeof strongest)[number]) => boolean) => strongest.filter((one) => !holds(one)).map(({ name }) => name);

test("all runs that weigh the parameters end well", () => {
	expect(failed).toBe(0);
});

test("each of the 30 strongest influences has a source, or names what it was fitted to, or is assumed within a plausible range and varies", () => {
	expect(
		exceptWhere(({ evidence, source, range, cv }) => (evidence === "assumed" ? range !== null && cv > 0 : source !== "assumed")),
	).toEqual([]);
});

test("a plausible range that was assumed has a reason in words", () => {
	expect(exceptWhere(({ evidence, about }) => evidence !== "assumed" || about.length > 10)).toEqual([]);
});
