/** What the model's page adds to the style sheet of the report. Colors come in pairs that read on light and on dark paper. */
export const modelStyle = `
:root { --measured: #d8efe0; --measured-ink: #14532d; --fitted: #dce8f8; --fitted-ink: #1c4380; --assumed: #fdeec2; --assumed-ink: #6b4a00; --box: #f2f5f9; --state: #dce8f8; }
@media (prefers-color-scheme: dark) { :root { --measured: #17402a; --measured-ink: #c3ecd2; --fitted: #1c345a; --fitted-ink: #cfe0fb; --assumed: #4a3a0c; --assumed-ink: #fbe3a1; --box: #202934; --state: #24406b; } }
main { max-width: 1120px; }
nav { columns: 4 180px; font-size: 14px; margin: 14px 0 8px; } nav a { display: block; padding: 1px 0; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
section { border-top: 1px solid var(--line); margin-top: 34px; padding-top: 2px; }
.evidence { display: inline-block; padding: 0 8px; border-radius: 5px; font-weight: 600; font-size: 12.5px; white-space: nowrap; }
.parameters th { white-space: nowrap; } .parameters td:first-child { white-space: nowrap; } .parameters td:nth-child(6) { min-width: 170px; } .parameters td:last-child { min-width: 180px; }
.measured { background: var(--measured); color: var(--measured-ink); } .fitted { background: var(--fitted); color: var(--fitted-ink); } .assumed { background: var(--assumed); color: var(--assumed-ink); }
code { font: 13px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.equations { list-style: none; padding: 0; margin: 8px 0; } .equations li { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 8px 14px 10px; margin: 8px 0; overflow-x: auto; }
.equations .what { font-size: 13.5px; color: var(--soft); } math { font-size: 14px; margin: 4px 0 0; } math[display="block"] { text-align: left; display: block math; width: max-content; }
mtd { padding: 3px 3px; } mtd:last-child { text-align: left; } mtd:first-child { text-align: right; } mi[mathvariant="normal"] { font-family: Inter, system-ui, sans-serif; }
/* Fractions keep their size: nested ones would become too small to read. */
mfrac > * { math-depth: add(0); math-style: normal; }
.flows { display: block; width: 100%; min-width: 860px; height: auto; font: 11px Inter, system-ui, sans-serif; margin: 12px 0; }
.flows text { fill: var(--ink); } .flows .heading { fill: var(--soft); font-weight: 600; font-size: 12px; } .flows .title, .flows .name { font-weight: 600; } .flows .small { fill: var(--soft); font-size: 10.5px; }
.flows .flow { font-weight: 600; } .flows text.term { fill: var(--soft); font-size: 10.5px; } .flows rect.page { fill: var(--box); stroke: var(--line); } .flows rect.own { fill: none; stroke: var(--line); stroke-dasharray: 4 3; } .flows rect.state { fill: var(--state); stroke: var(--accent); }
.flows path.flow, .flows path.term, .flows path.link { fill: none; stroke: var(--ink); stroke-width: 1.4; } .flows path.term, .flows path.link { stroke: var(--soft); stroke-width: 1.1; } .flows .flow-tip { fill: var(--ink); } .flows .term-tip, .flows .link-tip { fill: var(--soft); }
@media print { :root { --measured: #fff; --fitted: #fff; --assumed: #eee; --box: #fff; --state: #fff; } }`;
