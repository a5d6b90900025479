/** The part of the machine's own interface that is used; it is the same in Node and in browsers, and neither's types are known here. */
interface WebAssemblyInterface {
	readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
	readonly Instance: new (module: object) => { readonly exports: object };
}

/**
 * What a WebAssembly module that needs nothing from outside exports; undefined where there is no WebAssembly, or where the host's policy forbids it:
 * then it refuses to compile any module, whatever its bytes.
 */
export function exportsOf(bytes: Uint8Array<ArrayBuffer>): object | undefined {
	const machine = (globalThis as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
	if (machine === undefined || !allowsCompiling(machine)) return undefined;
	return new machine.Instance(new machine.Module(bytes)).exports;
}

/** The shortest module there is: its mark and version. */
const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

function allowsCompiling(machine: WebAssemblyInterface): boolean {
	try {
		new machine.Module(empty);
		return true;
	} catch {
		return false;
	}
}
