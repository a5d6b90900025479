import wabt from "wabt";

const { parseWat } = await wabt();

/** Makes a WebAssembly module of its text form. */
export function assemble(text: string): Uint8Array<ArrayBuffer> {
	const parsed = parseWat("kernel.wat", text, { simd: true });
	const { buffer } = parsed.toBinary({ write_debug_names: true });
	parsed.destroy();
	return Uint8Array.from(buffer);
}
