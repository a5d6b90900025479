import { trajectoryCsv } from "../exchange/csv.ts";
import type { AlgebraCode } from "../model/algebra.ts";
import type { FunctionMaker } from "../model/function-from-text.ts";
import { plainData } from "../model/plain-data.ts";
import { simulate } from "../simulate/simulate.ts";
import type { CrowdMember } from "./answer.ts";
import { type Answerer, answerer } from "./answerer.ts";
import { type LateParts, withLateParts } from "./late-kit.ts";
import type { RunReplies, RunRequest } from "./messages.ts";
import { sharedPlaces } from "./moved-orders.ts";
import type { PartScenario, Parts } from "./parts.ts";
import type { Wish } from "./wish.ts";
import { wishText } from "./wish-text.ts";

/** Hours between the points of a crowd's lines. */
const crowdEvery = 6;

interface Opened {
	readonly parts: Parts;
	readonly answerer: Answerer;
}

function memberOf({ answerer: { make } }: Opened, wish: Wish, columns: readonly string[]): CrowdMember {
	const { engine, patient } = make(wish);
	const run = simulate(engine, patient, { every: crowdEvery, columns });
	const kept = [...run.trajectory.columns.values()].flatMap((one) => (one.kind === "number" && columns.includes(one.name) ? [one] : []));
	return {
		patient: wish.individual?.patient ?? 0,
		times: run.trajectory.times,
		columns: Object.fromEntries(kept.map(({ name, values }) => [name, values])),
		worst: Object.fromEntries(Object.entries(run.grades).map(([name, { worst }]) => [name, worst])),
		died: run.outcome.kind === "finished" ? (run.outcome.died?.of ?? null) : null,
	};
}

const withScenario = (parts: Parts, name: string, scenario: PartScenario): Parts => ({
	...parts,
	scenarios: { ...parts.scenarios, [name]: scenario },
});

/** What a desk works with. */
export interface DeskTools {
	readonly functions: FunctionMaker;
	/** Milliseconds from any start. */
	readonly clock: () => number;
	/** What the linear algebra in JavaScript works on, where there is no machine code. */
	readonly algebra?: Partial<AlgebraCode>;
}

/** What serves the requests of a page, wherever it runs: in a worker, or beside the page in a test. */
export function runDesk({ functions, clock, algebra = {} }: DeskTools) {
	let opened: Opened | undefined;
	const desk = (): Opened => {
		if (opened === undefined) throw new Error("the worker was asked before it was started");
		return opened;
	};
	const start = ({ parts: text, machineCode, version }: Extract<RunRequest, { kind: "start" }>): null => {
		const read = plainData(text) as Parts;
		const { model } = read;
		const kernel = model.code.kernel && { ...model.code.kernel, bytes: machineCode };
		const code = { ...model.code, kernel, algebra: { ...model.code.algebra, ...algebra } };
		const parts = { ...read, model: { ...model, code } };
		opened = { parts, answerer: answerer(parts, { functions, clock, version }) };
		return null;
	};
	const widen = (parts: Parts): null => {
		opened = { parts, answerer: desk().answerer.widened(parts) };
		return null;
	};
	return <K extends RunRequest["kind"]>(request: Extract<RunRequest, { readonly kind: K }>): RunReplies[K] => {
		const reply = (): RunReplies[keyof RunReplies] => {
			const asked: RunRequest = request;
			switch (asked.kind) {
				case "start":
					return start(asked);
				case "ask":
					return desk().answerer.ask(asked.wish, asked.quality, asked.columns).answer;
				case "member":
					return memberOf(desk(), asked.wish, asked.columns);
				case "more":
					return widen(withLateParts(desk().parts, plainData(asked.parts) as LateParts));
				case "learn":
					return widen(withScenario(desk().parts, asked.name, asked.scenario));
				case "text":
					return wishText(asked.wish, desk().parts);
				case "table":
					return trajectoryCsv(desk().answerer.ask(asked.wish, "exact").run.trajectory);
				case "shared":
					return sharedPlaces(desk().parts);
				case "run":
					return desk().answerer.ask(asked.wish, "exact").run;
			}
		};
		return reply() as RunReplies[K];
	};
}

/** What serves requests. */
export type RunDesk = ReturnType<typeof runDesk>;
