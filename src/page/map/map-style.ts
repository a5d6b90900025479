import { type CSSResult, css } from "../lit.ts";

/** How the map and what stands around it look. */
export const mapStyle: CSSResult = css`
	:host {
		display: block;
	}
	.bar {
		display: flex;
		flex-wrap: wrap;
		gap: 8px 14px;
		align-items: center;
	}
	.day {
		font-size: 1.5em;
		font-weight: 650;
		min-width: 5.4em;
		letter-spacing: -0.01em;
	}
	.play {
		min-width: 96px;
	}
	.grades {
		display: flex;
		flex-wrap: wrap;
		gap: 6px;
		margin-left: auto;
	}
	.badge {
		display: inline-flex;
		align-items: baseline;
		gap: 6px;
		padding: 2px 10px;
		border-radius: 999px;
		font-weight: 600;
	}
	.scrub {
		margin: 10px 0 4px;
		display: grid;
		grid-template-columns: max-content 1fr;
		column-gap: 10px;
		padding-right: 8px;
	}
	.scrub input,
	.days {
		grid-column: 2;
	}
	.strip-names {
		font-size: 11px;
		line-height: 13px;
		color: var(--soft);
		text-align: right;
	}
	.strips {
		display: block;
		width: 100%;
		border-radius: 4px;
	}
	.days {
		position: relative;
		height: 14px;
		font-size: 11px;
		color: var(--soft);
	}
	.days span {
		position: absolute;
		transform: translateX(-50%);
	}
	.stage {
		overflow-x: auto;
		margin: 8px 0;
	}
	.map {
		display: block;
		width: 100%;
		min-width: 860px;
		height: auto;
		font-family: inherit;
	}
	.region {
		fill: #f7f8fa;
		stroke: #e3e8ed;
	}
	.region-name {
		font-size: 13px;
		font-weight: 600;
		fill: var(--soft);
		letter-spacing: 0.02em;
	}
	.box {
		cursor: pointer;
		outline: none;
	}
	.box .frame {
		fill: var(--paper);
	}
	.written .name {
		font-size: 15px;
		font-weight: 650;
		fill: var(--strong);
	}
	.written .value {
		font-size: 13.5px;
		fill: var(--strong);
	}
	.written .beside {
		font-size: 12.5px;
		fill: var(--plain);
	}
	.box:focus-visible .ring,
	.box.open .ring {
		stroke: var(--accent);
		stroke-width: 3;
	}
	.box:hover .frame {
		fill: #fbfcfe;
	}
	.pill {
		font-size: 11.5px;
		font-weight: 650;
	}
	.key {
		display: flex;
		flex-wrap: wrap;
		gap: 4px 18px;
		color: var(--soft);
		font-size: 0.9em;
	}
	.care {
		display: flex;
		flex-wrap: wrap;
		gap: 6px;
		align-items: baseline;
		min-height: 30px;
		margin: 6px 0;
	}
	.chip {
		border-radius: 999px;
		padding: 1px 10px;
		color: #fff;
		font-weight: 600;
		font-size: 0.92em;
	}
	.detail {
		border: 1px solid var(--grid);
		border-radius: var(--radius);
		background: var(--paper);
		padding: 14px 18px 18px;
		margin-top: 10px;
	}
	.detail header {
		display: flex;
		gap: 12px;
		align-items: start;
		justify-content: space-between;
	}
	.detail h2 {
		font-size: 1.25em;
	}
	.detail ul.links {
		margin: 8px 0;
		display: grid;
		grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
		gap: 2px 18px;
	}
	.panels {
		display: grid;
		grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
		gap: 10px 22px;
	}
	.page {
		margin-top: 10px;
		overflow-x: auto;
		font-size: 0.94em;
	}
	.page h2 {
		font-size: 1.1em;
		margin: 14px 0 4px;
	}
	.page h3 {
		font-size: 1em;
		margin: 12px 0 4px;
	}
	.page .what {
		display: block;
		color: var(--soft);
	}
	.page table {
		border-collapse: collapse;
		width: 100%;
		font-size: 0.92em;
	}
	.page th,
	.page td {
		text-align: left;
		vertical-align: top;
		padding: 3px 10px 3px 0;
		border-bottom: 1px solid var(--grid);
	}
	.page .evidence {
		border-radius: 4px;
		padding: 0 6px;
		background: #eef1f4;
	}
	.page .evidence.assumed {
		background: var(--warn);
		color: var(--warn-ink);
	}
	.drift {
		display: none;
		stroke-dasharray: 2 16;
		stroke-linecap: round;
	}
	.chip::first-letter {
		text-transform: uppercase;
	}
	.list {
		margin: 8px 0;
	}
	.list h3 {
		margin: 8px 0 2px;
		font-size: 1em;
	}
	@keyframes drift {
		to {
			stroke-dashoffset: -18;
		}
	}
	@media (prefers-reduced-motion: no-preference) {
		.playing .drift {
			display: inline;
			animation: drift 0.8s linear infinite;
		}
		.paused .box,
		.paused .written,
		.paused .line {
			transition:
				transform 0.25s ease,
				stroke-width 0.25s ease;
		}
	}
	@media print {
		.badge,
		.chip {
			print-color-adjust: exact;
		}
		.bar button,
		.bar select,
		.scrub input {
			display: none;
		}
	}
`;
