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
	const [early, late] = await Promise.all([store.text("kit"), store.text("late-kit")]);
	const kit = withLate(JSON.parse(early) as Kit, JSON.parse(late) as LateKit);
	return { kit, runner: workerRunner(store, kit) };
}

supplyAll(document, supply());
