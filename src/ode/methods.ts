import type { Method } from "./method.ts";
import { odex } from "./odex.ts";
import { rodas4 } from "./rodas4.ts";
import { rodas5p, rodas5pTableau } from "./rodas5p.ts";

/** The integration methods by name, as `--method` takes them. */
export const methods: Readonly<Record<string, Method>> = { rodas4, rodas5p, odex };

/** The usual method; its step is what is made into machine code. */
export const defaultTableau = rodas5pTableau;
export const defaultMethod = defaultTableau.name;
