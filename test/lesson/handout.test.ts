import { beforeAll, describe, expect, test } from "vitest";
import { visible } from "../../src/input/control-characters.ts";
import { runLesson } from "../../src/lesson/run-lesson.ts";
import { loadLesson } from "../../src/node/lesson-files.ts";
import { handoutOf, lessonRun } from "../../src/node/lesson-handout.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { lessonLines } from "../../src/report/lesson-terminal.ts";
import { aBrowser } from "../page/browser.ts";

describe("the handout of a lesson", () => {
	let page = "";
	beforeAll(async () => {
		page = await handoutOf(lessonRun("who-makes-il6"));
	});
	const parts = () => page.split('<section class="answers">') as [string, string];
	const steps = () => parts()[0].split('<section class="step">').slice(1);

	test("begins with what it is for, and says whom it is never for", () => {
		expect(page).toMatch(/<h1>Who makes interleukin-6\?<\/h1>\n<p>You silence/);
		expect(page.indexOf("never a basis for treating a real patient")).toBeLessThan(page.indexOf("<h1>"));
	});

	test("stands alone: no script, no address that is fetched", () => {
		expect(page).not.toMatch(/<script|<link|<img|src="http|url\("?http|@import/);
	});

	test("has a figure, a question and room to write at each step", () => {
		expect(steps()).toHaveLength(4);
		for (const step of steps()) {
			expect(step).toContain("<svg role=");
			expect(step).toMatch(/<strong>(?:Predict|Try):<\/strong>/);
			expect(step).toContain('<div class="lines"');
		}
	});

	test("shows nothing of what is to be predicted before its answer", () => {
		expect(steps()[1]).not.toMatch(/<svg[^>]*>[\s\S]*Macrophages hardly answer[\s\S]*<\/svg>/);
		expect(parts()[1]).toMatch(/<svg[^>]*>[\s\S]*Macrophages hardly answer[\s\S]*<\/svg>/);
		expect(parts()[0]).not.toContain('class="right"');
		expect(parts()[1].match(/class="right"/g)).toHaveLength(3);
	});

	test("printed on A4, two steps share a sheet: four steps and their answers take four", async ({ skip }) => {
		const browser = await aBrowser();
		if (browser === undefined) return skip();
		const printed = await browser.newPage();
		await printed.setContent(page);
		const pdf = await printed.pdf({ format: "A4", preferCSSPageSize: true });
		await browser.close();
		expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(4);
	});

	test("has texts as texts, whatever a lesson says", async () => {
		const text = `about: "Why <b>so</b>? See."\nscenario: no-tumor\nuntil: 2 day\nminutes: 3\nsources: ["<script>A</script>"]\nsteps:\n  - { say: "<img src=x>", show: [map], ask: "<i>?", answer: { is: worst(crs) == 0, because: "<u>So {worst(crs)}" } }\n`;
		const odd = await handoutOf(runLesson(loadLesson(text, modelsAtHand())));
		expect(odd).not.toMatch(/<b>so|<script>A|<img|<i>\?|<u>So/);
		expect(odd).toContain("&lt;u&gt;So 0");
	});
});

test("in the terminal answers come after all steps, lines fit, and nothing steers the terminal", () => {
	const lines = lessonLines(lessonRun("order-of-the-cascade"), { width: 70 });
	const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
	expect(at("Step 4")).toBeLessThan(at("Answer to step 1"));
	expect(lines.slice(0, at("A  ")).filter((line) => line.length > 90)).toEqual([]);
	expect(lines.map(visible)).toEqual(lines);
});
