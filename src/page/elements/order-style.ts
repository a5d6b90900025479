import { type CSSResult, css } from "../lit.ts";

/** Fields of one order. */
export const orderStyle: CSSResult = css`
	section {
		border: 1px solid var(--accent);
		border-radius: var(--radius);
		background: #f8fafd;
		padding: 8px 12px 10px;
		margin: 2px 0 12px;
		display: grid;
		gap: 8px;
	}
	header {
		display: grid;
		grid-template-columns: auto minmax(0, 1fr) auto;
		gap: 10px;
		align-items: baseline;
	}
	header p {
		white-space: nowrap;
		overflow: hidden;
		text-overflow: ellipsis;
	}
	h3 {
		font-size: 1em;
		font-weight: 600;
	}
	.fields {
		display: flex;
		flex-wrap: wrap;
		gap: 8px 12px;
		align-items: end;
	}
	label span {
		display: block;
		font-size: 0.82em;
		color: var(--soft);
	}
	input {
		width: 92px;
	}
	.then {
		align-self: center;
		color: var(--soft);
	}
	.actions {
		display: flex;
		flex-wrap: wrap;
		gap: 8px;
	}
	summary {
		cursor: pointer;
		color: var(--soft);
		min-height: 24px;
	}
	details li {
		margin: 2px 0;
	}
	@media (max-width: 640px) {
		header {
			grid-template-columns: 1fr auto;
		}
		header p {
			grid-row: 2;
			grid-column: 1 / -1;
			white-space: normal;
		}
	}
`;
