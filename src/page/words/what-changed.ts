import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { causes } from "./causes.ts";
import { effects } from "./effects.ts";
import { capital } from "./say.ts";

/** So many effects are read at a glance. */
const most = 4;

/**
 * What changed between two courses, in one sentence: what was done otherwise, and what came of it.
 *
 *     whatChanged(kit, { was: pinned, is: answer })
 *     // "Tocilizumab on day 4.0: worst CRS grade 3 (was 4), 2.1 days on vasopressors (was 3.4)."
 */
export function whatChanged(kit: Kit, { was, is }: { readonly was: Answer; readonly is: Answer }): string {
	const done = causes(kit, was.wish, is.wish);
	if (done.length === 0) return "Nothing has been changed yet.";
	const [shown, more] = [done.slice(0, 2), done.length - 2];
	const what = [...shown, ...(more > 0 ? [more === 1 ? "1 more change" : `${more} more changes`] : [])].join("; ");
	const found = effects(kit, { was, is }).slice(0, most);
	return `${capital(what)}: ${found.length === 0 ? "no difference that a bedside would see" : found.join(", ")}.`;
}
