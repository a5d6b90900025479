import { type Bytes, writeByte, writeBytes, writeFloat, writeSigned, writeSigned64, writeUnsigned } from "./bytes.ts";
import { type Cursor, closesNext, formNext, opensNext, takeClosing, takeName, takeOpening, takeWord, textError } from "./cursor.ts";
import { type Immediate, type Instruction, instructions } from "./instructions.ts";

/** The types of values (section 5.3). */
const valueTypes: ReadonlyMap<string, number> = new Map([
	["i32", 0x7f],
	["i64", 0x7e],
	["f32", 0x7d],
	["f64", 0x7c],
	["v128", 0x7b],
]);

const noResult = 0x40;
const blocks: ReadonlyMap<string, number> = new Map([
	["block", 0x02],
	["loop", 0x03],
	["if", 0x04],
]);
const elseCode = 0x05;
export const endCode = 0x0b;

/** What a function's instructions are read with. */
export interface Scope {
	readonly cursor: Cursor;
	readonly to: Bytes;
	/** Numbers of functions and of parameters and variables, by name. */
	readonly functions: ReadonlyMap<string, number>;
	readonly locals: ReadonlyMap<string, number>;
	/** Names of the blocks around, the innermost last. */
	readonly labels: (string | undefined)[];
}

export function takeValueType(cursor: Cursor): number {
	const word = takeWord(cursor);
	const type = valueTypes.get(word);
	if (type === undefined) throw textError(cursor, `unknown type "${word}"`);
	return type;
}

/** A whole number from `least` to 2^32 - 1. */
export function takeWhole(cursor: Cursor, least = 0): number {
	const word = takeWord(cursor);
	const value = Number(word);
	if (word !== "" && Number.isInteger(value) && value >= least && value <= 0xffff_ffff) return value;
	throw textError(cursor, `expected a whole number, found "${word}"`);
}

/** A whole number of 64 bits, with or without a sign. */
function takeWhole64(cursor: Cursor): bigint {
	const word = takeWord(cursor);
	const value = /^(-?\d+|0x[\da-f]+)$/i.test(word) ? BigInt(word) : undefined;
	if (value !== undefined && value >= -(2n ** 63n) && value < 2n ** 64n) return BigInt.asIntN(64, value);
	throw textError(cursor, `expected a whole number of 64 bits, found "${word}"`);
}

const special: ReadonlyMap<string, number> = new Map([
	["nan", Number.NaN],
	["inf", Number.POSITIVE_INFINITY],
	["+inf", Number.POSITIVE_INFINITY],
	["-inf", Number.NEGATIVE_INFINITY],
]);

/** A number as JavaScript reads it. */
function takeFloat(cursor: Cursor): number {
	const word = takeWord(cursor);
	const value = Number(word);
	if (word !== "" && !Number.isNaN(value)) return value;
	const found = special.get(word);
	if (found === undefined) throw textError(cursor, `expected a number, found "${word}"`);
	return found;
}

/** The number of what is called by its name. */
function takeIndex(cursor: Cursor, names: ReadonlyMap<string, number>, kind: string): number {
	const name = takeWord(cursor);
	const index = names.get(name);
	if (index === undefined) throw textError(cursor, `unknown ${kind} "${name}"`);
	return index;
}

/** How many blocks further out the one named is. */
function takeLabel({ cursor, labels }: Scope): number {
	const name = takeWord(cursor);
	const found = name === "" ? -1 : labels.lastIndexOf(name);
	if (found < 0) throw textError(cursor, `unknown label "${name}"`);
	return labels.length - 1 - found;
}

/** `offset=…`, where it is given. */
function takeOffset(cursor: Cursor): number {
	if (opensNext(cursor) || closesNext(cursor)) return 0;
	if (!cursor.text.startsWith("offset=", cursor.at)) throw textError(cursor, "expected offset=");
	cursor.at += "offset=".length;
	return takeWhole(cursor);
}

/** Folded instructions, as many as come next. */
export function writeOperands(scope: Scope): void {
	while (opensNext(scope.cursor)) writeFolded(scope);
}

/**
 * What stands in the text behind the name of an instruction, its operands, and then its bytes. An index is read before the operands and
 * written behind the instruction.
 */
function writeInstruction(scope: Scope, { opcode, immediate, width }: Instruction): void {
	const { cursor, to } = scope;
	const index = immediate === undefined ? 0 : takeImmediate(scope, immediate);
	writeOperands(scope);
	writeBytes(to, opcode);
	if (immediate === "i32") writeSigned(to, takeWhole(cursor, -0x8000_0000) | 0);
	else if (immediate === "i64") writeSigned64(to, takeWhole64(cursor));
	else if (immediate === "f64") writeFloat(to, takeFloat(cursor));
	else if (immediate !== undefined) {
		if (immediate === "memory") writeByte(to, Math.log2(width));
		writeUnsigned(to, index);
	}
}

/** The index behind the name of an instruction; a constant is left to be read when it is written. */
function takeImmediate(scope: Scope, immediate: Immediate): number {
	const { cursor } = scope;
	switch (immediate) {
		case "local":
			return takeIndex(cursor, scope.locals, "local");
		case "function":
			return takeIndex(cursor, scope.functions, "function");
		case "label":
			return takeLabel(scope);
		case "lane":
			return takeWhole(cursor);
		case "memory":
			return takeOffset(cursor);
		default:
			return 0;
	}
}

/** The type of a block: nothing, or one value. */
function takeResult(cursor: Cursor): number {
	if (!formNext(cursor, "result")) return noResult;
	takeOpening(cursor);
	const type = takeValueType(cursor);
	takeClosing(cursor);
	return type;
}

function writeBranches(scope: Scope): void {
	const { cursor, to } = scope;
	takeOpening(cursor);
	writeOperands(scope);
	takeClosing(cursor);
	if (!formNext(cursor, "else")) return;
	takeOpening(cursor);
	writeByte(to, elseCode);
	writeOperands(scope);
	takeClosing(cursor);
}

/** `(block $name (result …) …)`, `loop` likewise; `(if $name (result …) condition (then …) (else …))`. */
function writeBlock(scope: Scope, kind: string): void {
	const { cursor, to, labels } = scope;
	const code = blocks.get(kind);
	if (code === undefined) throw textError(cursor, `unknown instruction "${kind}"`);
	const label = takeName(cursor);
	const result = takeResult(cursor);
	if (kind === "if") while (!formNext(cursor, "then")) writeFolded(scope);
	writeByte(to, code);
	writeByte(to, result);
	labels.push(label);
	if (kind === "if") writeBranches(scope);
	else writeOperands(scope);
	labels.pop();
	writeByte(to, endCode);
}

/** One instruction with its operands, in parentheses. */
function writeFolded(scope: Scope): void {
	const word = takeOpening(scope.cursor);
	const instruction = instructions.get(word);
	if (instruction) writeInstruction(scope, instruction);
	else writeBlock(scope, word);
	takeClosing(scope.cursor);
}
