import { describe, expect, test } from "vitest";
import { type Document, documentsOf } from "../../src/input/documents.ts";

async function* inParts(text: string, size: number): AsyncGenerator<string> {
	for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function read(text: string, size = 7): Promise<readonly Document[]> {
	const all: Document[] = [];
	for await (const one of documentsOf(inParts(text, size), "x")) all.push(one);
	return all;
}

describe("documents of a stream", () => {
	test("stand between lines of three dashes and know their line, however the text is cut", async () => {
		const text = "about: A.\r\nuntil: 1 day\r\n---\n\n---\nabout: B.\n--- \nabout: C.";
		const wanted = [
			{ text: "about: A.\nuntil: 1 day\n", line: 1 },
			{ text: "about: B.\n", line: 6 },
			{ text: "about: C.\n", line: 8 },
		];
		for (const size of [1, 2, 7, 1000]) expect(await read(text, size)).toEqual(wanted);
	});

	test("are single lines where the first is a whole value of JSON, also where a later one is not", async () => {
		const found = await read('\n{ "a": 1 }\n{ "a": \n\n[2]\n');
		expect(found).toEqual([
			{ text: '{ "a": 1 }\n', line: 2 },
			{ text: '{ "a": \n', line: 3 },
			{ text: "[2]\n", line: 5 },
		]);
	});

	test("JSON over several lines is one document", async () => {
		expect(await read('{\n"a": 1\n}\n---\n{\n"a": 2\n}\n')).toEqual([
			{ text: '{\n"a": 1\n}\n', line: 1 },
			{ text: '{\n"a": 2\n}\n', line: 5 },
		]);
	});

	test("each is given before the next has come", async () => {
		const given: string[] = [];
		async function* parts() {
			yield '{"a":1}\n';
			expect(given).toEqual(['{"a":1}\n']);
			yield '{"a":2}\n';
		}
		for await (const { text } of documentsOf(parts(), "x")) given.push(text);
		expect(given.length).toBe(2);
	});

	test("of nothing there are none", async () => {
		expect(await read("")).toEqual([]);
		expect(await read("\n---\n \n")).toEqual([]);
	});
});
