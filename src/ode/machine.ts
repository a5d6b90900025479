/** The part of the machine's own interface that is used; it is the same in Node and in browsers, and neither's types are known here. */
interface WebAssemblyInterface {
	readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
	readonly Instance: new (module: object) => { readonly exports: object };
}

/** What a WebAssembly module that needs nothing from outside exports; undefined where there is no WebAssembly. */
export function exportsOf(bytes: Uint8Array<ArrayBuffer>): object | undefined {
	const machine = (globalThis as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
	return machine && new machine.Instance(new machine.Module(bytes)).exports;
}
