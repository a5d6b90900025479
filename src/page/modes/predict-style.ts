import { type CSSResult, css } from "../lit.ts";

/** A guess: what is drawn on, and the fields below it. */
export const predictStyle: CSSResult = css`
	.pad {
		display: block;
		width: 100%;
		height: auto;
		touch-action: none;
		cursor: crosshair;
		user-select: none;
	}
	.pad.shown {
		cursor: default;
		touch-action: auto;
	}
	.tick {
		font-size: 12px;
		fill: var(--soft);
	}
	.invite {
		font-size: 20px;
		fill: var(--soft);
	}
`;
