import type { Method } from "./method.ts";
import { odex } from "./odex.ts";

/** The integration methods by name, as `--method` takes them. */
export const methods: Readonly<Record<string, Method>> = { odex };
export const defaultMethod = "odex";
