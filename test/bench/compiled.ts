import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultTableau } from "../../src/ode/methods.ts";
import { ratesInC, rodasInC } from "./c-code.ts";
import type { Replay, Solved } from "./replay.ts";

/** A solver in another language on the same right-hand side, compiled. */
export interface Compiled {
	readonly name: string;
	/** Solves the replay `times` times; milliseconds are of the fastest. */
	readonly solve: (times: number) => Solved & { readonly milliseconds: number };
}

const here = import.meta.dirname;

/** The program's own method, compiled: what its row is called. */
export const rodas = `${defaultTableau.name}, C`;

const run = (program: string, args: readonly string[]) => spawnSync(program, args, { encoding: "buffer", maxBuffer: 1e9 });
const works = (program: string, args: readonly string[]) => run(program, args).status === 0;

/** What is missing on this machine, by solver; empty when it can run. */
export function missing(): Readonly<Record<"rodas" | "cvode" | "lsoda", string>> {
	const compiler = works("cc", ["--version"]) ? "" : "no C compiler (cc)";
	const headers = compiler || works("cc", ["-E", "-include", "cvode/cvode.h", "-x", "c", "/dev/null"]);
	const desolve = works("Rscript", ["-e", "library(deSolve)"]);
	return {
		rodas: compiler,
		cvode: compiler || (headers ? "" : "SUNDIALS is not installed (Debian: libsundials-dev)"),
		lsoda: compiler || (desolve ? "" : "deSolve is not installed (Debian: r-cran-desolve)"),
	};
}

/** A replay as numbers, in the order in which the programs read them. */
function asNumbers({ numbers, stretches, start, absoluteTolerance, relativeTolerance, hours }: Replay, times: number): Float64Array {
	const { p, u, k } = numbers;
	return Float64Array.from([
		...[start.length, p.length, u.length, k.length, stretches.length, times, relativeTolerance],
		...[...start, ...absoluteTolerance, ...p, ...k],
		...stretches.flatMap(({ from, to, inputs, jumps }, i) => [
			...[from, to, jumps.length, hours[i]!.length],
			...inputs,
			...jumps.flatMap(({ state, keep, add }) => [state, keep, add]),
			...hours[i]!,
		]),
	]);
}

function solvedFrom(bytes: Buffer): Solved & { readonly milliseconds: number } {
	const numbers = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
	const [milliseconds, steps, rejected, evaluations] = numbers as unknown as [number, number, number, number];
	return { milliseconds, steps, rejected, evaluations, states: numbers.slice(4) };
}

/** Whether it could be built: another version of a library may not fit. */
function built(name: string, folder: string, args: readonly string[]): boolean {
	const { status, stderr } = run("cc", ["-O3", "-march=native", `-I${folder}`, ...args]);
	if (status !== 0)
		console.log(
			`${name}: skipped, it cannot be built: ${
				String(stderr)
					.split("\n")
					.find((text) => text.includes("error")) ?? ""
			}`,
		);
	return status === 0;
}

/** The compiled solvers that this machine has, for one replay. Hand the result back to `close` to remove their files. */
export function compiled(replay: Replay): { readonly solvers: readonly Compiled[]; readonly close: () => void } {
	const lacks = missing();
	const folder = mkdtempSync(join(tmpdir(), "crsim-bench-"));
	const [data, result] = [join(folder, "replay"), join(folder, "result")];
	writeFileSync(join(folder, "rates.h"), ratesInC(replay.flat));
	const write = (times: number) => writeFileSync(data, new Uint8Array(asNumbers(replay, times).buffer));
	const solvers: Compiled[] = [];
	const programAt =
		(program: string): Compiled["solve"] =>
		(times) => {
			write(times);
			const { status, stdout } = run(program, [data]);
			if (status !== 0) throw new Error(`${program} ended with ${status}`);
			return solvedFrom(stdout);
		};
	if (!lacks.rodas) {
		writeFileSync(join(folder, "rodas.h"), rodasInC(replay.flat, defaultTableau));
		const program = join(folder, "rodas");
		if (built("rodas", folder, [join(here, "rodas.c"), "-o", program, "-lm"])) solvers.push({ name: rodas, solve: programAt(program) });
	}
	if (!lacks.cvode) {
		const program = join(folder, "cvode");
		const libraries = ["-lsundials_cvode", "-lsundials_nvecserial", "-lsundials_sunmatrixdense", "-lsundials_sunlinsoldense", "-lm"];
		if (built("cvode", folder, [join(here, "cvode.c"), "-o", program, ...libraries]))
			solvers.push({ name: "cvode, C", solve: programAt(program) });
	}
	if (!lacks.lsoda) {
		const library = join(folder, "lsoda.so");
		const solve: Compiled["solve"] = (times) => {
			write(times);
			const { status, stderr } = run("Rscript", [join(here, "lsoda.R"), library, data, "lsoda", result]);
			if (status !== 0) throw new Error(`lsoda: ${stderr}`);
			return solvedFrom(readFileSync(result));
		};
		if (built("lsoda", folder, ["-shared", "-fPIC", join(here, "lsoda.c"), "-o", library, "-lm"]))
			solvers.push({ name: "lsoda, R and C", solve });
	}
	return { solvers, close: () => rmSync(folder, { recursive: true }) };
}
