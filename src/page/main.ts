// The page begins here.
import { CrsimExplore } from "./elements/crsim-explore.ts";
import type { LateViews } from "./elements/views.ts";
import type { Kit } from "./kit.ts";
import { type LateKit, withLate } from "./late-kit.ts";
import { paced } from "./paced.ts";
import { type PageStore, pageStore } from "./page-store.ts";
import { sayTrouble } from "./say-trouble.ts";
import type { Seen } from "./seen.ts";
import type { Wish } from "./wish.ts";
import { workerRunner } from "./worker-runner.ts";

/** What is not needed at first: what fills the other views. */
const late: LateViews = {
	"crsim-lesson": () => import("./elements/crsim-lesson.ts"),
	"crsim-map": () => import("./map/crsim-map.ts"),
	"crsim-predict": () => import("./modes/crsim-predict.ts"),
	"crsim-blind": () => import("./modes/crsim-blind.ts"),
	"crsim-crowd": () => import("./modes/crsim-crowd.ts"),
};

/** Addresses are read and written when there is one to read, or something to tell. */
const addresses = () => import("./seen.ts");

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
	page.late = late;
	const follow = async () => {
		const { wish, seen, notes } = (await addresses()).pageOfAddress(location.hash, page.kit ?? kit);
		page.seen = seen;
		page.wish = wish;
		page.notice = notes.join(" · ");
	};
	if (location.hash !== "") await follow();
	// A change writes the address without a step back for each; a person who types one goes there.
	const write = paced(async ({ wish, seen }: { readonly wish: Wish; readonly seen: Seen }) => {
		const { addressOfPage } = await addresses();
		history.replaceState(null, "", addressOfPage(wish, seen, page.kit ?? kit));
	}, 400);
	page.addEventListener("crsim-wish", (event) => write((event as CustomEvent<{ wish: Wish; seen: Seen }>).detail));
	addEventListener("hashchange", follow);
	document.body.append(page);
	document.getElementById("opening")?.remove();
	// To unpack what comes late takes as long as all before: the first curve is drawn by then.
	await page.arrived;
	await drawn();
	if (kit === early) {
		kit = await rest();
		page.kit = kit;
	}
	await loadFonts(store);
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

/** What has come is drawn: the frame that draws it is over when the one after it begins. */
const drawn = async (): Promise<void> => {
	await nextFrame();
	await nextFrame();
};

/** Our font comes when the page stands: until then, and on a host that is slow, letters are the system's. */
async function loadFonts(store: PageStore): Promise<void> {
	const [regular, semibold] = await Promise.all([store.bytes("regular"), store.bytes("semibold")]);
	for (const face of [new FontFace("Inter", regular, { weight: "400" }), new FontFace("Inter", semibold, { weight: "600" })])
		document.fonts.add(await face.load());
}

open().catch(sayTrouble);
