import { type CSSResult, css } from "../lit.ts";

/** Cards of lessons, and one step of a lesson. */
export const lessonStyle: CSSResult = css`
	h2 {
		font-size: 1.14em;
		font-weight: 600;
		margin-bottom: 8px;
	}
	.lead {
		color: var(--plain);
		margin: 2px 0 12px;
	}
	.list {
		display: grid;
		grid-template-columns: repeat(auto-fill, minmax(min(100%, 22em), 1fr));
		gap: 10px;
	}
	.list li {
		display: grid;
	}
	.list button {
		display: grid;
		gap: 2px;
		width: 100%;
		text-align: left;
		align-content: start;
		padding: 12px 15px;
		border-color: var(--grid);
		font-weight: 400;
	}
	.list b {
		font-weight: 600;
	}
	.list span,
	small {
		color: var(--soft);
		font-size: 0.93em;
	}
	article {
		display: grid;
		gap: 10px;
	}
	.say,
	.because {
		display: grid;
		gap: 8px;
		font-size: 1.07em;
		line-height: 1.5;
	}
	.ask {
		font-weight: 600;
		font-size: 1.07em;
	}
	.choice {
		display: flex;
		gap: 9px;
		align-items: center;
		min-height: 44px;
		padding: 4px 10px;
		border: 1px solid var(--grid);
		border-radius: 8px;
		margin-bottom: 5px;
		cursor: pointer;
	}
	.choice b {
		margin-left: auto;
	}
	.choice.right {
		border-color: #0b6b4f;
		background: #eaf5ef;
	}
	.choice.wrong {
		border-color: var(--bad);
		background: #fbeeee;
	}
	input[type="radio"] {
		width: 18px;
		height: 18px;
		accent-color: var(--accent);
		flex: none;
		margin: 0;
	}
	.find {
		padding: 9px 12px;
		border-radius: 8px;
		background: var(--accent-pale);
	}
	.find.yes {
		background: #eaf5ef;
	}
	.because {
		border-left: 4px solid #0b6b4f;
		padding: 2px 0 2px 11px;
	}
	nav {
		display: flex;
		flex-wrap: wrap;
		gap: 6px;
		border-top: 1px solid var(--grid);
		padding-top: 10px;
	}
`;
