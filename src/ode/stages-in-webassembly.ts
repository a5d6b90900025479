import type { KernelMemory } from "./kernel-memory.ts";
import { continues, type RosenbrockTableau } from "./rosenbrock-tableau.ts";
import { both, constant, lanes, pass, store, sum, weighted } from "./vectors-in-webassembly.ts";

/** One stage: its argument, its rates, what earlier stages add, and the solution. */
function stageText(tableau: RosenbrockTableau, memory: KernelMemory, stage: number): string {
	const { y, next, f, slope, k } = memory;
	const here = k[stage]!;
	const text: string[] = [];
	if (stage > 0) {
		if (continues(tableau, stage)) {
			text.push(pass(memory.stride, store(next, `(f64x2.add ${lanes(next)} ${lanes(k[stage - 1]!)})`), `argument${stage}`));
		} else {
			const { set, terms } = weighted(k, tableau.a[stage]!.map(constant));
			text.push(set, pass(memory.stride, store(next, sum(lanes(y), terms)), `argument${stage}`));
		}
		const time = `(f64.add (local.get $t) (f64.mul ${constant(tableau.alpha[stage]!)} (local.get $h)))`;
		text.push(`(call $rates ${time} (i32.const ${next}) (i32.const ${here}))`);
	}
	const overStep = tableau.c[stage]!.map((c) => `(f64.div ${constant(c)} (local.get $h))`);
	const { set, terms } = weighted(k, overStep);
	text.push(set, pass(memory.stride, store(here, sum(lanes(stage === 0 ? f : here), terms)), `earlier${stage}`));
	const d = tableau.d[stage]!;
	if (d !== 0) {
		const moved = `(f64x2.add ${lanes(here)} (f64x2.mul (local.get $w0) ${lanes(slope)}))`;
		const moving = `(local.set $w0 ${both(`(f64.mul (local.get $h) ${constant(d)})`)}) ${pass(memory.stride, store(here, moved), `moving${stage}`)}`;
		text.push(`(if (local.get $moving) (then ${moving}))`);
	}
	return [...text, `(call $solve (i32.const ${here}))`].join("\n");
}

/** The solution at the end of the step, and the size of its error. */
function endText({ next, stride, k }: KernelMemory): string {
	const error = k.at(-1)!;
	return `${pass(stride, store(next, `(f64x2.add ${lanes(next)} ${lanes(error)})`), "end")} (call $size (i32.const ${error}))`;
}

/** The size of the vector at `$values` in a step from y to `next`. */
function sizeText({ y, next, absolute, relative, stride }: KernelMemory): string {
	const allowed = `(f64x2.add ${lanes(absolute)} (f64x2.mul ${lanes(relative)} (f64x2.max (f64x2.abs ${lanes(y)}) (f64x2.abs ${lanes(next)}))))`;
	const value = "(v128.load (i32.add (local.get $values) (local.get $i)))";
	const body = [
		`(local.set $worst (f64x2.max (local.get $worst) (f64x2.div (f64x2.abs ${value}) ${allowed})))`,
		// A state that is infinite would make its own share of the tolerance 0.
		`(local.set $largest (f64x2.max (local.get $largest) (f64x2.abs ${lanes(next)})))`,
	].join("\n");
	const most = (vector: string) => `(f64.max (f64x2.extract_lane 0 (local.get $${vector})) (f64x2.extract_lane 1 (local.get $${vector})))`;
	const finite = (vector: string) => `(f64.lt ${most(vector)} (f64.const inf))`;
	return `
		${pass(stride, body, "all")}
		(if (result f64) (i32.and ${finite("worst")} ${finite("largest")})
			(then ${most("worst")})
			(else (f64.const nan)))`;
}

/**
 * The functions of a Rosenbrock step in the text form of WebAssembly, in the same order of operations as in JavaScript, two states at a
 * time. They call `$rates(t, y, dy)` and `$solve(b)`, which take addresses.
 *
 *     stages(t, h, moving)   // fills `next`; the size of the error, as of size(values)
 *     bend()   inside(share)            // fills `out`
 */
export function stagesInWebAssembly(tableau: RosenbrockTableau, memory: KernelMemory): string {
	const { y, next, out, k, bends } = memory;
	const variables = tableau.a.map((_, j) => `(local $w${j} v128)`).join(" ");
	const stages = tableau.a.map((_, stage) => stageText(tableau, memory, stage)).join("\n");
	const bend = tableau.dense.map((row, i) => {
		const { set, terms } = weighted(k, row.map(constant));
		return `${set} ${pass(memory.stride, store(bends[i]!, sum(both(constant(0)), terms)), `bend${i}`)}`;
	});
	// r1 + share (r2 + share (r3 + …))
	const [last = both(constant(0)), ...before] = bends.map(lanes).reverse();
	const bent = before.reduce((inner, r) => `(f64x2.add ${r} (f64x2.mul (local.get $s) ${inner}))`, last);
	const straight = `(f64x2.add ${lanes(y)} (f64x2.mul (local.get $s) (f64x2.sub ${lanes(next)} ${lanes(y)})))`;
	const curved = `(f64x2.add ${straight} (f64x2.mul (local.get $factor) ${bent}))`;
	return `
	(func $size (export "size") (param $values i32) (result f64) (local $i i32) (local $worst v128) (local $largest v128)
		${sizeText(memory)})
	(func $stages (export "stages") (param $t f64) (param $h f64) (param $moving i32) (result f64) (local $i i32) ${variables}
		${stages}
		${endText(memory)})
	(func $bend (export "bend") (local $i i32) ${variables}
		${bend.join("\n")})
	(func $inside (export "inside") (param $share f64) (local $i i32) (local $s v128) (local $factor v128)
		(local.set $s ${both("(local.get $share)")})
		(local.set $factor ${both("(f64.mul (local.get $share) (f64.sub (f64.const 1) (local.get $share)))")})
		${pass(memory.stride, store(out, curved), "inside")})`;
}
