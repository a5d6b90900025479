import { describe, expect, test } from "vitest";
import { idsShowing, panelChoices, panelsOf, seenColumns } from "../../../src/page/elements/chosen-panels.ts";
import { found } from "../../../src/page/elements/find-words.ts";
import { stripSpells } from "../../../src/page/elements/paint-strip.ts";
import { tabAfter, views } from "../../../src/page/elements/views.ts";
import { aColumn, aKit } from "../words/builders.ts";

const kit = aKit({ columns: [...aKit().columns, aColumn("lactate", "mmol/L")] });

describe("chosen panels", () => {
	test("an id is a panel of the kit, or a column that makes one of its own; what is neither shows nothing", () => {
		expect(panelsOf(kit, ["lactate", "temperature", "nothing"]).map(({ title, left }) => [title, left])).toEqual([
			["Lactate", ["lactate"]],
			["Temperature", ["temperature"]],
		]);
	});

	test("columns are shown by the first panel that has them, each once", () => {
		const panels = [...kit.panels, { id: "both", title: "", left: ["map"], right: ["temperature"], labels: [], lines: [] }];
		expect(idsShowing({ panels }, ["map", "temperature", "lactate", "lactate"])).toEqual(["both", "lactate"]);
	});

	test("what is seen while something is dragged: what the panels draw, and what the sentence tells", () => {
		expect(seenColumns(kit, ["lactate"])).toEqual(["lactate", "temperature", "map"]);
		expect(seenColumns({ ...kit, columns: [aColumn("lactate", "mmol/L"), aColumn("ldh", "U/L")] }, ["lactate"])).toEqual(["lactate"]);
	});

	test("whatever is not in a panel can be found by its own name", () => {
		const choices = panelChoices(kit, ["temperature"]);
		expect(choices.map(({ name, note }) => [name, note])).toEqual([
			["temperature", "shown"],
			["map", undefined],
			["lactate", undefined],
		]);
	});
});

describe("the search", () => {
	const all = [
		{ name: "il6_gain", label: "Gain", about: "How much macrophages make", other: ["interleukin-6"] },
		{ name: "tocilizumab", label: "Tocilizumab", about: "Against the receptor of il6", other: ["Actemra"] },
		{ name: "gain_of_fever", label: "Fever", about: "" },
	];
	const names = (typed: string) => found(all, typed).map(({ name }) => name);

	test("finds by name, brand and text, names first", () => {
		expect(names("actem")).toEqual(["tocilizumab"]);
		expect(names("il6")).toEqual(["il6_gain", "tocilizumab"]);
		expect(names("gain")).toEqual(["il6_gain", "gain_of_fever"]);
	});

	test("each further word narrows it; nothing typed shows all, nothing meant shows none", () => {
		expect(names("il6 receptor")).toEqual(["tocilizumab"]);
		expect(names("  ")).toHaveLength(3);
		expect(names("zzz")).toEqual([]);
	});
});

describe("a strip of grades", () => {
	const turn = (time: number, grade: number | null, least = grade ?? 0) => ({ time, grade, least, most: grade ?? 4, because: "" });
	const axis = { from: 0, to: 100, width: 100 };

	test("neighbors of one grade join, and each holds until the next", () => {
		const spells = stripSpells([turn(0, 0), turn(10, 1), turn(20, 1), turn(30, 3)], axis, 80);
		expect(spells.map(({ from, to, grade }) => [from, to, grade])).toEqual([
			[0, 10, 0],
			[10, 30, 1],
			[30, 80, 3],
		]);
	});

	test("what is unknown is told apart by its lower bound, and cut to the axis", () => {
		const spells = stripSpells([turn(-20, null), turn(50, null, 3)], axis, 500);
		expect(spells.map(({ from, to, least }) => [from, to, least])).toEqual([
			[0, 50, 0],
			[50, 100, 3],
		]);
	});
});

describe("the tabs", () => {
	const ids = views.map(({ id }) => id);

	test("arrow keys go round, Home and End to the ends, other keys nowhere", () => {
		expect([tabAfter(ids, ids[0]!, "ArrowLeft"), tabAfter(ids, ids.at(-1)!, "ArrowRight")]).toEqual([ids.at(-1), ids[0]]);
		expect([tabAfter(ids, "why", "Home"), tabAfter(ids, "why", "End"), tabAfter(ids, "why", "x")]).toEqual([ids[0], ids.at(-1), undefined]);
	});
});
