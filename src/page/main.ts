// The page begins here.
import { addressOf, caseOfAddress, wishOfAddress } from "./address.ts";
import { CrsimExplore } from "./elements/crsim-explore.ts";
import type { LateViews } from "./elements/views.ts";
import type { Kit } from "./kit.ts";
import { type LateKit, withLate } from "./late-kit.ts";
import { type PageStore, pageStore } from "./page-store.ts";
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
	const kitComes = store.text("kit").then((text) => JSON.parse(text) as Kit);
	const runner = workerRunner(store, kitComes);
	const early = await kitComes;
	const rest = async () => withLate(early, JSON.parse(await store.text("late-kit")) as LateKit);
	// A link may name anything; without one the first curve does not wait for what it does not need.
	const opening = early.scenarios.find(({ name }) => name === early.first);
	const isPlain = location.hash === "" && Object.keys(opening?.wish.knobs ?? {}).length === 0;
	let kit = isPlain ? early : await rest();
	const page = new CrsimExplore();
	page.kit = kit;
	page.runner = runner;
	page.late = views;
	const follow = () => {
		const { wish, notes } = wishOfAddress(location.hash, kit);
		page.wish = wish;
		page.notice = notes.join(" · ");
		const seed = caseOfAddress(location.hash);
		if (seed === null) return;
		page.give = { seed };
		page.view = "blind";
	};
	follow();
	// A change writes the address without a step back for each; a person who types one goes there.
	const write = (address: string) => history.replaceState(null, "", address);
	page.addEventListener("crsim-wish", (event) => write(addressOf((event as CustomEvent<{ wish: Wish }>).detail.wish, kit)));
	page.addEventListener("crsim-case", (event) => write(`#case=${(event as CustomEvent<{ seed: number }>).detail.seed}`));
	addEventListener("hashchange", follow);
	document.body.append(page);
	await page.updateComplete;
	if (kit === early) {
		kit = await rest();
		page.kit = kit;
	}
	await loadFonts(store);
}

/** Our font comes when the page stands: until then, and on a host that is slow, letters are the system's. */
async function loadFonts(store: PageStore): Promise<void> {
	const [regular, semibold] = await Promise.all([store.bytes("regular"), store.bytes("semibold")]);
	for (const face of [new FontFace("Inter", regular, { weight: "400" }), new FontFace("Inter", semibold, { weight: "600" })])
		document.fonts.add(await face.load());
}

void open();
