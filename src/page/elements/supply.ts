import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { tell } from "../lit.ts";
import type { Runner } from "../runner.ts";

/** What an embedded element needs to work: what can be chosen, and who computes it. */
export interface Supply {
	readonly kit: Kit;
	readonly runner: Runner;
}

/** An element asks for its supply; whoever has it calls `give`. */
interface Need {
	readonly give: (supply: Supply) => void;
}

/**
 * Answers every embedded element below `root`, those that stand there already and those to come: `supplyAll(document, { kit, runner })` before the
 * elements are defined. Each `<crsim-patient>` asks the one runner in its turn.
 */
export function supplyAll(root: EventTarget, supply: Supply): void {
	root.addEventListener("crsim-need", (event) => {
		event.stopPropagation();
		(event as CustomEvent<Need>).detail.give(supply);
	});
}

/** Asks for the supply; nothing comes where nobody has one. */
export function askSupply(from: EventTarget, give: (supply: Supply) => void): void {
	tell<Need>(from, "crsim-need", { give });
}

/** An embedded patient has a new course; panels that belong to it draw it. */
export interface CourseNews {
	readonly kit: Kit;
	readonly answer: Answer;
	readonly pinned: Answer | undefined;
	readonly time: number | undefined;
}
