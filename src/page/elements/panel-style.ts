import { type CSSResult, css } from "../lit.ts";

/** A panel: title, key and values above its drawing. */
export const panelStyle: CSSResult = css`
	:host {
		display: block;
		min-width: 0;
	}
	figcaption {
		display: grid;
		gap: 0;
	}
	h3 {
		font-size: 0.93em;
		font-weight: 600;
	}
	.key {
		display: flex;
		gap: 0 8px;
		justify-content: space-between;
		overflow: hidden;
		min-height: 1.5em;
		font-size: 0.8em;
		color: var(--plain);
	}
	@media print {
		.key {
			flex-wrap: wrap;
		}
	}
	.one {
		display: inline-flex;
		align-items: center;
		gap: 4px;
		white-space: nowrap;
	}
	.value {
		font-weight: 600;
		color: var(--strong);
	}
	.unit {
		font-weight: 400;
		color: var(--soft);
	}
	.one,
	.value:has(.unit) {
		min-width: 0;
		overflow: hidden;
		text-overflow: ellipsis;
	}
	svg {
		flex: none;
	}
	.was {
		color: var(--soft);
	}
	.was::before {
		content: "was ";
	}
	.several .was {
		display: none;
	}
	.plot {
		touch-action: pan-y;
		cursor: crosshair;
	}
	canvas {
		display: block;
		width: 100%;
	}
`;
