import { keepCompiledCode } from "../node/cache-folder.cjs";

// What is imported above is compiled before this line; all else comes from compiled code.
keepCompiledCode();
void import("./command-line.ts").then(({ crsim }) => crsim(process.argv.slice(2)));
