import { afterAll, beforeAll, expect } from "vitest";

/** What files that share a process could leave to each other. */
const shared = () => ({
	folder: process.cwd(),
	// The test runner itself notes in its variables where it stands.
	environment: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"))),
	exitCode: process.exitCode,
	exit: process.exit,
	stdout: process.stdout,
	stderr: process.stderr,
	console: globalThis.console,
	// Packages that are loaded on the way keep what is theirs under such names; the last three are of lit.
	globals: Object.getOwnPropertyNames(globalThis)
		.filter((name) => !/^(?:__|lit[A-Z]|reactiveElementVersions$|customElements$)/.test(name))
		.sort(),
	functions: [Math, Date, JSON, performance].map((one) => Object.getOwnPropertyDescriptors(one)),
	listeners: (["exit", "SIGINT", "SIGTERM"] as const).map((event) => process.listenerCount(event)),
});

let before: ReturnType<typeof shared>;

beforeAll(() => {
	before = shared();
});

afterAll(() => {
	const after = shared();
	for (const key of Object.keys(before) as (keyof typeof before)[]) expect(after[key], `${key} after this file`).toEqual(before[key]);
});
