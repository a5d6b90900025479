import { type CSSResult, css } from "../lit.ts";

/** Strips of grades: name, strip, reason; on a phone the strip below both. */
export const gradesStyle: CSSResult = css`
	:host {
		display: grid;
		gap: 4px;
	}
	.row {
		display: grid;
		grid-template-columns: var(--names) minmax(0, 1fr) var(--notes);
		gap: 0 12px;
		align-items: start;
	}
	.name {
		font-weight: 600;
		line-height: 22px;
	}
	small {
		position: absolute;
		right: calc(100% + 12px);
		font-size: 0.79em;
		font-weight: 400;
		color: var(--soft);
		white-space: nowrap;
	}
	.strip {
		position: relative;
		cursor: crosshair;
		touch-action: pan-y;
		border-radius: 3px;
		background: linear-gradient(var(--grid), var(--grid)) 0 calc(11px * var(--zoom, 1)) / 100% 1px no-repeat;
	}
	.days {
		color: var(--soft);
		font-size: 0.86em;
		line-height: 20px;
	}
	.days .strip {
		height: 20px;
		background: none;
		cursor: auto;
	}
	.days .strip span {
		position: absolute;
		transform: translateX(-50%);
	}
	canvas {
		display: block;
		width: 100%;
	}
	.because {
		display: flex;
		gap: 7px;
		font-size: 0.86em;
		line-height: 1.3;
		color: var(--plain);
		min-height: 2.6em;
	}
	.because span:last-child {
		display: -webkit-box;
		-webkit-box-orient: vertical;
		-webkit-line-clamp: 2;
		overflow: hidden;
	}
	.because.whole span:last-child,
	.strip:focus-visible + .because span:last-child {
		-webkit-line-clamp: none;
	}
	em {
		color: var(--soft);
	}
	.grade {
		flex: none;
		width: 22px;
		height: 20px;
		border-radius: 5px;
		font-weight: 600;
		text-align: center;
		line-height: 20px;
	}
	.grade-0 {
		background: var(--grade-0);
		color: var(--grade-ink-0);
	}
	.grade-1 {
		background: var(--grade-1);
		color: var(--grade-ink-1);
	}
	.grade-2 {
		background: var(--grade-2);
		color: var(--grade-ink-2);
	}
	.grade-3 {
		background: var(--grade-3);
		color: var(--grade-ink-3);
	}
	.grade-4 {
		background: var(--grade-4);
		color: var(--grade-ink-4);
	}
	.grade-5 {
		background: var(--grade-5);
		color: var(--grade-ink-5);
	}
	.grade-unknown {
		border: 1px solid var(--faint);
	}
	@media print {
		.because span:last-child {
			-webkit-line-clamp: none;
		}
	}
	@media (max-width: 640px) {
		:host {
			gap: 8px;
		}
		.because {
			min-height: 22px;
		}
		.row {
			grid-template-columns: max-content minmax(0, 1fr);
		}
		.strip {
			grid-area: 2 / 1 / auto / -1;
		}
		small {
			right: auto;
			left: 2px;
			padding: 0 3px;
			background: rgb(255 255 255 / 78%);
		}
	}
`;
