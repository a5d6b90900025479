import { type CSSResult, css } from "../lit.ts";

/** What predicting, the blind case and the crowd have in common. */
export const modesStyle: CSSResult = css`
	:host {
		display: block;
	}
	h2 {
		font-size: 1.35em;
		letter-spacing: -0.01em;
	}
	h3 {
		font-size: 1em;
		margin: 14px 0 4px;
	}
	.lead {
		max-width: 72ch;
		color: var(--plain);
		margin: 2px 0 12px;
	}
	.row {
		display: flex;
		flex-wrap: wrap;
		gap: 8px 14px;
		align-items: end;
		margin: 8px 0;
	}
	label.field {
		max-width: min(100%, 30em);
		min-width: 0;
		display: grid;
		gap: 2px;
		font-size: 0.92em;
		color: var(--plain);
	}
	label.field select {
		width: 100%;
	}
	label.field input[type="number"] {
		width: 6.5em;
	}
	.card {
		background: var(--paper);
		border: 1px solid var(--grid);
		border-radius: var(--radius);
		padding: 12px 16px;
	}
	.said {
		margin: 12px 0;
		max-width: 76ch;
		display: grid;
		gap: 6px;
		font-size: 1.06em;
	}
	.badge {
		display: inline-flex;
		align-items: baseline;
		gap: 6px;
		padding: 2px 10px;
		border-radius: 999px;
		font-weight: 600;
	}
	table {
		border-collapse: collapse;
		width: 100%;
	}
	th,
	td {
		text-align: left;
		padding: 4px 12px 4px 0;
		border-bottom: 1px solid var(--grid);
		vertical-align: top;
	}
	td.number,
	th.number {
		text-align: right;
	}
	@media print {
		button,
		.row {
			display: none;
		}
		.card,
		tr {
			break-inside: avoid;
		}
	}
`;
