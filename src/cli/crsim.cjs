#!/usr/bin/env node
// Starts the program. In a clone its sources are run as they are, never a build that may be older: that takes a Node that reads TypeScript
// (22.18 or newer), this one or the one that the clone brings along. Once installed there are no sources, and what was built is run.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

const home = join(__dirname, "../..");
const isClone = existsSync(join(__dirname, "main.ts"));
const code = join(home, isClone ? "src" : "dist");
const main = join(code, "cli", isClone ? "main.ts" : "main.js");
const { cacheOf, keepCompiledCode } = require(join(code, "node/cache-folder.cjs"));
const { isAtLeast, leastNodes, ownNode } = require(join(code, "node/node-version.cjs"));
const least = isClone ? leastNodes.clone : leastNodes.built;

function runWith(node) {
	const { folder } = cacheOf("code");
	const env = folder ? { ...process.env, NODE_COMPILE_CACHE: folder } : process.env;
	const { status, signal, error } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: "inherit", env });
	if (error) refuse(`the Node that the clone brings along does not start (${error.code}); run npm ci`);
	process.exit(signal ? 130 : (status ?? 1));
}

function refuse(remedy) {
	console.error(`crsim needs Node ${least.join(".")} or newer, and this is ${process.versions.node}: ${remedy}.`);
	process.exit(1);
}

const own = ownNode(home);
if (isAtLeast(process.versions.node, least)) {
	keepCompiledCode();
	import(pathToFileURL(main).href);
} else if (!isClone) refuse("install a newer one (nodejs.org)");
else if (!existsSync(own)) refuse("run npm ci, which brings one along");
else runWith(own);
