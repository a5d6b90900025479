import { cos, sin } from "./circular.ts";
import { exp } from "./exponential.ts";
import { factorial } from "./factorial.ts";
import { tanh } from "./hyperbolic.ts";
import { arccos, arcsin, arctan } from "./inverse-circular.ts";
import { log } from "./logarithm.ts";
import { pow } from "./power.ts";

/**
 * The functions of the model language that ECMAScript leaves to each engine, made here of exact operations alone, so that unlike engines
 * and processors give the same bits. Generated code is handed this record; WebAssembly has the same operations in `in-webassembly.ts`.
 *
 *     elementary.exp(1)
 */
export const elementary = { exp, log, pow, sin, cos, tanh, arcsin, arccos, arctan, factorial } as const;
