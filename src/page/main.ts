// The page begins here.
import { wishOfAddress } from "./address.ts";
import type { Kit } from "./kit.ts";
import { pageStore } from "./page-parts.ts";
import { slicePage } from "./slice.ts";
import { workerRunner } from "./worker-runner.ts";

async function open(): Promise<void> {
	const store = pageStore(document);
	const kit = JSON.parse(await store.text("kit")) as Kit;
	const runner = workerRunner(store, kit.version);
	slicePage(document.body, { kit, runner, wish: wishOfAddress(location.hash, kit).wish });
}

void open();
