import type { ChartedColumn } from "../../src/chart/charting.ts";

/** A column that a ward charts, with the error and without limits unless told otherwise. */
export const aChartedColumn = (more: Partial<ChartedColumn>): ChartedColumn => ({
	name: "x",
	unit: "1",
	round: "all",
	noise: null,
	rhythm: null,
	step: null,
	least: Number.NEGATIVE_INFINITY,
	most: Number.POSITIVE_INFINITY,
	below: null,
	above: null,
	called: [],
	about: "",
	source: "assumed",
	evidence: "assumed",
	...more,
});
