import { keepCompiledCode } from "../node/cache-folder.cjs";

// What is imported above is compiled before this line; all else comes from compiled code.
keepCompiledCode();
const { crsim } = await import("./command-line.ts");
await crsim(process.argv.slice(2));
