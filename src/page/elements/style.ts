import { curveColor, gradeColor, gradeInk, ink } from "../../figures/theme.ts";
import { type CSSResult, css, unsafeCSS } from "../lit.ts";

const grades = gradeColor.map((color, grade) => `--grade-${grade}: ${color}; --grade-ink-${grade}: ${gradeInk[grade]};`).join(" ");

/** Texts on the page stand smaller than on figures and on gray, so the soft ones are darker than those of the figures. */
const soft = "#556170";

/** Colors, sizes and type of the page, those of the figures: on every host, so that an element is itself wherever it is embedded. */
export const tokens: CSSResult = css`
	:host {
		--strong: ${unsafeCSS(ink.strong)};
		--plain: ${unsafeCSS(ink.plain)};
		--soft: ${unsafeCSS(soft)};
		--faint: ${unsafeCSS(ink.faint)};
		--grid: ${unsafeCSS(ink.grid)};
		--paper: ${unsafeCSS(ink.paper)};
		--normal: ${unsafeCSS(ink.normal)};
		--page: #f5f6f8;
		--accent: ${unsafeCSS(curveColor.blue)};
		--accent-pale: #e8eff7;
		--warn: #fff4d6;
		--warn-ink: #5c4300;
		--bad: #9c1f2f;
		${unsafeCSS(grades)}
		--radius: 10px;
		--target: 32px;
		--size: var(--crsim-size, 14px);
		--names: var(--crsim-names, 138px);
		--notes: clamp(150px, 21%, 270px);
		color: var(--strong);
		font: 400 var(--size) / 1.45 Inter, system-ui, "Helvetica Neue", Arial, sans-serif;
		font-variant-numeric: tabular-nums;
		-webkit-text-size-adjust: 100%;
	}
	@media (pointer: coarse), (max-width: 640px) {
		:host {
			--target: 44px;
		}
	}
	@media (max-width: 640px) {
		:host {
			--names: 120px;
			--notes: 0px;
		}
	}
	:host([hidden]),
	[hidden] {
		display: none !important;
	}
`;

/** Buttons, fields, focus and what only a screen reader reads. */
export const controls: CSSResult = css`
	* {
		box-sizing: border-box;
	}
	h1,
	h2,
	h3,
	p,
	ul,
	ol,
	dl,
	dd,
	figure,
	fieldset {
		margin: 0;
		padding: 0;
		border: 0;
	}
	ul,
	ol {
		list-style: none;
	}
	button,
	input,
	select,
	textarea {
		font: inherit;
		color: inherit;
		letter-spacing: inherit;
	}
	button,
	select,
	input:not([type="range"]):not([type="checkbox"]):not([type="radio"]) {
		min-height: var(--target);
		border: 1px solid #c3cad3;
		border-radius: 7px;
		background: var(--paper);
		padding: 3px 10px;
	}
	button {
		cursor: pointer;
		font-weight: 500;
	}
	button:hover:not(:disabled) {
		border-color: var(--accent);
		background: var(--accent-pale);
	}
	button:disabled {
		color: var(--soft);
		cursor: default;
		background: transparent;
	}
	button.bare {
		border-color: transparent;
		background: transparent;
	}
	button.bare:hover:not(:disabled) {
		background: var(--accent-pale);
	}
	button.main {
		background: var(--accent);
		border-color: var(--accent);
		color: #fff;
	}
	button.main:hover:not(:disabled) {
		background: #1d4f91;
	}
	select {
		max-width: 100%;
		padding-right: 4px;
	}
	input[type="range"] {
		accent-color: var(--accent);
		height: var(--target);
		margin: 0;
		width: 100%;
		cursor: pointer;
	}
	:focus-visible {
		outline: 2.5px solid var(--accent);
		outline-offset: 2px;
		border-radius: 4px;
	}
	.notice {
		margin-top: 10px;
		padding: 6px 12px;
		border-radius: 8px;
		background: var(--accent-pale);
	}
	.notice.bad {
		background: #fbeeee;
	}
	.soft {
		color: var(--soft);
	}
	.small {
		font-size: 0.86em;
	}
	.heard {
		position: absolute;
		width: 1px;
		height: 1px;
		overflow: hidden;
		clip-path: inset(50%);
		white-space: nowrap;
	}
	@media print {
		* {
			print-color-adjust: exact;
		}
	}
	@media (prefers-reduced-motion: reduce) {
		*,
		*::before,
		*::after {
			transition: none !important;
			animation: none !important;
			scroll-behavior: auto !important;
		}
	}
`;
