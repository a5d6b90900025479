import { type CSSResult, css } from "../lit.ts";

/** How lanes are laid out and drawn. */
export const lanesStyle: CSSResult = css`
	:host {
		display: block;
	}
	.lanes {
		position: relative;
		--track-left: calc(var(--names) + 12px);
	}
	.row {
		display: grid;
		grid-template-columns: var(--names) minmax(0, 1fr) var(--notes);
		gap: 12px;
		align-items: center;
		min-height: 26px;
	}
	.row.active {
		min-height: 44px;
	}
	.row + .row {
		border-top: 1px solid var(--grid);
	}
	.row.days {
		min-height: 20px;
	}
	.name {
		display: flex;
		align-items: center;
		gap: 6px;
		line-height: 1.15;
		font-weight: 600;
		font-size: 0.93em;
		overflow-wrap: anywhere;
	}
	.quiet .name,
	.days .name {
		font-weight: 400;
		color: var(--plain);
	}
	.name i {
		flex: none;
		width: 9px;
		height: 9px;
		border-radius: 3px;
		background: var(--color);
	}
	.track {
		position: relative;
		align-self: stretch;
		min-height: inherit;
		background: linear-gradient(var(--grid), var(--grid)) 0 50% / 100% 1px no-repeat;
	}
	.days .track {
		background: none;
	}
	.day {
		position: absolute;
		transform: translateX(-50%);
		font-size: 0.79em;
		color: var(--soft);
		line-height: 20px;
	}
	.zero {
		position: absolute;
		top: 0;
		bottom: 0;
		width: 1px;
		background: #c9d0d8;
	}
	.cursor {
		position: absolute;
		left: calc(var(--track-left) + var(--at));
		top: 18px;
		bottom: 0;
		width: 1px;
		background: var(--plain);
		pointer-events: none;
		z-index: 3;
	}
	.acts {
		position: absolute;
		inset: 0;
	}
	.acts b {
		position: absolute;
		top: calc(50% - 5px);
		width: 0;
		height: 0;
		margin-left: -5px;
		border: 5px solid transparent;
		border-top: 9px solid var(--color);
		border-bottom: 0;
	}
	.acts u {
		position: absolute;
		bottom: calc(50% - 7px);
		height: calc(14px * var(--share));
		background: var(--color);
		opacity: 0.75;
	}
	.active .acts b {
		top: 2px;
	}
	.active .acts u {
		bottom: 2px;
		height: calc(10px * var(--share));
	}
	.notes {
		font-size: 0.82em;
		line-height: 1.25;
		min-width: 0;
		padding: 2px 0;
	}
	.notes p {
		display: flex;
		flex-wrap: wrap;
		gap: 0 6px;
		align-items: center;
	}
	.act {
		display: -webkit-box;
		-webkit-box-orient: vertical;
		-webkit-line-clamp: 2;
		overflow: hidden;
		color: var(--soft);
	}
	.act b {
		font-weight: 500;
		color: var(--plain);
	}
	.order {
		position: absolute;
		top: 50%;
		height: 44px;
		margin-top: -22px;
		min-width: 44px;
		cursor: grab;
		touch-action: none;
		user-select: none;
		-webkit-user-select: none;
		z-index: 1;
	}
	.order:active {
		cursor: grabbing;
	}
	.order.single {
		margin-left: -8px;
	}
	.single .part {
		position: absolute;
		top: 13px;
		left: 2px !important;
		border: 6px solid transparent;
		border-top: 12px solid var(--color);
		border-bottom: 0;
		margin-top: 3px;
	}
	.text {
		position: relative;
		display: block;
		white-space: nowrap;
		pointer-events: none;
		font-size: 0.86em;
		font-weight: 500;
		line-height: 1;
	}
	.single .text {
		display: inline-block;
		margin: 8px 0 0 18px;
		padding: 8px 8px 7px 4px;
		background: var(--paper);
		border-radius: 6px;
	}
	.long .part {
		position: absolute;
		bottom: 8px;
		height: calc(28px * var(--share));
		background: color-mix(in srgb, var(--color) 20%, #fff);
		border-top: 2px solid var(--color);
		overflow: hidden;
	}
	.long .part:first-child {
		border-left: 3px solid var(--color);
	}
	.long .part i {
		position: absolute;
		top: 0;
		width: 1.5px;
		height: 6px;
		background: var(--color);
	}
	.long .text {
		margin: 17px 0 0 9px;
		text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff;
	}
	.long.behind .text {
		margin-left: calc(100% + 12px);
	}
	.before .text {
		position: absolute;
		right: 100%;
		pointer-events: auto;
	}
	.long.before .text {
		right: calc(100% + 8px);
	}
	.order.chosen .text {
		color: var(--accent);
	}
	.order.chosen {
		outline: 2px solid var(--accent);
		outline-offset: -2px;
		border-radius: 7px;
	}
	.end {
		position: absolute;
		top: 50%;
		width: 24px;
		height: 44px;
		margin: -22px 0 0 -12px;
		cursor: ew-resize;
		touch-action: none;
		z-index: 2;
	}
	.end::after {
		content: "";
		position: absolute;
		left: 9px;
		top: 10px;
		width: 5px;
		height: 24px;
		border-radius: 3px;
		background: var(--color);
		border: 1px solid #fff;
	}
	.waiting {
		display: block;
		width: 100%;
		min-height: max(28px, calc(var(--target) - 2px));
		padding: 2px 8px;
		border-style: dashed;
		font-size: 1em;
		line-height: 1.2;
		text-align: left;
	}
	.take {
		min-height: 24px;
		padding: 0 6px;
		color: var(--accent);
		font-weight: 500;
	}
	.waiting span {
		color: var(--soft);
	}
	code {
		font: 0.95em ui-monospace, "SF Mono", Menlo, monospace;
	}
	.waiting.off {
		text-decoration: line-through;
		color: var(--soft);
	}
	.fold {
		position: relative;
		z-index: 4;
		background: var(--paper) !important;
		display: block;
		width: 100%;
		text-align: left;
		font-size: 0.86em;
		font-weight: 400;
		color: var(--plain);
		padding: 2px 0;
		border-top: 1px solid var(--grid);
		border-radius: 0;
	}
	.none {
		padding: 12px 0;
	}
	@media print {
		.act {
			-webkit-line-clamp: none;
		}
		.take,
		.end {
			display: none;
		}
	}
	/* Name and reason stand over the track, which is as wide as the screen: nothing scrolls sideways under a finger. */
	@media (max-width: 640px) {
		.lanes {
			--track-left: 0px;
		}
		.row {
			grid-template-columns: max-content minmax(0, 1fr);
			gap: 0 10px;
			padding-top: 3px;
		}
		/* Words stand above the tracks here: the cursor does not strike through them. */
		.row .name,
		.row .notes {
			position: relative;
			z-index: 4;
			background: var(--paper);
		}
		.row.active {
			min-height: 0;
		}
		.row .track {
			grid-area: 2 / 1 / auto / -1;
			min-height: 22px;
		}
		.row.active .track {
			min-height: 44px;
		}
		.row.days {
			display: block;
		}
		.days .name {
			display: none;
		}
	}
`;
