import { describe, expect, test } from "vitest";
import { holdsIn, valueIn } from "../../src/lesson/answer.ts";
import type { Asked } from "../../src/lesson/lesson.ts";
import { rightChoices, runLesson } from "../../src/lesson/run-lesson.ts";
import { filledWords } from "../../src/report/lesson-words.ts";
import { aLesson, askStep, lessonRefusals, lessonText } from "../support/a-lesson-text.ts";

const first = askStep(
	"about: As it is.\nask: How high?\nanswer: { is: peak(temperature) > 38 degC, because: 'It is {peak(temperature)}.' }",
);
const hotter = `about: Higher.
set: { fever_height: 3 degC }
ask: And now?
choices:
  - { say: lower, is: peak(temperature) < before(peak(temperature)) }
  - { say: higher, is: peak(temperature) > before(peak(temperature)) }
answer: { choice: 2, because: 'By {peak(temperature) - before(peak(temperature))}, to {peak(temperature)}.' }`;
const tried = `about: Too hot.
set: { fever_height: 3 degC }
try: Keep it below 39 degrees.
answer:
  is: peak(temperature) < 39 degC and peak(temperature) < before(peak(temperature))
  with: { about: Cooler., set: { fever_height: 1 degC } }
  because: 'From {before(peak(temperature))} to {peak(temperature)}.'`;

describe("a lesson", () => {
	test("has its title, what is learned, and courses that are made once however often they appear", () => {
		const lesson = aLesson(lessonText([first, askStep(hotter), askStep(tried.replace("Too hot", "Higher"))].join("")));
		expect([lesson.title, lesson.objective, lesson.minutes]).toEqual(["How high is the fever?", "You find it out.", 5]);
		expect(lesson.steps.map(({ course }) => course.title)).toEqual(["As it is", "Higher", "Higher"]);
		expect(lesson.steps[2]!.course).toBe(lesson.steps[1]!.course);
		expect(lesson.steps[1]!.course.overlay).toEqual({ set: { fever_height: "3 degC" } });
		expect(lesson.steps.map(({ beside }) => beside)).toEqual([null, 0, 1]);
	});

	test("is plain data: what asks its runs survives a clone", () => {
		const lesson = aLesson(lessonText(first));
		expect(structuredClone(lesson)).toEqual(lesson);
		expect(JSON.parse(JSON.stringify(lesson.steps[0]!.task))).toEqual(lesson.steps[0]!.task);
	});

	test("lays a step over the lesson and the lesson over its scenario; a solution lies over its step", () => {
		const text = lessonText(askStep(tried), "until: 3 day\npatient: { weight: 60 kg }\nset: { gain: 3 /h }\n");
		const [step] = aLesson(text).steps;
		const { task, course } = step!;
		const solution = task?.kind === "try" ? task.solution : undefined;
		expect(course.plan.until).toBe(72);
		expect(course.plan.patient.covariates["weight"]).toBe(60);
		expect(solution?.overlay).toEqual({ until: "3 day", patient: { weight: "60 kg" }, set: { gain: "3 /h", fever_height: "1 degC" } });
		const parameter = (name: string) => solution?.plan.flat.parameters.find((one) => one.name === name)?.value;
		expect([parameter("gain"), parameter("fever_height")]).toEqual([3, 1]);
	});

	test("asks its runs: one choice holds, before(…) is the course beside, a solution solves what the step does not", () => {
		const { steps } = runLesson(aLesson(lessonText([first, askStep(hotter), askStep(tried)].join(""))));
		expect(steps.map(rightChoices)).toEqual([[], [1], []]);
		const [asked, , found] = steps;
		const { task } = found!.step;
		const { is } = task as { readonly is: Asked };
		expect(holdsIn((asked!.step.task as { readonly is: Asked }).is, asked!.runs)).toBe(true);
		expect(holdsIn(is, found!.answer)).toBe(true);
		expect(holdsIn(is, { own: found!.runs.own, before: found!.runs.own })).toBe(false);
		expect(filledWords(steps[1]!.step.task!.because, steps[1]!.answer)).toBe("By 1.8 °C, to 40 °C.");
		expect(filledWords(task!.because, found!.answer)).toBe("From 40 °C to 38 °C.");
	});

	test("a virtual patient is the person of that number, as everywhere", () => {
		const person = (number: number) =>
			askStep(`about: A person.\nvirtual: ${number}\nask: How high?\nanswer: { is: peak(temperature) > 37 degC, because: So. }`);
		const { steps } = runLesson(aLesson(lessonText([person(3), person(4), person(3)].join(""))));
		const peaks = steps.map(({ runs }) => valueIn(aLesson(lessonText(first)).steps[0]!.task!.because[1] as Asked, runs));
		expect(peaks[0]).toBe(peaks[2]);
		expect(peaks[0]).not.toBe(peaks[1]);
	});
});

describe("numbers in a text are told as at the bedside", () => {
	const toldAs = (expression: string, more = "") => {
		const text = lessonText(
			[first, askStep(`${more}ask: What?\nanswer: { is: peak(temperature) > 0 degC, because: '{${expression}}' }`)].join(""),
		);
		const one = runLesson(aLesson(text)).steps[1]!;
		return filledWords(one.step.task!.because, one.answer);
	};

	test.each([
		["peak(temperature)", "38.2 °C"],
		["first(temperature >= 38 degC)", "day 0.4"],
		["first(temperature >= 50 degC)", "never"],
		["duration(temperature >= 38 degC)", "2.1 days"],
		["first(temperature >= 38 degC) - 6 h", "4 hours"],
		["first(temperature >= 38 degC) + 20 h", "30 hours"],
		["0.3 h", "0.5 hours"],
		["1 h", "1 hour"],
		["worst(crs)", "1"],
		["doses(drug)", "0"],
		["at(crs, 1 day)", "1"],
		["at(temperature, 1 h)", "37 °C"],
		["peak(temperature) / at(temperature, 1 h)", "1"],
		["1234.5", "1,200"],
		["before(worst(crs))", "1"],
		["onset(icans)", "never"],
		["0 * onset(icans) / 1 h", "unknown"],
	])("%s: %s", (expression, words) => {
		expect(toldAs(expression)).toBe(words);
	});
});

describe("what is wrong in a lesson is told at its place, all at once", () => {
	const step = (lines: string) => lessonText(askStep(lines));
	const answer = "answer: { is: peak(temperature) > 38 degC, because: So. }";

	test.each<[string, string, readonly string[]]>([
		["an unknown scenario", lessonText(first).replace("scenario: paper", "scenario: papr"), ['2:11 scenario: unknown scenario "papr"']],
		[
			"a course without a name",
			step(`set: { gain: 3 /h }\nask: Why?\n${answer}`),
			['6:5 steps[0]: this course differs and has no "about"'],
		],
		["a question without an answer", step("ask: Why?"), ['6:5 steps[0]: the key "answer" is missing']],
		["an answer without a question", step(answer), ["8:5 steps[0].answer: an answer without a question"]],
		[
			"both kinds of question",
			step(`ask: Why?\ntry: It.\n${answer}`),
			["9:5 steps[0].try: a step asks or lets try, and not both", '10:5 steps[0].answer: the answer of "try" has no "with"'],
		],
		["try without a solution", step(`try: It.\n${answer}`), ['9:5 steps[0].answer: the answer of "try" has no "with"']],
		[
			"an expression that is none, and an unknown column, in two places",
			step("ask: Why {peak(temprature)}?\nanswer: { is: peak(temperature), because: 'So {crs' }"),
			[
				"9:19 steps[0].answer.is: expected a condition, found a number",
				'9:51 steps[0].answer.because: a "{" without its other half',
				'8:20 steps[0].ask: unknown column "temprature"',
			],
		],
		[
			"before(…) at the first step",
			step("ask: Why?\nanswer: { is: before(worst(crs)) > 1, because: So. }"),
			["9:19 steps[0].answer.is: there is no course beside this one"],
		],
		["a later step beside this one", step(`beside: 3\nask: Why?\n${answer}`), ["8:13 steps[0].beside: step 3 does not come before step 1"]],
		[
			"what is known only after the end",
			step("ask: Why?\nanswer: { is: at(wave, 9 day) > 1, because: So. }").replace(
				"{ is: at(wave, 9 day) > 1",
				"{ is: 'at(wave, 9 day) > 1'",
			),
			["9:20 steps[0].answer.is: this is known only from day 9 on, and the course ends on day 4"],
		],
		[
			"a scenario key that is wrong in a step",
			step(`about: Mine.\nset: { gian: 2x }\nask: Why?\n${answer}`),
			['9:12 set.gian: unknown parameter "gian"'],
		],
	])("%s", (_, text, said) => {
		expect(lessonRefusals(text)).toEqual(said);
	});
});
