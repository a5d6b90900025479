import { html } from "../lit.ts";
import { dayWords } from "../words/say.ts";

/** The time cursor: undefined hours are no cursor yet. Hours since infusion. */
export interface SlidTime {
	readonly from: number;
	readonly until: number;
	readonly time: number | undefined;
	readonly move: (time: number) => void;
}

/** The time cursor as a slider; laid over the tracks of the lanes it points at the hours that they show. */
export const timeSlider = ({ from, until, time, move }: SlidTime) => html`<input
		type="range"
		class="time"
		aria-label="Time"
		min=${from}
		max=${until}
		step="1"
		.value=${String(time ?? 0)}
		aria-valuetext=${dayWords(time ?? 0)}
		@input=${(event: Event) => move((event.target as HTMLInputElement).valueAsNumber)}
	/><output aria-hidden="true">${time === undefined ? "day –" : dayWords(time)}</output>`;
