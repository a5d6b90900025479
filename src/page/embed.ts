// What a page of a course loads to embed patients and panels: the elements, and who supplies them.
import "./elements/crsim-panel.ts";
import "./elements/crsim-patient.ts";
import { type Supply, supplyAll } from "./elements/supply.ts";
import type { Kit } from "./kit.ts";
import { type LateKit, withLate } from "./late-kit.ts";
import { pageStore } from "./page-store.ts";
import { PartMissing } from "./trouble-words.ts";
import { workerRunner } from "./worker-runner.ts";

/** A page that is opened from disk may fetch nothing, but it may load a script, and that brings the parts along. */
async function partsFromDisk(): Promise<void> {
	if (location.protocol !== "file:") return;
	const script = Object.assign(document.createElement("script"), { src: "parts/from-disk.js" });
	await new Promise((loaded, failed) => {
		script.addEventListener("load", loaded);
		script.addEventListener("error", () => failed(new PartMissing("parts/from-disk.js", "not found")));
		document.head.append(script);
	});
}

async function supply(): Promise<Supply> {
	await partsFromDisk();
	const store = pageStore(document);
	const early = store.text("kit").then((text) => JSON.parse(text) as Kit);
	const runner = workerRunner(store, early);
	const late = JSON.parse(await store.text("late-kit")) as LateKit;
	return { kit: withLate(await early, late), runner };
}

supplyAll(document, supply());
