// Where crsim keeps what it can make anew: compiled code, and scenarios that were read. Plain CommonJS, because it is asked before compiled
// code is at hand, and Node needs 40 ms before it reads its first line of TypeScript.
const { enableCompileCache } = require("node:module");
const { homedir } = require("node:os");
const { isAbsolute, join, resolve } = require("node:path");
const { makeFolder } = require("./make-folder.cjs");

/** The user's folder for caches, as the XDG base directory specification 0.8 has it; nothing without a home. */
function usersCaches() {
	const { XDG_CACHE_HOME: own } = process.env;
	if (own && isAbsolute(own)) return own;
	try {
		return join(homedir(), ".cache");
	} catch {
		return undefined;
	}
}

/**
 * CRSIM_CACHE_DIR, else `crsim` among the user's caches; undefined when the variable says `off`. The folder need not exist.
 *
 * @returns {string | undefined}
 */
function cacheFolder() {
	const { CRSIM_CACHE_DIR: own } = process.env;
	if (own === "off") return undefined;
	if (own) return resolve(own);
	const caches = usersCaches();
	return caches && join(caches, "crsim");
}

/** The folder of compiled code, made if it is missing: Node must not do it, see make-folder. Undefined where that cannot be. */
function codeFolder() {
	const folder = cacheFolder();
	if (!folder) return undefined;
	try {
		makeFolder(join(folder, "code"));
		return join(folder, "code");
	} catch {
		return undefined;
	}
}

/**
 * Lets Node keep the code it compiles; where that cannot be, nothing happens.
 *
 * @returns {void}
 */
function keepCompiledCode() {
	const folder = codeFolder();
	// Deno, which runs notebooks, has no such function.
	if (folder) enableCompileCache?.(folder);
}

module.exports = { cacheFolder, codeFolder, keepCompiledCode };
