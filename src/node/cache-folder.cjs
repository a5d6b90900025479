// Where crsim keeps what it can make anew: compiled code, and scenarios that were read. Plain CommonJS, because it is asked before compiled
// code is at hand, and Node needs 40 ms before it reads its first line of TypeScript.
const { chmodSync, lstatSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { homedir } = require("node:os");
const { posix, resolve, win32 } = require("node:path");
const { makeFolder } = require("./make-folder.cjs");

/**
 * The user's folder for caches: as the XDG base directory specification 0.8 has it, on Windows where programs keep what is local to a machine.
 * Undefined without a home.
 *
 * @param {string} platform as in process.platform
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {() => string} home throws where there is none
 * @returns {string | undefined}
 */
function usersCaches(platform, env, home) {
	const { isAbsolute, join } = platform === "win32" ? win32 : posix;
	const own = [env.XDG_CACHE_HOME, platform === "win32" ? env.LOCALAPPDATA : undefined].find((folder) => folder && isAbsolute(folder));
	if (own) return own;
	try {
		return join(home(), ".cache");
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
	const caches = usersCaches(process.platform, process.env, homedir);
	return caches && resolve(caches, "crsim");
}

/**
 * Why what a folder holds could be somebody else's; undefined when this user alone can have written it. Windows tells no owner: there the
 * user's own folders are closed to others.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
function whyNotOurs(folder) {
	const status = lstatSync(folder);
	if (status.isSymbolicLink()) return "it is a link";
	if (!status.isDirectory()) return "it is not a folder";
	if (process.getuid === undefined) return undefined;
	if (status.uid !== process.getuid()) return "it belongs to another user";
	return (status.mode & 0o022) === 0 ? undefined : "other users may write into it";
}

/** Makes a folder for this user alone where it is missing, and says what is wrong with one that is there. */
function troubleWith(folder) {
	try {
		makeFolder(folder, 0o700);
		const why = whyNotOurs(folder);
		return why && `${folder} is not used: ${why}`;
	} catch (error) {
		return `${folder} cannot be made (${error.code})`;
	}
}

/**
 * The folder of one kind of what is kept. It is code, or leads to code: so a folder that somebody else may have filled is not used, nor one
 * that cannot be made. `trouble` says why; with neither, the user wants none.
 *
 * @param {"code" | "scenarios"} kind
 * @returns {{ readonly folder?: string, readonly trouble?: string }}
 */
function cacheOf(kind) {
	const root = cacheFolder();
	if (!root) return {};
	const folder = resolve(root, kind);
	const trouble = troubleWith(root) ?? troubleWith(folder);
	if (trouble) return { trouble };
	try {
		// An older version let others read it.
		if (process.getuid && (lstatSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
		return { folder };
	} catch (error) {
		return { trouble: `${folder} cannot be closed to others (${error.code})` };
	}
}

/**
 * Lets Node keep the code it compiles; where that cannot be, nothing happens. Node finds by itself what was changed since (a checksum).
 *
 * @returns {void}
 */
function keepCompiledCode() {
	const { folder } = cacheOf("code");
	// Deno, which runs notebooks, has no such function.
	if (folder) enableCompileCache?.(folder);
}

module.exports = { cacheFolder, cacheOf, keepCompiledCode, usersCaches };
