import { describe, expect, test } from "vitest";
import { consciousnessOf, edemaOf, seizureWatch } from "../../src/simulate/neurologic-signs.ts";
import type { Change } from "../../src/simulate/run.ts";

const aSeizure = (from: number, minutes: number): Change[] => [
	{ time: from, target: "seizure_active", kind: "set", value: 1 },
	{ time: from + minutes / 60, target: "seizure_active", kind: "set", value: 0 },
];

test("each level of wakefulness and of edema has its word", () => {
	expect([0, 1, 2, 3, 4].map(consciousnessOf)).toEqual(["alert", "voice", "tactile", "vigorous", "unarousable"]);
	expect([0, 1, 2].map(edemaOf)).toEqual(["none", "focal", "diffuse"]);
	expect([consciousnessOf(undefined), edemaOf(undefined)]).toEqual([undefined, undefined]);
});

describe("what a look makes of seizures", () => {
	test("nothing before the first and nothing a day after the last", () => {
		expect(seizureWatch([])(50)).toBeUndefined();
		expect(seizureWatch(aSeizure(40, 2))(40 + 24 + 2 / 60)).toBeUndefined();
	});

	test("a brief one that ended within the day is brief, though no look fell into it", () => {
		expect(seizureWatch(aSeizure(40.5, 2))(41)).toBe("brief_resolved");
		expect(seizureWatch(aSeizure(40.5, 5))(64)).toBe("brief_resolved");
	});

	test("a longer one than five minutes is long, also beside a brief one after it", () => {
		expect(seizureWatch([...aSeizure(40.5, 20), ...aSeizure(50, 2)])(60)).toBe("prolonged_gt5min");
	});

	test("one that still runs counts by its length so far", () => {
		const [begin] = aSeizure(40, 20);
		expect(seizureWatch([begin!])(40 + 3 / 60)).toBe("brief_resolved");
		expect(seizureWatch([begin!])(40 + 10 / 60)).toBe("prolonged_gt5min");
	});
});
