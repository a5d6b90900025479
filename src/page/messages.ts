import type { Run } from "../simulate/run.ts";
import type { Answer, CrowdMember } from "./answer.ts";
import type { SharedPlaces } from "./moved-orders.ts";
import type { PartScenario } from "./parts.ts";
import type { Wish } from "./wish.ts";

/** What a worker that runs wishes is asked for. */
export type RunRequest =
	/** `parts`: text of `Parts` without the bytes of the machine code, which stand beside it. */
	| { readonly kind: "start"; readonly parts: string; readonly machineCode: Uint8Array<ArrayBuffer>; readonly version: string }
	/** `columns`: those that a draft is to hold; all when left out. */
	| { readonly kind: "ask"; readonly wish: Wish; readonly quality: Answer["quality"]; readonly columns?: readonly string[] | undefined }
	/** One patient of a crowd. */
	| { readonly kind: "member"; readonly wish: Wish; readonly columns: readonly string[] }
	/** Text of `LateParts`. */
	| { readonly kind: "more"; readonly parts: string }
	/** A scenario that was read from a text: wishes may name it from then on. */
	| { readonly kind: "learn"; readonly name: string; readonly scenario: PartScenario }
	| { readonly kind: "text"; readonly wish: Wish }
	| { readonly kind: "table"; readonly wish: Wish }
	/** How many places of the inquiry are taken: a text that is read puts its own behind them. */
	| { readonly kind: "shared" }
	/** The whole run, for who draws it. */
	| { readonly kind: "run"; readonly wish: Wish };

/** What it gives, by what it was asked for. */
export interface RunReplies {
	readonly start: null;
	readonly ask: Answer;
	readonly member: CrowdMember;
	readonly more: null;
	readonly learn: null;
	readonly text: string;
	readonly table: string;
	readonly shared: SharedPlaces;
	readonly run: Run;
}

/** What a worker that draws is asked for: a figure of the run's model, by its name, as SVG in our font. */
export interface DrawRequest {
	readonly run: Run;
	readonly figure: string;
	readonly fonts: { readonly regular: Uint8Array<ArrayBuffer>; readonly semibold: Uint8Array<ArrayBuffer> };
}

/** Arrays that a reply hands over without a copy. */
export const handedOver = (reply: unknown): ArrayBuffer[] => {
	if (typeof reply !== "object" || reply === null || !("columns" in reply) || !("times" in reply)) return [];
	const { columns, times } = reply as Pick<Answer, "columns" | "times">;
	return [...new Set([times, ...Object.values(columns)].map(({ buffer }) => buffer as ArrayBuffer))];
};
