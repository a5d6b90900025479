import { readdirSync, readFileSync } from "node:fs";

/** A file of the kernel's; empty where there is none, or no more. */
function read(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}

const numbersIn = (path: string) => {
	try {
		return readdirSync(path).filter((name) => /^\d+$/.test(name));
	} catch {
		return [];
	}
};

const parentOf = (pid: string) => /^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? "";

/** Whether a process was begun by this one, or by one of its own. */
function isOurs(pid: string): boolean {
	for (let one = pid; one !== "" && one !== "0"; one = parentOf(one)) if (one === String(process.pid)) return true;
	return false;
}

/**
 * Gives what reads how long the workers of the browsers begun here have computed so far, in milliseconds of the processor: what others do on the machine
 * does not count, as it does by the clock. Exact while they wait. Undefined where the system does not tell.
 */
export function workerTime(): (() => number) | undefined {
	const threads = numbersIn("/proc")
		.filter(isOurs)
		.flatMap((pid) => numbersIn(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`))
		.filter((thread) => read(`${thread}/comm`).startsWith("DedicatedWorker"));
	const timeOf = (thread: string) => Number(read(`${thread}/schedstat`).split(" ")[0]) / 1e6;
	if (threads.length === 0 || !(timeOf(threads[0]!) > 0)) return undefined;
	return () => threads.reduce((sum, thread) => sum + timeOf(thread), 0);
}
