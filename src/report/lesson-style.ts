/** What a handout adds to the style sheet of the report: room to write, and paper of A4 or letter size in black and white. */
export const lessonStyle = `
main { max-width: 820px; }
.meta { color: var(--soft); font-size: 13.5px; }
.step { border-top: 1px solid var(--line); margin-top: 26px; }
.step h2, .answer h2 { margin-top: 18px; }
.question { border-left: 4px solid var(--ink); padding: 2px 0 2px 14px; margin: 14px 0; }
.question strong { font-weight: 600; }
.choices { list-style: none; padding: 0; margin: 10px 0; } .choices li { margin: 5px 0; padding-left: 26px; position: relative; }
.choices li::before { content: ""; position: absolute; left: 0; top: 4px; width: 13px; height: 13px; border: 1.5px solid var(--ink); border-radius: 3px; }
.choices li.right { font-weight: 600; } .choices li.right::before { content: "\\2715"; font-size: 13px; line-height: 13px; text-align: center; }
.lines { margin: 10px 0 4px; } .lines div { height: 30px; border-bottom: 1px solid var(--soft); }
.answers { border-top: 3px solid var(--ink); margin-top: 44px; }
figure svg { min-width: 0; }
@page { margin: 10mm 16mm 13mm; @bottom-left { content: "Simulated, for teaching only"; font: 8.5pt sans-serif; color: #555; } @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; color: #555; } }
@media print {
	body { font-size: 10pt; line-height: 1.35; } h1 { font-size: 17pt; margin: 2mm 0 1mm; } h2 { font-size: 11.5pt; } main { max-width: none; } p { margin: 1mm 0; max-width: none; }
	.disclaimer { padding: 1mm 3mm; margin: 0; } .meta { font-size: 9pt; }
	.step, .answer { break-inside: avoid; border-top: 0; margin-top: 4mm; } .step h2, .answer h2 { margin: 0 0 1mm; }
	.answers { break-before: page; border-top: 0; margin-top: 0; } .answers h1 { margin-top: 0; }
	figure { border: 0; padding: 0; margin: 1mm 0; } figure svg { width: 142mm !important; max-height: 110mm; }
	.question { margin: 1mm 0 0; padding: 0 0 0 3mm; border-left-width: 1mm; }
	.choices { display: flex; flex-wrap: wrap; gap: 1mm 6mm; margin: 1mm 0; } .choices li { margin: 0; padding-left: 6mm; }
	.reading { margin: 1mm 0; } .reading li { margin: 0.5mm 0; }
	.lines { margin: 0; } .lines div { height: 7mm; } .lines div:nth-child(n + 3) { display: none; }
}`;
