// The page begins here.
import { addressOf, wishOfAddress } from "./address.ts";
import { CrsimExplore } from "./elements/crsim-explore.ts";
import type { Kit } from "./kit.ts";
import "./map/crsim-map.ts";
import "./modes/crsim-blind.ts";
import "./modes/crsim-crowd.ts";
import "./modes/crsim-predict.ts";
import { pageStore } from "./page-parts.ts";
import type { Wish } from "./wish.ts";
import { workerRunner } from "./worker-runner.ts";

async function open(): Promise<void> {
	const store = pageStore(document);
	const kit = JSON.parse(await store.text("kit")) as Kit;
	const page = new CrsimExplore();
	page.kit = kit;
	page.runner = workerRunner(store, kit.version);
	const follow = () => {
		const { wish, notes } = wishOfAddress(location.hash, kit);
		page.wish = wish;
		page.notice = notes.join(" · ");
	};
	follow();
	// A change writes the address without a step back for each; a person who types one goes there.
	page.addEventListener("crsim-wish", (event) => {
		history.replaceState(null, "", addressOf((event as CustomEvent<{ wish: Wish }>).detail.wish, kit));
	});
	addEventListener("hashchange", follow);
	document.body.append(page);
}

void open();
