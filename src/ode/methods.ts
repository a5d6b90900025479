import { advice, type Method } from "./method.ts";
import { odex } from "./odex.ts";
import { rodas4 } from "./rodas4.ts";
import { rodas5p, rodas5pTableau } from "./rodas5p.ts";

/** The integration methods by name, as `--method` takes them. */
export const methods: Readonly<Record<string, Method>> = { rodas4, rodas5p, odex };

/** Explicit methods: what fades fast holds their steps down, or makes them run away. */
const explicit: readonly string[] = ["odex"];

/** What to do about a failure of a method, in words. */
export function adviceFor(kind: keyof typeof advice, method: string): string {
	const others = Object.keys(methods).filter((name) => !explicit.includes(name));
	const stiff = `${method} is explicit: where something fades within seconds (stiff equations) take --method ${others.join(" or ")}; else `;
	return `${explicit.includes(method) ? stiff : ""}${advice[kind]}`;
}

/** The usual method; its step is what is made into machine code. */
export const defaultTableau = rodas5pTableau;
export const defaultMethod = defaultTableau.name;
