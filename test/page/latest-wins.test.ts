import { expect, test } from "vitest";
import { latestWins } from "../../src/page/latest-wins.ts";

/** Something that answers when it is let, and notes what it was asked. */
function slow() {
	const asked: number[] = [];
	const waiting: { readonly let: () => void; readonly fail: (error: Error) => void }[] = [];
	const ask = latestWins((question: number) => {
		asked.push(question);
		return new Promise<string>((tell, fail) => waiting.push({ let: () => tell(`answer ${question}`), fail }));
	});
	return { ask, asked, waiting };
}

test("one wish is in flight; of those that come meanwhile the latest is run, and the others come to null", async () => {
	const { ask, asked, waiting } = slow();
	const answers = [1, 2, 3, 4].map(ask);
	expect(asked).toEqual([1]);
	waiting[0]!.let();
	expect(await Promise.all(answers.slice(0, 3))).toEqual(["answer 1", null, null]);
	expect(asked).toEqual([1, 4]);
	waiting[1]!.let();
	expect(await answers[3]).toBe("answer 4");
});

test("a wish that fails tells whoever asked it, and the next one is run all the same", async () => {
	const { ask, asked, waiting } = slow();
	const [first, second] = [ask(1), ask(2)];
	waiting[0]!.fail(new Error("broken"));
	await expect(first).rejects.toThrow("broken");
	expect(asked).toEqual([1, 2]);
	waiting[1]!.let();
	expect(await second).toBe("answer 2");
});

test("when nothing is in flight every wish is run", async () => {
	const ask = latestWins(async (question: number) => `answer ${question}`);
	for (const one of [1, 2]) expect(await ask(one)).toBe(`answer ${one}`);
});
