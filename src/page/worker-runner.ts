import type { Run } from "../simulate/run.ts";
import type { Answer, CrowdMember } from "./answer.ts";
import type { Kit } from "./kit.ts";
import { isEarlyWish } from "./late-kit.ts";
import { latestWins } from "./latest-wins.ts";
import type { DrawRequest, RunReplies, RunRequest } from "./messages.ts";
import type { SharedPlaces } from "./moved-orders.ts";
import type { PageStore } from "./page-store.ts";
import { pngOf } from "./png-of-svg.ts";
import type { PageTexts, ReadReplies, ReadRequest } from "./read-desk.ts";
import type { Runner, SavedFile } from "./runner.ts";
import type { Wish } from "./wish.ts";
import { savedName } from "./wish-text.ts";
import { type WorkerDesk, workerDesk } from "./worker-desk.ts";

type ReadDesk = WorkerDesk<ReadRequest, ReadReplies[keyof ReadReplies]>;
type RunDesk = WorkerDesk<RunRequest, RunReplies[keyof RunReplies]>;

/** Whether the policy of the page lets WebAssembly be compiled. */
function allowsMachineCode(): boolean {
	try {
		return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) !== undefined;
	} catch {
		return false;
	}
}

/** What of a kit a runner needs. */
type Opening = Pick<Kit, "version" | "first" | "scenarios">;

/** A worker that runs wishes: what it is asked waits for the late parts where the wish needs them. */
interface OpenDesk {
	readonly ask: RunDesk["ask"];
	readonly close: () => void;
}

/** Opens a worker that runs wishes. Where machine code is forbidden it gets the linear algebra in JavaScript, which weighs as much as all else. */
async function openDesk(store: PageStore, kit: Promise<Opening>): Promise<OpenDesk> {
	const isFast = allowsMachineCode();
	const scripts = [store.text("code"), ...(isFast ? [] : [store.text("algebra")]), store.text("runner")];
	const rest = Promise.all([store.text("parts"), store.bytes("machine"), kit]);
	// The worker reads its scripts while its parts are unpacked. What does not come is told below.
	rest.catch(() => {});
	const desk: RunDesk = workerDesk(await Promise.all(scripts));
	const [parts, machineCode, { version, first, scenarios }] = await rest;
	const opening = scenarios.find(({ name }) => name === first)?.wish;
	const isEarly = (wish: Wish) => opening !== undefined && isEarlyWish(wish, opening);
	// Whatever is asked of a worker that did not start fails as well, and is told where it is shown.
	desk.ask({ kind: "start", parts, machineCode, version }).catch(() => {});
	let more: Promise<unknown> | undefined;
	const whole = (): Promise<unknown> => {
		more ??= store.text("late-parts").then((text) => desk.ask({ kind: "more", parts: text }));
		return more;
	};
	return {
		ask: async (request) => {
			if ("wish" in request && (request.kind === "run" || !isEarly(request.wish))) await whole();
			return desk.ask(request);
		},
		close: desk.close,
	};
}

/** The command that repeats a wish in a terminal, once its text is saved. */
function commandOf(wish: Wish): string {
	const { individual } = wish;
	const who = individual === null ? "" : ` --seed ${individual.seed} --patient ${individual.patient}`;
	return `crsim run ${savedName(wish, "yaml")}${who}`;
}

/**
 * Runs wishes in workers of this page. The first is made ready while the kit is still on its way.
 *
 *     const runner = workerRunner(pageStore(document), Promise.resolve(kit));
 *     const answer = await runner.ask(kit.scenarios[0].wish, "exact");
 */
export function workerRunner(store: PageStore, kit: Promise<Opening>): Runner {
	const desk = openDesk(store, kit);
	desk.catch(() => {});
	let crowd: Promise<OpenDesk> | undefined;
	let crowdNow = 0;
	let reader: Promise<ReadDesk> | undefined;
	let drawer: Promise<WorkerDesk<DrawRequest, string>> | undefined;
	let pieces: Promise<Readonly<Record<string, string>>> | undefined;
	const ask = latestWins(async (request: Extract<RunRequest, { readonly kind: "ask" }>) => (await (await desk).ask(request)) as Answer);
	const openReader = async (): Promise<ReadDesk> => {
		const [script, texts] = await Promise.all([store.text("reader"), store.text("texts")]);
		const open: ReadDesk = workerDesk([script]);
		void open.ask({ kind: "start", texts: JSON.parse(texts) as PageTexts });
		return open;
	};
	const read = async <K extends "scenario" | "chart">(request: Extract<ReadRequest, { readonly kind: K }>): Promise<ReadReplies[K]> => {
		reader ??= openReader();
		return (await (await reader).ask(request)) as ReadReplies[K];
	};
	const runOf = async (wish: Wish): Promise<Run> => (await (await desk).ask({ kind: "run", wish })) as Run;
	const fontsOf = async () => {
		const [regular, semibold] = await Promise.all([store.bytes("regular"), store.bytes("semibold")]);
		return { regular, semibold };
	};
	const picture = async (wish: Wish, figure: string): Promise<string> => {
		drawer ??= store.text("drawer").then((script) => workerDesk<DrawRequest, string>([script]));
		const [run, fonts] = await Promise.all([runOf(wish), fontsOf()]);
		return (await drawer).ask({ run, figure, fonts });
	};
	const saved = async (wish: Wish, kind: "text" | "table"): Promise<string> => (await (await desk).ask({ kind, wish })) as string;
	return {
		ask: (wish, quality, columns) => ask({ kind: "ask", wish, quality, columns }),
		crowd: (wish, { seed, count, columns }, each) => {
			const mine = ++crowdNow;
			const run = async (): Promise<void> => {
				crowd ??= openDesk(store, kit);
				const open = await crowd;
				for (let patient = 1; patient <= count && mine === crowdNow; patient++) {
					const member = (await open.ask({ kind: "member", wish: { ...wish, individual: { seed, patient } }, columns })) as CrowdMember;
					if (mine === crowdNow) each(member);
				}
			};
			void run();
			return () => {
				if (mine === crowdNow) crowdNow++;
			};
		},
		readScenario: async (text, name) => {
			const shared = (await (await desk).ask({ kind: "shared" })) as SharedPlaces;
			const found = await read<"scenario">({ kind: "scenario", text, name, shared });
			if (!found.ok) return found;
			await (await desk).ask({ kind: "learn", name, scenario: found.value.part });
			return { ok: true, value: found.value.shown };
		},
		readChart: async (text, name, wish) => read<"chart">({ kind: "chart", text, name, run: await runOf(wish) }),
		save: async (wish, what): Promise<SavedFile> => {
			switch (what.kind) {
				case "yaml":
					return { name: savedName(wish, "yaml"), type: "text/yaml", content: await saved(wish, "text") };
				case "csv":
					return { name: savedName(wish, "csv"), type: "text/csv", content: await saved(wish, "table") };
				case "svg":
					return { name: savedName(wish, `${what.figure}.svg`), type: "image/svg+xml", content: await picture(wish, what.figure) };
				case "png":
					return {
						name: savedName(wish, `${what.figure}.png`),
						type: "image/png",
						content: await pngOf(await picture(wish, what.figure), await fontsOf()),
					};
			}
		},
		piece: async (subsystem) => {
			pieces ??= store.text("pieces").then((text) => JSON.parse(text) as Record<string, string>);
			return (await pieces)[subsystem] ?? "";
		},
		command: commandOf,
		close: () => {
			void desk.then(({ close }) => close());
			for (const other of [crowd, reader, drawer]) void other?.then(({ close }) => close());
		},
	};
}
