// What a page of a course loads to embed patients and panels: the elements, and who supplies them.
import "./elements/crsim-panel.ts";
import "./elements/crsim-patient.ts";
import { type Supply, supplyAll } from "./elements/supply.ts";
import type { Kit } from "./kit.ts";
import { type LateKit, withLate } from "./late-kit.ts";
import { pageStore } from "./page-store.ts";
import { workerRunner } from "./worker-runner.ts";

async function supply(): Promise<Supply> {
	const store = pageStore(document);
	const early = store.text("kit").then((text) => JSON.parse(text) as Kit);
	const runner = workerRunner(store, early);
	const late = JSON.parse(await store.text("late-kit")) as LateKit;
	return { kit: withLate(await early, late), runner };
}

supplyAll(document, supply());
