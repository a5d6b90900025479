import { gradeColor, gradeInk } from "../figures/theme.ts";

const grades = gradeColor.map((color, grade) => `.grade-${grade} { background: ${color}; color: ${gradeInk[grade]}; }`).join(" ");

/** The style sheet of the report: light paper, a dark page for those who ask for one (figures keep their paper), and print. */
export const reportStyle = `
:root { color-scheme: light dark; --paper: #ffffff; --page: #f6f7f9; --ink: #1d2733; --soft: #5c6875; --line: #dde2e8; --accent: #2a5d9c; --warn: #fff4d6; --warn-ink: #5c4300; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b222b; --page: #12171d; --ink: #e7ebf0; --soft: #a3aebb; --line: #313b47; --accent: #8db8ea; --warn: #3b300f; --warn-ink: #f7e2a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 Inter, system-ui, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 27px; line-height: 1.25; font-weight: 600; margin: 18px 0 6px; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 19px; font-weight: 600; margin: 40px 0 10px; }
h3 { font-size: 15px; font-weight: 600; margin: 22px 0 6px; }
p { margin: 6px 0; max-width: 74ch; }
.disclaimer, .warning { background: var(--warn); color: var(--warn-ink); border-radius: 8px; padding: 10px 14px; margin: 0 0 8px; max-width: none; font-weight: 600; }
.warning { font-weight: 400; }
.soft { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; margin: 20px 0 8px; padding: 0; list-style: none; }
.cards li { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
.cards .label { display: block; color: var(--soft); font-size: 13px; }
.cards .value { display: block; font-size: 22px; font-weight: 600; line-height: 1.3; }
.cards .note { display: block; font-size: 13px; color: var(--soft); line-height: 1.4; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; font-size: 14px; }
th, td { text-align: left; padding: 6px 12px; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
thead th { border-top: 0; color: var(--soft); font-weight: 600; font-size: 13px; }
.number { text-align: right; white-space: nowrap; }
.turns th:nth-child(-n+2), .turns td:nth-child(-n+2) { width: 92px; }
.given th:nth-child(1) { width: 92px; } .given th:nth-child(2), .given th:nth-child(3) { width: 220px; }
.grade { display: inline-block; min-width: 24px; padding: 0 7px; border-radius: 5px; text-align: center; font-weight: 600; }
${grades} .grade-unknown { border: 1px solid var(--line); }
figure { margin: 18px 0 30px; background: #fff; color: #1d2733; border: 1px solid var(--line); border-radius: 10px; padding: 12px; overflow-x: auto; }
figure svg { display: block; margin: 0 auto; min-width: 620px; }
figcaption { font-size: 13.5px; color: #5c6875; padding: 2px 4px 8px; }
figcaption strong { color: #1d2733; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 18px; font-size: 13px; color: var(--soft); }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
ul.reading { padding-left: 20px; max-width: 78ch; } ul.reading li { margin: 4px 0; }
@media print {
	:root { color-scheme: light; --paper: #fff; --page: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000; --warn: #fff; --warn-ink: #000; }
	body { font-size: 10.5pt; } main { max-width: none; padding: 0; } .disclaimer { border: 1.5px solid #000; }
	figure, table, .cards li { break-inside: avoid; } h2, h3 { break-after: avoid; } figure svg { min-width: 0; max-height: 245mm; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}`;
