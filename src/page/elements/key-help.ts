import { html } from "../lit.ts";

/** What can be done with doses and grades, by key, mouse and finger. */
const acts: readonly (readonly [by: string, what: string])[] = [
	["drag, ← →", "move a dose by an hour (Shift: 15 minutes)"],
	["Page ↑ ↓", "move it by a day"],
	["+ −", "change its amount by a fifth"],
	["Enter, click, rest a finger", "open its fields: amount, repeat, taper"],
	["Delete", "remove it"],
	["double click, rest a finger", "give another dose at that place of a lane"],
	["← → on a grade", "go from turn to turn with its reason"],
];

/** The same for whoever looks it up. */
export const keyHelp = html`<details class="small keys">
	<summary>Keys, mouse and touch</summary>
	<dl>${acts.map(([by, what]) => html`<dt>${by}</dt><dd>${what}</dd>`)}</dl>
</details>`;
