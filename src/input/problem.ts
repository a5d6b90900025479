/** Where something stands in an input: 1-based line and column of `file`. */
export interface Place {
	readonly file: string;
	readonly line: number;
	readonly column: number;
}

/** One thing that is wrong in an input: where, what was read, what is allowed, what to do. */
export interface Problem extends Place {
	/** Path of the guilty key, such as `treatments[0].dose`; empty for the whole file. */
	readonly key: string;
	/** What is wrong, naming what was read. */
	readonly message: string;
	/** What is allowed, or what to do. */
	readonly hint?: string;
	/** The name that is not known here; somebody may know it elsewhere. */
	readonly unknown?: string;
}

/**
 * The input is wrong. Carries every problem found, not only the first.
 *
 *     try { parseScenario(text, options) }
 *     catch (error) { if (error instanceof InputError) console.error(formatProblems(error.problems)) }
 */
export class InputError extends Error {
	override readonly name = "InputError";
	readonly problems: readonly Problem[];

	constructor(problems: readonly Problem[]) {
		super(problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.key} ${p.message}`).join("\n"));
		this.problems = problems;
	}
}

/** Throws all problems at once when there are any. */
export function throwIfAny(problems: readonly Problem[]): void {
	if (problems.length > 0) throw new InputError(problems);
}

/** Each problem once: what several parts of an input share would be told by each of them. */
export function withoutTwins(problems: readonly Problem[]): Problem[] {
	const first = new Map<string, Problem>();
	for (const problem of problems) {
		const id = JSON.stringify([problem.file, problem.line, problem.column, problem.message]);
		if (!first.has(id)) first.set(id, problem);
	}
	return [...first.values()];
}
