// The page begins here.
import { addressOf, wishOfAddress } from "./address.ts";
import { CrsimExplore } from "./elements/crsim-explore.ts";
import type { LateViews } from "./elements/views.ts";
import type { Kit } from "./kit.ts";
import { pageStore } from "./page-parts.ts";
import type { Wish } from "./wish.ts";
import { workerRunner } from "./worker-runner.ts";

/** What fills the views that are not opened at first. */
const views: LateViews = {
	"crsim-map": () => import("./map/crsim-map.ts"),
	"crsim-predict": () => import("./modes/crsim-predict.ts"),
	"crsim-blind": () => import("./modes/crsim-blind.ts"),
	"crsim-crowd": () => import("./modes/crsim-crowd.ts"),
};

async function open(): Promise<void> {
	const store = pageStore(document);
	const kit = JSON.parse(await store.text("kit")) as Kit;
	const page = new CrsimExplore();
	page.kit = kit;
	const runner = workerRunner(store, kit.version);
	page.runner = runner;
	page.late = views;
	page.give = { pageOf: runner.piece, map: kit.map };
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
	for (const [part, weight] of [
		["regular", "400"],
		["semibold", "600"],
	] as const)
		document.fonts.add(await new FontFace("Inter", await store.bytes(part), { weight }).load());
}

void open();
