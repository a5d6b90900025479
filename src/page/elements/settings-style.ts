import { type CSSResult, css } from "../lit.ts";

/** Fields of patient, care team and knobs. */
export const settingsStyle: CSSResult = css`
	:host {
		display: grid;
		gap: 14px;
		align-content: start;
	}
	h2 {
		font-size: 0.79em;
		font-weight: 600;
		letter-spacing: 0.06em;
		text-transform: uppercase;
		color: var(--soft);
		margin-bottom: 5px;
	}
	.line {
		display: grid;
		grid-template-columns: 68px minmax(0, 1fr);
		align-items: center;
		gap: 8px;
		margin: 3px 0;
	}
	.line.long {
		grid-template-columns: minmax(0, 1fr);
		gap: 1px;
	}
	.again {
		margin: 2px 0 6px;
	}
	.line > span {
		color: var(--plain);
	}
	.line select,
	.line input {
		width: 100%;
	}
	.fact,
	.knob {
		display: grid;
		grid-template-columns: minmax(0, 1fr) auto 30px 22px;
		align-items: center;
		gap: 0 5px;
		margin-top: 5px;
	}
	.fact input[type="range"],
	.knob input {
		grid-column: 1 / -1;
		height: max(24px, calc(var(--target) - 8px));
	}
	.fact button {
		grid-column: 4;
		grid-row: 1;
		min-height: 28px;
		min-width: 22px;
		padding: 0;
		color: var(--soft);
	}
	.typed {
		width: 60px;
		text-align: right;
		min-height: 28px !important;
		padding: 1px 6px !important;
	}
	.unit {
		min-width: 0;
		font-size: 0.86em;
	}
	.check {
		display: flex;
		align-items: center;
		gap: 8px;
		min-height: max(28px, calc(var(--target) - 4px));
	}
	.check input {
		width: 17px;
		height: 17px;
		accent-color: var(--accent);
		margin: 0;
		flex: none;
	}
	.pair {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		gap: 4px 8px;
	}
	.knob {
		grid-template-columns: minmax(0, 1fr) auto auto;
	}
	.times {
		font-weight: 600;
	}
	.knob label {
		line-height: 1.25;
	}
	.evidence {
		font-weight: 600;
	}
	.evidence.assumed {
		color: var(--bad);
	}
	.evidence.measured {
		color: #0b6b4f;
	}
	.knob p {
		grid-column: 1 / -1;
		overflow-wrap: anywhere;
	}
	summary {
		cursor: pointer;
		min-height: 28px;
		color: var(--plain);
	}
`;
