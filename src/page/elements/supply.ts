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
 * Answers every embedded element below `root`, those that stand there already and those to come: `supplyAll(document, supply)`. Each
 * `<crsim-patient>` asks the one runner in its turn.
 */
export function supplyAll(root: EventTarget, supply: Supply | Promise<Supply>): void {
	root.addEventListener("crsim-need", (event) => {
		event.stopPropagation();
		void Promise.resolve(supply).then((event as CustomEvent<Need>).detail.give);
	});
	root.dispatchEvent(new CustomEvent("crsim-supply"));
}

/** Asks for the supply, and again when one comes to the page later. */
export function askSupply(from: EventTarget, give: (supply: Supply) => void): void {
	const ask = () => tell<Need>(from, "crsim-need", { give });
	document.addEventListener("crsim-supply", ask, { once: true });
	ask();
}

/** An embedded patient has a new course; panels that belong to it draw it. */
export interface CourseNews {
	readonly kit: Kit;
	readonly answer: Answer;
	readonly pinned: Answer | undefined;
	readonly time: number | undefined;
}
