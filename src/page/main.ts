// The page begins here.
import { wishOfAddress } from "./address.ts";
import type { Kit } from "./kit.ts";
import { pageStore } from "./page-parts.ts";
import "./elements/crsim-explore.ts";
import "./elements/crsim-patient.ts";
import { workerRunner } from "./worker-runner.ts";

async function open(): Promise<void> {
	const store = pageStore(document);
	const kit = JSON.parse(await store.text("kit")) as Kit;
	const runner = workerRunner(store, kit.version);
	const page = Object.assign(document.createElement("crsim-explore"), { kit, runner, wish: wishOfAddress(location.hash, kit).wish });
	document.body.append(page);
	Object.assign(window, { page });
}

void open();
