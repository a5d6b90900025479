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
@page { margin: 15mm 16mm 17mm; @bottom-left { content: "Simulated, for teaching only"; font: 8.5pt sans-serif; color: #555; } @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; color: #555; } }
@media print {
	h1 { font-size: 20pt; } h2 { font-size: 13pt; } main { max-width: none; }
	.step { break-inside: avoid; border-top: 0; margin-top: 12px; } .answer { break-inside: avoid; } .answers { break-before: page; border-top: 0; margin-top: 0; } .answers h1 { margin-top: 0; }
	figure { border: 0; padding: 0; margin: 8px 0 12px; } figure svg { max-height: 128mm; } .step:first-of-type figure svg { max-height: 98mm; } .answer figure svg { max-height: 112mm; }
}`;
