import { expect, test } from "vitest";
import { nothing, svg } from "../../src/page/lit.ts";
import { mergedText, templateText } from "../../src/page/map/template-text.ts";

const box = (level: number, name: string) => svg`<g class="box" @click=${() => {}}><rect height=${level}></rect><text>${name}</text></g>`;

test("a template becomes text without its listeners, its values in quotes and escaped", () => {
	expect(templateText(box(3, "a < b"))).toBe('<g class="box"><rect height="3"></rect><text>a &lt; b</text></g>');
	expect(templateText(svg`<g>${[1, 2].map((i) => svg`<i v="${i} ${i}"></i>`)}${nothing}</g>`)).toBe(
		'<g><i v="1 1"></i><i v="2 2"></i></g>',
	);
});

test("of several states only the parts that change are shown in turn", () => {
	const map = (level: number) => svg`<svg>${[box(1, "still"), box(level, "moves")]}</svg>`;
	const taken: string[][] = [];
	const text = mergedText([map(1), map(2)], (texts) => {
		taken.push([...texts]);
		return "<turns/>";
	});
	expect(text).toBe('<svg><g class="box"><rect height="1"></rect><text>still</text></g><turns/></svg>');
	expect(taken).toEqual([[templateText(box(1, "moves")), templateText(box(2, "moves"))]]);
});
