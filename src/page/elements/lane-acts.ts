import { html, nothing } from "../lit.ts";
import { capital, dayNumber, dayWords } from "../words/say.ts";
import { actNear, type LaneAct, type LaneRow } from "./lane-rows.ts";
import { leftOf, widthOf } from "./lane-track.ts";
import type { TimeAxis } from "./time-axis.ts";

/** The faintest rate is still seen, as a share of the highest. */
const faintest = 0.14;

/** Hours around the cursor in which an act is told. */
const near = 6;

/** All acts of a lane as one picture with one text: hundreds of steps of a rate would bury a keyboard. */
export function actsPicture({ acts, label }: LaneRow, axis: TimeAxis) {
	if (acts.length === 0) return nothing;
	const rules = [...new Set(acts.map(({ why }) => why))];
	const text = `${capital(label)} by the care team: ${rules.map((rule) => `${actCount(acts, rule)} "${rule}"`).join("; ")}`;
	return html`<div class="acts" role="img" aria-label=${text} title=${text}>
		${acts.map((act) =>
			act.kind === "dose"
				? html`<b style="left:${leftOf(axis, act.from)}" title="${act.what}, ${dayWords(act.from)}: ${act.why}"></b>`
				: html`<u
						style="left:${leftOf(axis, act.from)};width:${widthOf(axis, act.from, act.to)};--share:${Math.max(act.share, faintest).toFixed(2)}"
						title="${act.what}, ${dayWords(act.from)} to ${dayNumber(act.to)}: ${act.why}"
					></u>`,
		)}
	</div>`;
}

const actCount = (acts: readonly LaneAct[], rule: string): string => {
	const count = acts.filter(({ why }) => why === rule).length;
	return `${count} ${count === 1 ? "act" : "acts"} by`;
};

/** What was given and by which rule: the act nearest to the cursor, else all of them in short. */
export function actNote({ acts, waiting }: LaneRow, time: number | undefined) {
	if (acts.length === 0) return nothing;
	const told = time === undefined ? undefined : actNear(acts, time, near);
	if (told !== undefined) return html`<span class="act"><b>${told.what}</b> ${told.why}</span>`;
	const [first, ...more] = [...new Set(acts.map(({ why }) => why))];
	const why = waiting.length > 0 ? "" : `${first}${more.length > 0 ? `, and ${more.length} more` : ""}`;
	return html`<span class="act"><b>${inShort(acts)}</b> ${why}</span>`;
}

/** `3 × 560 mg`, `up to 0.3 µg/kg/min`. */
function inShort(acts: readonly LaneAct[]): string {
	const doses = acts.filter(({ kind }) => kind === "dose");
	if (doses.length > 0) return `${doses.length > 1 ? `${doses.length} × ` : ""}${doses[0]!.what}`;
	const highest = acts.reduce((a, b) => (b.share > a.share ? b : a));
	return acts.length > 1 ? `up to ${highest.what}` : highest.what;
}
