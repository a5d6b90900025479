import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { tell } from "../lit.ts";
import type { Runner } from "../runner.ts";

/** What an embedded element needs to work: what can be chosen, and who computes it. */
export interface Supply {
	readonly kit: Kit;
	readonly runner: Runner;
}

/** An element asks for its supply; whoever has it calls `give`, and whoever cannot have it `fail`. */
export interface Need {
	readonly give: (supply: Supply) => void;
	readonly fail: (error: unknown) => void;
}

/**
 * Answers every embedded element below `root`, those that stand there already and those to come: `supplyAll(document, supply)`. Each
 * `<crsim-patient>` asks the one runner in its turn.
 */
export function supplyAll(root: EventTarget, supply: Supply | Promise<Supply>): void {
	root.addEventListener("crsim-need", (event) => {
		event.stopPropagation();
		const { give, fail } = (event as CustomEvent<Need>).detail;
		void Promise.resolve(supply).then(give, fail);
	});
	root.dispatchEvent(new CustomEvent("crsim-supply"));
}

/** Asks for the supply, and again when one comes to the page later. */
export function askSupply(from: EventTarget, need: Need): void {
	const ask = () => tell<Need>(from, "crsim-need", need);
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

/** An embedded patient cannot be shown; panels that belong to it say so too. */
export interface TroubleNews {
	readonly trouble: string;
}
