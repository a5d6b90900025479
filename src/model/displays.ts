import type { Display } from "../trajectory/display.ts";
import type { Module } from "./model.ts";

/** How the columns of pages and treatments are shown, by name. Inputs hold between changes, whatever else their files say. */
export function displaysOf(pages: readonly Module[]): Readonly<Record<string, Display>> {
	const inputs = pages.flatMap((page) => page.inputs).map(({ name, display }) => [name, { ...display, steps: true }] as const);
	const others = pages
		.flatMap((page) => [...page.slots, ...page.states, ...page.flows, ...page.observables])
		.flatMap(({ name, display }) => (display === undefined ? [] : [[name, display] as const]));
	return Object.fromEntries([...inputs, ...others]);
}
