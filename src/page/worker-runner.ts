import type { Answer, CrowdMember, LaidCourse, Reading } from "./answer.ts";
import type { KitScenario } from "./kit.ts";
import { latestWins } from "./latest-wins.ts";
import type { RunReplies, RunRequest } from "./messages.ts";
import type { PageStore } from "./page-parts.ts";
import type { Runner, SavedFile } from "./runner.ts";
import type { Wish } from "./wish.ts";
import { wishCommand } from "./wish-text.ts";
import { type WorkerDesk, workerDesk } from "./worker-desk.ts";

type RunDesk = WorkerDesk<RunRequest, RunReplies[keyof RunReplies]>;

/** Whether the policy of the page lets WebAssembly be compiled. */
function allowsMachineCode(): boolean {
	try {
		return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) !== undefined;
	} catch {
		return false;
	}
}

/** Opens a worker that runs wishes. Where machine code is forbidden it gets the linear algebra in JavaScript, which weighs as much as all else. */
async function openDesk(store: PageStore, version: string): Promise<RunDesk> {
	const isFast = allowsMachineCode();
	const scripts = [store.text("code"), ...(isFast ? [] : [store.text("algebra")]), store.text("runner")];
	const [parts, machineCode, ...loaded] = await Promise.all([store.text("parts"), store.bytes("machine"), ...scripts]);
	const desk: RunDesk = workerDesk(loaded);
	void desk.ask({ kind: "start", parts, machineCode, version });
	return desk;
}

const fileName = ({ scenario }: Wish, ending: string): string => `crsim-${scenario}.${ending}`;

/**
 * Runs wishes in workers of this page.
 *
 *     const runner = workerRunner(pageStore(document), kit.version);
 *     const answer = await runner.ask(kit.scenarios[0].wish, "exact");
 */
export function workerRunner(store: PageStore, version: string): Runner {
	const desk = openDesk(store, version);
	let crowd: Promise<RunDesk> | undefined;
	let crowdNow = 0;
	let pieces: Promise<Readonly<Record<string, string>>> | undefined;
	const ask = latestWins(async ({ wish, quality }: { readonly wish: Wish; readonly quality: Answer["quality"] }) => {
		const reply = await (await desk).ask({ kind: "ask", wish, quality });
		return reply as Answer;
	});
	const saved = async (wish: Wish, kind: "text" | "table"): Promise<string> => (await (await desk).ask({ kind, wish })) as string;
	return {
		ask: (wish, quality) => ask({ wish, quality }),
		crowd: (wish, { seed, count, columns }, each) => {
			const mine = ++crowdNow;
			const run = async (): Promise<void> => {
				crowd ??= openDesk(store, version);
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
		readScenario: () => notYet<Reading<KitScenario>>("reading a scenario"),
		readChart: () => notYet<Reading<LaidCourse>>("reading a chart"),
		save: async (wish, what): Promise<SavedFile> => {
			if (what.kind === "yaml") return { name: fileName(wish, "yaml"), type: "text/yaml", content: await saved(wish, "text") };
			if (what.kind === "csv") return { name: fileName(wish, "csv"), type: "text/csv", content: await saved(wish, "table") };
			return notYet<SavedFile>("saving a figure");
		},
		piece: async (subsystem) => {
			pieces ??= store.text("pieces").then((text) => JSON.parse(text) as Record<string, string>);
			return (await pieces)[subsystem] ?? "";
		},
		command: (wish) => wishCommand(wish, fileName(wish, "yaml")),
		close: () => {
			void desk.then(({ close }) => close());
			void crowd?.then(({ close }) => close());
		},
	};
}

const notYet = <T>(what: string): Promise<T> => Promise.reject(new Error(`${what} is not built yet`));
