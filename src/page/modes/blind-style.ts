import { type CSSResult, css } from "../lit.ts";

/** A bedside: signs, what can be done beside them, and the courses afterwards. */
export const blindStyle: CSSResult = css`
	.how {
		counter-reset: how;
		display: grid;
		grid-template-columns: repeat(auto-fit, minmax(230px, 1fr));
		gap: 12px;
		margin-top: 16px;
	}
	.how li {
		counter-increment: how;
		background: var(--paper);
		border: 1px solid var(--grid);
		border-radius: var(--radius);
		padding: 14px 16px 16px;
		color: var(--plain);
	}
	.how b {
		display: block;
		font-size: 1.1em;
		color: var(--strong);
		margin-bottom: 3px;
	}
	.how b::before {
		content: counter(how);
		display: inline-grid;
		place-items: center;
		width: 1.7em;
		height: 1.7em;
		margin-right: 8px;
		border-radius: 50%;
		background: var(--accent-pale);
		color: var(--accent);
	}
	.bed {
		display: grid;
		grid-template-columns: minmax(0, 1fr) 300px;
		gap: 16px;
		align-items: start;
	}
	.signs {
		display: grid;
		grid-template-columns: repeat(auto-fill, minmax(250px, 1fr));
		gap: 10px;
	}
	.now {
		display: flex;
		flex-wrap: wrap;
		gap: 8px 14px;
		align-items: center;
		margin: 10px 0;
	}
	.day {
		font-size: 1.5em;
		font-weight: 650;
		min-width: 4.6em;
	}
	.hours {
		font-size: 0.62em;
		font-weight: 500;
		color: var(--soft);
	}
	.pass {
		display: flex;
		gap: 8px;
		align-items: center;
	}
	.pass,
	.pass button {
		white-space: nowrap;
	}
	.to-act {
		display: none;
	}
	.act {
		display: grid;
		gap: 8px;
	}
	.act select,
	.act input {
		width: 100%;
	}
	.two {
		display: grid;
		grid-template-columns: 1fr 1fr;
		gap: 8px;
	}
	.runs {
		display: grid;
		gap: 4px;
	}
	.runs li {
		display: flex;
		justify-content: space-between;
		align-items: center;
		gap: 8px;
	}
	.refused {
		background: var(--warn);
		color: var(--warn-ink);
		border-radius: 6px;
		padding: 6px 10px;
	}
	.log {
		max-height: 200px;
		overflow: auto;
		font-size: 0.92em;
	}
	.wide {
		overflow-x: auto;
	}
	.laboratory {
		max-width: 56em;
	}
	.act h3:first-child {
		margin-top: 0;
	}
	.said ~ .card {
		margin: 10px 0;
	}
	.compared {
		table-layout: fixed;
		max-width: 62em;
		overflow-wrap: anywhere;
	}
	.compared td:first-child,
	.compared th[scope="row"] {
		width: 24%;
		font-weight: 500;
		color: var(--plain);
	}
	.compared tr:last-child td {
		border: 0;
	}
	[tabindex="-1"]:focus {
		outline: none;
	}
	crsim-grades {
		gap: 12px;
		--notes: clamp(200px, 30%, 420px);
	}
	@media (max-width: 480px) {
		.compared {
			font-size: 0.92em;
		}
		.compared button {
			padding: 3px 6px;
		}
		.signs {
			grid-template-columns: repeat(2, minmax(0, 1fr));
			gap: 6px;
		}
		.signs .card {
			padding: 8px;
		}
	}
	@media (max-width: 820px) {
		.bed {
			grid-template-columns: minmax(0, 1fr);
		}
		.now {
			position: sticky;
			top: 0;
			z-index: 5;
			margin: 0 -8px 8px;
			padding: 8px;
			background: var(--page);
		}
		.day {
			font-size: 1.2em;
			min-width: 0;
		}
		.to-act {
			display: inline-block;
		}
		.act {
			scroll-margin-top: 150px;
		}
		.act select {
			scroll-margin-top: 190px;
		}
	}
`;
