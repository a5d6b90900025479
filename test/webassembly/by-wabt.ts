import wabt from "wabt";

const { parseWat } = await wabt();

/** The bytes that the WebAssembly Binary Toolkit, which shares no code with ours, makes of a text. */
export function byWabt(text: string): Uint8Array<ArrayBuffer> {
	const parsed = parseWat("module.wat", text, { simd: true, bulk_memory: true, sat_float_to_int: true });
	const { buffer } = parsed.toBinary({ write_debug_names: false });
	parsed.destroy();
	return Uint8Array.from(buffer);
}
