import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { visibleInPlace } from "../src/input/control-characters.ts";
import { inputs } from "./messages/inputs.ts";
import { holds, proseOf } from "./messages/prose.ts";
import { readers, type Told } from "./messages/readers.ts";

interface Answered {
	readonly kind: string;
	readonly input: string;
	readonly told: readonly Told[];
}

const answered: Answered[] = [];
for (const [kind, texts] of Object.entries(inputs)) {
	for (const input of texts) answered.push({ kind, input, told: await readers[kind]!(input) });
}

const cut = (text: string) => (text.length > 300 ? `${text.slice(0, 140)} … ${text.slice(-40)}` : text);
const fenced = (text: string) => `\`\`\`\n${visibleInPlace(cut(text))}\n\`\`\``;
const said = ({ place, message, hint }: Told) =>
	`- ${[place, message, hint]
		.filter((part) => part !== "")
		.join(" | ")
		.replaceAll("\n", "\n  ")}`;
/** Of many problems of one input the first ones are enough to be read. */
const most = 8;

function block({ input, told }: Answered): string {
	const more = told.length > most ? [`- … and ${told.length - most} more`] : [];
	return [fenced(input), "", ...told.slice(0, most).map(said), ...more].join("\n");
}

const about = `# What crsim says of what it cannot read

Inputs, each with what is said of it: place | what is wrong | what to do. Made by \`npm run accept -- test/messages.test.ts\`.`;

/** Every message with an input that makes it, to be read by a person. */
const page = (): string =>
	[about, ...Object.keys(inputs).flatMap((kind) => [`## ${kind}`, ...answered.filter((one) => one.kind === kind).map(block)])].join("\n\n");

/** Where the sentences stand that a person may be told about an input. */
const sources = globSync("src/{input,language,model,chart,grading,treatment,scenario,population,trial,lesson,exchange,node,cli}/**/*.ts");

/** Files whose sentences are no message about an input, by what they are instead; other tests read those. */
const others = Object.values({
	descriptions:
		/-shape\.ts$|src\/cli\/commands\/|signs\.ts$|role\.ts$|list-\w+\.ts$|chart-columns\.ts$|schemas|run-functions\.ts$|csvw\.ts$|outcome-columns\.ts$|endpoints-csv\.ts$/,
	reasonsOfGrades: /src\/grading\/(?!field-faults|read-tox|toxicities)/,
	textsOfPrograms:
		/exchange\/printers\/|generate\.ts$|webassembly|equation-routines|linearization|sparse-lu|pieces|kernel-module|severity-ladder\.ts$|node\/duckdb\.ts$|page-text\.ts$|sbml\/(?:write-mathml|export-sbml|xml-text)\.ts$|exchange\/omex\.ts$/,
	besideResults:
		/usual-figures|usual-reading|study-words|estimate-text|write-study\.ts$|write-trials\.ts$|run-trials\.ts$|endpoint-text\.ts$|progress\.ts$|doctor\.ts$|times\.ts$|page-html\.ts$|page-scripts\.ts$|write-live-page\.ts$|write-gallery\.ts$|cli\/explore\.ts$|charted-orders\.ts$|cli\/fit-chart\.ts$|(?:map-film|film-turns|sweep-status)\.ts$/,
	wordsAsPeopleWriteThem: /column-words\.ts$|trial\/endpoint\.ts$/,
	namesOfRandomStreams: /latin-hypercube\.ts$|sobol-indices\.ts$|draw-patient\.ts$/,
});

describe("messages", () => {
	test("every message is listed with an input that makes it", async () => {
		await expect(page()).toMatchFileSnapshot("golden/messages.md");
	});

	test("no input is refused in silence", () => {
		expect(
			answered.filter(({ told }) => told.every(({ message }) => message === "")).map(({ kind, input }) => `${kind}: ${input}`),
		).toEqual([]);
	});

	test("every sentence of the readers is in the list", () => {
		const texts = answered.flatMap(({ told }) => told.flatMap(({ message, hint }) => [message, hint]));
		const missing = sources
			.filter((file) => !others.some((pattern) => pattern.test(file)))
			.flatMap(proseOf)
			.filter((prose) => !texts.some((text) => holds(text, prose)));
		expect(missing.map(({ file, line, parts }) => `${file}:${line} ${parts.join("…")}`)).toEqual([]);
	});
});
