import { type CSSResult, css } from "../lit.ts";

/** How the whole page is laid out. */
export const exploreStyle: CSSResult = css`
	:host {
		display: block;
		min-height: 100vh;
		background: var(--page);
	}
	:host([large]) {
		--crsim-size: 18px;
		--crsim-names: 176px;
	}
	header {
		display: grid;
		grid-template-columns: auto minmax(0, 1fr) auto;
		gap: 0 16px;
		align-items: center;
		padding: 8px max(20px, (100% - 1720px) / 2 + 20px) 0;
		background: var(--paper);
		border-bottom: 1px solid var(--grid);
	}
	h1 {
		font-size: 1.43em;
		font-weight: 650;
		letter-spacing: -0.02em;
	}
	.disclaimer {
		justify-self: start;
		background: var(--warn);
		color: var(--warn-ink);
		font-weight: 600;
		font-size: 0.93em;
		line-height: 1.3;
		border-radius: 7px;
		padding: 4px 11px;
	}
	.tools {
		display: flex;
		gap: 8px;
		align-items: center;
	}
	.big {
		font-size: 1.3em;
	}
	.button {
		display: inline-flex;
		align-items: center;
		min-height: var(--target);
		padding: 3px 10px;
		border: 1px solid #c3cad3;
		border-radius: 7px;
		font-weight: 500;
		cursor: pointer;
	}
	.button:hover {
		border-color: var(--accent);
		background: var(--accent-pale);
	}
	.button:focus-within {
		outline: 2.5px solid var(--accent);
		outline-offset: 2px;
	}
	[role="tablist"] {
		grid-column: 1 / -1;
		display: flex;
		gap: 2px;
		margin: 4px 0 0 -10px;
		overflow-x: auto;
		scrollbar-width: none;
	}
	[role="tab"] {
		border: 0;
		border-bottom: 3px solid transparent;
		border-radius: 0;
		background: none;
		padding: 5px 11px 6px;
		min-height: max(36px, var(--target));
		color: var(--plain);
		white-space: nowrap;
	}
	[role="tab"]:hover {
		background: none !important;
		border-bottom-color: #c3cad3 !important;
	}
	[role="tab"][aria-selected="true"] {
		color: var(--strong);
		font-weight: 600;
		border-bottom-color: var(--accent) !important;
	}
	main {
		padding: 12px 20px 20px;
		max-width: 1720px;
		margin: 0 auto;
	}
	.explore,
	.lessons {
		display: grid;
		grid-template-columns: minmax(230px, 18em) minmax(0, 1fr);
		gap: 16px;
		align-items: start;
	}
	.lessons {
		grid-template-columns: minmax(270px, 25em) minmax(0, 1fr);
	}
	.side {
		background: var(--paper);
		border: 1px solid var(--grid);
		border-radius: var(--radius);
		padding: 12px 14px;
	}
	.explore > .side:not([open]) {
		padding: 4px 14px;
	}
	:host([large]) .explore {
		grid-template-columns: minmax(0, 1fr);
		gap: 10px;
	}
	:host([large]) .explore > .side > summary {
		display: list-item;
	}
	.list {
		grid-column: 1 / -1;
	}
	.side details {
		margin-top: 14px;
		border-top: 1px solid var(--grid);
		padding-top: 8px;
	}
	.explore > .side > summary {
		display: none;
	}
	summary {
		cursor: pointer;
		min-height: 28px;
		font-weight: 600;
	}
	.notices {
		max-width: 1720px;
		margin: 0 auto;
		padding: 0 20px;
	}
	table {
		border-collapse: collapse;
		margin: 4px 0;
	}
	tbody th,
	thead th {
		font-weight: 500;
		text-align: left;
		padding: 1px 12px 1px 0;
	}
	thead th:not(:first-child),
	td {
		text-align: right;
		padding: 1px 12px 1px 0;
	}
	td:nth-of-type(4) {
		text-align: left;
	}
	pre {
		margin: 4px 0;
		font: 12.5px / 1.45 ui-monospace, "SF Mono", Menlo, monospace;
		white-space: pre-wrap;
		overflow-wrap: anywhere;
	}
	footer {
		padding: 0 20px 20px;
		color: var(--soft);
		font-size: 0.86em;
		max-width: 1720px;
		margin: 0 auto;
	}
	.limits {
		margin-bottom: 6px;
	}
	.limits ul {
		list-style: disc;
		padding-left: 18px;
		max-width: 84em;
	}
	.drop {
		position: fixed;
		inset: 12px;
		display: grid;
		place-items: center;
		border: 3px dashed var(--accent);
		border-radius: 16px;
		background: rgb(232 239 247 / 92%);
		font-size: 1.4em;
		font-weight: 600;
		pointer-events: none;
		z-index: 50;
	}
	@media (max-width: 860px) {
		.explore,
		.lessons {
			grid-template-columns: minmax(0, 1fr);
		}
		.explore > .side > summary {
			display: list-item;
			min-height: 36px;
			align-content: center;
		}
		header {
			grid-template-columns: minmax(0, 1fr) auto;
			padding: 8px 12px 0;
		}
		.disclaimer {
			grid-row: 2;
			grid-column: 1 / -1;
			margin-top: 6px;
		}
		.tools {
			gap: 4px;
		}
		main,
		.notices,
		footer {
			padding-left: 10px;
			padding-right: 10px;
		}
	}
	@media print {
		:host {
			background: #fff;
		}
		.side,
		[role="tablist"],
		.tools {
			display: none;
		}
		.explore,
		.lessons {
			display: block;
			padding: 8px 0;
		}
		.disclaimer {
			border: 1.5px solid #000;
		}
		.limits::details-content {
			content-visibility: visible;
		}
		header,
		footer {
			padding-left: 0;
			padding-right: 0;
		}
	}
`;
