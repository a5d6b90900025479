#!/usr/bin/env node
// Starts the program with a Node that runs TypeScript as it is (22.18 or newer): this one, or the one that the package brings along.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { codeFolder, keepCompiledCode } = require("../node/cache-folder.cjs");

const main = join(__dirname, "main.ts");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
	keepCompiledCode();
	import(require("node:url").pathToFileURL(main).href);
} else {
	const own = join(__dirname, "../../node_modules/node/bin/node");
	if (!existsSync(own)) {
		console.error("crsim needs Node 22.18 or newer, or its own: run npm ci first.");
		process.exit(1);
	}
	const code = codeFolder();
	const env = code ? { ...process.env, NODE_COMPILE_CACHE: code } : process.env;
	const { status, signal } = spawnSync(own, [main, ...process.argv.slice(2)], { stdio: "inherit", env });
	process.exit(signal ? 130 : (status ?? 1));
}
