import { seenColumns } from "../../src/page/elements/chosen-panels.ts";
import type { Kit } from "../../src/page/kit.ts";
import type { Wish } from "../../src/page/wish.ts";
import { aPage } from "../page/a-page.ts";
import { answeringOf } from "../page/code.ts";
import { cpuOf, recordedRun } from "./patient-runs.ts";

/** Hours since infusion between which the dose is dragged to and fro, and by how many at once. */
const [first, last, stride] = [24, 168, 5];
const rounds = 3;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Moves of a dose, each to another hour than the one before. */
function movesOf({ scenarios }: Kit, scenario: string, care: string, burden: number): readonly Wish[] {
	const { wish } = scenarios.find(({ name }) => name === scenario)!;
	const facts = { ...wish.facts, tumor_burden: burden };
	const hours = Array.from({ length: Math.floor((last - first) / stride) }, (_, i) => first + i * stride);
	return hours.map((at) => ({ ...wish, care, facts, until: 15 * 24, orders: wish.orders.map((order) => ({ ...order, at })) }));
}

/**
 * What moves of a dose cost in this process, and how many times what the same legs cost that begin at the dose or later, integrated alone to the same
 * tolerance: the machine slows both alike.
 */
export function tellDrags(scenario: string): void {
	const page = aPage();
	const columns = seenColumns(page.kit, page.kit.shown);
	console.log("\nwork per drag in one process, 15 days: ms of the processor at the median, and times the bare integration behind the dose");
	for (const care of ["none", "p0", "p4"])
		for (const burden of [1, 3]) {
			const answering = answeringOf(page);
			const moves = movesOf(page.kit, scenario, care, burden);
			for (const wish of moves) answering.ask(wish, "draft", columns);
			const taken = moves.flatMap((wish) => {
				const { engine, patient } = answering.make(wish);
				const { bare } = recordedRun(engine, patient, { relativeTolerance: 1e-4, columns });
				const alone = () => bare(wish.orders[0]!.at);
				alone();
				return Array.from({ length: rounds }, () => {
					// Moved away and back: what is timed is a move.
					answering.ask({ ...wish, orders: wish.orders.map((order) => ({ ...order, at: order.at - 1 })) }, "draft", columns);
					return { whole: cpuOf(() => answering.ask(wish, "draft", columns)), bare: cpuOf(alone) };
				});
			});
			const [whole, bare] = (["whole", "bare"] as const).map((kind) => median(taken.map((one) => one[kind])));
			const ratio = median(taken.map((one) => one.whole / one.bare));
			console.log(
				`${`${care}, burden ${burden}`.padEnd(20)} ${whole!.toFixed(1)} ms; bare ${bare!.toFixed(1)} ms; ${ratio.toFixed(2)} times`,
			);
		}
}
