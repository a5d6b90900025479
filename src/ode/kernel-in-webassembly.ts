import { powerTables } from "../elementary/power-tables.ts";
import type { Allowed } from "./error-size.ts";
import type { Kernel, Linearized } from "./kernel.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import { exportsOf } from "./machine.ts";

/** A kernel's module as plain data: it can be kept in a file and sent to a thread. */
export interface KernelModule {
	/** The method whose step it is. */
	readonly method: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly memory: KernelMemory;
	/** Where the numbers of a run begin, bytes. */
	readonly numbers: { readonly p: number; readonly u: number; readonly k: number };
	/** Where the tables of `pow` are expected, bytes. */
	readonly tables: number;
}

/** What a module gives; vectors are handed over as addresses. */
interface KernelFunctions {
	readonly memory: { readonly buffer: ArrayBuffer };
	/** What depends on parameters alone, once a run. */
	readonly prepare: () => void;
	readonly rates: (t: number, y: number, dy: number) => void;
	readonly linearize: (t: number, y: number, dy: number) => void;
	/** Leaves out derivatives that are not finite, and tells what the rates are like. */
	readonly look_over: () => Linearized;
	readonly factorize: (shift: number) => number;
	readonly size: (values: number) => number;
	readonly stages: (t: number, h: number, moving: number) => number;
	readonly bend: () => void;
	readonly inside: (share: number) => void;
}

/** The numbers of one run, as its events change them. */
export interface RunNumbers {
	readonly p: Float64Array;
	readonly u: Float64Array;
	readonly k: Float64Array;
	/** What a step may err. */
	readonly allowed: Allowed;
}

/**
 * Gives a function that makes the kernel of a run; undefined where there is no WebAssembly. All runs work in one memory, one after the
 * other: each takes its numbers there before a leg.
 */
export function kernelsOf(module: KernelModule, gamma: number): ((run: RunNumbers) => Kernel) | undefined {
	const functions = exportsOf(module.bytes) as KernelFunctions | undefined;
	if (functions === undefined) return undefined;
	const { memory, numbers } = module;
	const at = (begin: number, length = memory.size) => new Float64Array(functions.memory.buffer, begin, length);
	const [y, next, f, slope, out] = [at(memory.y), at(memory.next), at(memory.f), at(memory.slope), at(memory.out)];
	const k = memory.k.map((begin) => at(begin));
	// A lane beside the last of an odd number of states errs nothing of something.
	at(memory.absolute, memory.stride / 8).fill(1);
	at(module.tables, powerTables.length).set(powerTables);
	let present: RunNumbers | undefined;
	return (run) => {
		const mine = [
			[at(numbers.p, run.p.length), run.p],
			[at(numbers.u, run.u.length), run.u],
			[at(numbers.k, run.k.length), run.k],
			[at(memory.absolute), run.allowed.absolute],
			[at(memory.relative), run.allowed.relative],
		] as const;
		return {
			name: "webassembly",
			y,
			next,
			f,
			slope,
			k,
			begin: () => {
				for (const [there, here] of mine) there.set(here);
				if (present === run) return;
				present = run;
				slope.fill(0);
				functions.prepare();
			},
			rates: (t, from, to) => functions.rates(t, from.byteOffset, to.byteOffset),
			linearize: (t) => {
				functions.linearize(t, memory.y, memory.f);
				return functions.look_over();
			},
			factorize: (h) => functions.factorize(1 / (h * gamma)) === 1,
			size: (values) => functions.size(values.byteOffset),
			stages: (t, h, moving) => functions.stages(t, h, moving ? 1 : 0),
			bend: functions.bend,
			inside: (share, to) => {
				functions.inside(share);
				to.set(out);
			},
		};
	};
}
