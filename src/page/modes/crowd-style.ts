import { type CSSResult, css } from "../lit.ts";

/** A crowd: its lines, and bars of shares with whiskers. */
export const crowdStyle: CSSResult = css`
	canvas {
		display: block;
		width: 100%;
		height: var(--crowd-height);
		cursor: pointer;
		touch-action: manipulation;
	}
	.bars {
		display: grid;
		grid-template-columns: repeat(auto-fit, minmax(270px, 1fr));
		gap: 12px 22px;
		margin-top: 12px;
	}
	.bar {
		display: grid;
		grid-template-columns: 5.2em 1fr;
		gap: 8px;
		align-items: center;
		font-size: 0.92em;
		min-height: 22px;
	}
	.track {
		position: relative;
		height: 14px;
		background: #eef1f4;
		border-radius: 3px;
	}
	.fill {
		position: absolute;
		inset: 0 auto 0 0;
		border-radius: 3px;
	}
	.whisker {
		position: absolute;
		top: 6px;
		height: 2px;
		background: var(--strong);
		box-shadow: 0 0 0 1px #fff;
	}
	.whisker::before,
	.whisker::after {
		content: "";
		position: absolute;
		top: -3px;
		width: 2px;
		height: 8px;
		background: var(--strong);
	}
	.whisker::after {
		right: 0;
	}
	.words {
		grid-column: 2;
		margin-top: -4px;
	}
	progress {
		width: 160px;
		accent-color: var(--accent);
	}
`;
