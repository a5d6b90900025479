import type { LaidCourse } from "../answer.ts";
import type { KitScenario } from "../kit.ts";
import type { Runner } from "../runner.ts";
import type { Wish } from "../wish.ts";

/** A chart as it was opened: it is laid anew over each course. */
export interface OpenedChart {
	readonly name: string;
	readonly text: string;
}

/** What a file came to. `words`: what is wrong in it, as the terminal prints it. */
export type OpenedFile =
	| { readonly kind: "scenario"; readonly scenario: KitScenario }
	| { readonly kind: "chart"; readonly chart: OpenedChart; readonly laid: LaidCourse }
	| { readonly kind: "trouble"; readonly name: string; readonly words: string };

/** Reads what was dropped or picked: a scenario by its ending, anything else as a chart over the course of the wish. */
export async function openedFile(file: File, runner: Runner, wish: Wish): Promise<OpenedFile> {
	const [name, text] = [file.name, await file.text()];
	if (/\.ya?ml$/i.test(name)) {
		const read = await runner.readScenario(text, name);
		return read.ok ? { kind: "scenario", scenario: read.value } : { kind: "trouble", name, words: read.words };
	}
	const read = await runner.readChart(text, name, wish);
	return read.ok ? { kind: "chart", chart: { name, text }, laid: read.value } : { kind: "trouble", name, words: read.words };
}

/** What is done with files that hover over an element and are dropped on it. */
export interface DropHandlers {
	readonly over: (isOver: boolean) => void;
	readonly drop: (file: File) => void;
}

/** Lets files be dropped on an element. */
export function takeFiles(on: HTMLElement, { over, drop }: DropHandlers): void {
	on.addEventListener("dragover", (event) => {
		if (!event.dataTransfer?.types.includes("Files")) return;
		event.preventDefault();
		over(true);
	});
	on.addEventListener("dragleave", ({ relatedTarget }) => {
		if (relatedTarget === null) over(false);
	});
	on.addEventListener("drop", (event) => {
		event.preventDefault();
		over(false);
		const file = event.dataTransfer?.files[0];
		if (file) drop(file);
	});
}
