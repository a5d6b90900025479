import type { Answer, CrowdMember, LaidCourse, Reading } from "./answer.ts";
import type { KitScenario } from "./kit.ts";
import type { Wish } from "./wish.ts";

/** A file to be saved. */
export interface SavedFile {
	readonly name: string;
	readonly type: string;
	readonly content: string | Uint8Array<ArrayBuffer>;
}

/** What can be saved of a wish. Figures are those of the model, by name, through Vega-Lite. */
export type SaveWish = { readonly kind: "yaml" | "csv" } | { readonly kind: "svg" | "png"; readonly figure: string };

/**
 * Runs wishes away from the page. One run is in flight; of those that wait the latest wins, the others come to null.
 *
 *     const answer = await runner.ask(wish, "draft");   // null: a later wish overtook it
 *     if (answer) draw(answer);
 */
export interface Runner {
	/** `draft` while something is dragged, with the columns that are seen (all when left out); `exact` on release. Rejects only when the page itself is broken. */
	readonly ask: (wish: Wish, quality: Answer["quality"], columns?: readonly string[]) => Promise<Answer | null>;
	/** Virtual patients 1 to `count` of a seed under a wish, one by one, in a worker of their own; gives what stops it. The next call stops the one before. */
	readonly crowd: (
		wish: Wish,
		crowd: { readonly seed: number; readonly count: number; readonly columns: readonly string[] },
		each: (member: CrowdMember) => void,
	) => () => void;
	/** Reads a scenario text (the reader is loaded now): a scenario to be shown as `kit.scenarios` are, which wishes may name from then on. */
	readonly readScenario: (text: string, name: string) => Promise<Reading<KitScenario>>;
	/** Reads a chart and lays it over the run of a wish. */
	readonly readChart: (text: string, name: string, wish: Wish) => Promise<Reading<LaidCourse>>;
	readonly save: (wish: Wish, what: SaveWish) => Promise<SavedFile>;
	/** A subsystem of the model as a piece of HTML (equations, parameters, sources); empty where there is none. */
	readonly piece: (subsystem: string) => Promise<string>;
	/** The command that repeats a wish in a terminal, once its YAML is saved. */
	readonly command: (wish: Wish) => string;
	/** Ends its workers. */
	readonly close: () => void;
}
