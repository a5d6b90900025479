import { type CSSResult, css } from "../lit.ts";

/** How a course is laid out: its sentence, lanes and grades in a card, curves in a grid. */
export const stageStyle: CSSResult = css`
	:host {
		display: grid;
		gap: 10px;
		align-content: start;
		min-width: 0;
	}
	/* On a screen the fields say it. */
	.paper {
		display: none;
	}
	.sentence {
		display: flex;
		flex-wrap: wrap;
		gap: 6px 16px;
		align-items: center;
		justify-content: space-between;
		padding: 2px 2px 2px 12px;
		border-left: 4px solid var(--accent);
	}
	.sentence p {
		flex: 1 1 420px;
		font-size: 1.22em;
		line-height: 1.35;
		font-weight: 600;
		letter-spacing: -0.008em;
		text-wrap: pretty;
	}
	.sentence small {
		display: block;
		font-size: 0.72em;
		font-weight: 400;
		color: var(--soft);
		letter-spacing: 0;
	}
	.sentence div {
		display: flex;
		gap: 6px;
	}
	.card {
		background: var(--paper);
		border: 1px solid var(--grid);
		border-radius: var(--radius);
		padding: 8px 14px 10px;
		min-width: 0;
	}
	.tools {
		display: grid;
		grid-template-columns: var(--names) minmax(0, 1fr) var(--notes);
		gap: 0 12px;
		align-items: center;
		padding: 8px 0;
	}
	.tools crsim-find {
		white-space: nowrap;
		z-index: 4;
	}
	/* The middle of the thumb stands at the hour, as the line of the cursor does. */
	.time {
		grid-area: 1 / 2;
		width: calc(100% + 16px) !important;
		margin: 0 -8px !important;
	}
	.check {
		grid-area: 1 / 3;
		justify-self: end;
		display: flex;
		align-items: center;
		gap: 7px;
		min-height: var(--target);
		white-space: nowrap;
	}
	.check input {
		width: 16px;
		height: 16px;
		accent-color: var(--accent);
	}
	output {
		grid-area: 1 / 3;
		min-width: 4.6em;
		white-space: nowrap;
		font-weight: 600;
	}
	.alert {
		background: var(--warn);
		color: var(--warn-ink);
		border-radius: 7px;
		padding: 5px 12px;
		margin-bottom: 6px;
	}
	.notes {
		color: var(--soft);
		margin-bottom: 8px;
		font-size: 0.86em;
	}
	summary {
		cursor: pointer;
		min-height: 24px;
	}
	.panels {
		display: grid;
		grid-template-columns: repeat(auto-fill, minmax(max(20em, (100% - 20px) / 3), 1fr));
		gap: 10px;
	}
	@media (min-width: 861px) {
		.panels:has(> :nth-child(4):last-child) {
			grid-template-columns: repeat(2, minmax(0, 1fr));
		}
	}
	.panel {
		position: relative;
		padding: 7px 6px 2px 10px;
	}
	.away {
		position: absolute;
		right: 1px;
		top: 1px;
		min-height: 24px;
		min-width: 24px;
		padding: 0;
		opacity: 0;
		background: var(--paper);
	}
	.panel:hover .away,
	.away:focus-visible {
		opacity: 1;
	}
	.below {
		display: flex;
		flex-wrap: wrap;
		gap: 6px 14px;
		align-items: center;
		margin-top: 8px;
	}
	@media (max-width: 640px) {
		.tools {
			grid-template-columns: auto minmax(0, 1fr) auto;
		}
		.tools .time {
			grid-area: 1 / 1 / auto / -1;
		}
		.tools crsim-find {
			grid-area: 2 / 1;
		}
		.check,
		output {
			grid-row: 2;
		}
		output {
			grid-column: 2;
			min-width: 0;
		}
		.panels {
			grid-template-columns: minmax(0, 1fr);
		}
		.card {
			padding: 8px 10px;
		}
		.sentence p {
			font-size: 1.12em;
		}
	}
	details[open] {
		flex-basis: 100%;
	}
	.about ul {
		list-style: disc;
		padding-left: 18px;
		max-width: 80em;
	}
	dl {
		display: grid;
		grid-template-columns: max-content 1fr;
		gap: 2px 12px;
	}
	dt {
		font-weight: 600;
	}
	@media (hover: none) {
		.away {
			opacity: 1;
			min-height: 44px;
			min-width: 44px;
			background: transparent;
		}
	}
	@media print {
		button,
		crsim-find,
		.tools,
		.keys,
		.sentence small,
		crsim-order {
			display: none !important;
		}
		.paper {
			display: block;
		}
		/* What is folded on a screen is read on paper. */
		details::details-content {
			content-visibility: visible;
		}
		.panels {
			grid-template-columns: repeat(3, minmax(0, 1fr));
			gap: 6px;
		}
		.card {
			break-inside: avoid;
		}
	}
`;
