const { existsSync, mkdirSync, statSync } = require("node:fs");
const { dirname } = require("node:path");

/**
 * Makes a folder and those above it; throws what the system answers. Node's own recursive form never ends where that is "no such file" (/proc).
 * Another process may make the same folder at the same moment: then it is there.
 *
 * @param {string} folder
 * @param {number} [mode] who may use the folders that are made; as the system has it when left out
 * @returns {void}
 */
function makeFolder(folder, mode) {
	if (existsSync(folder)) return;
	// A drive that is not there (Z:\) is its own parent.
	if (dirname(folder) !== folder) makeFolder(dirname(folder), mode);
	try {
		mkdirSync(folder, { mode });
	} catch (error) {
		if (error.code !== "EEXIST" || !statSync(folder).isDirectory()) throw error;
	}
}

module.exports = { makeFolder };
