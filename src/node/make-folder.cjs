const { existsSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

/**
 * Makes a folder and those above it; throws what the system answers. Node's own recursive form never ends where that is "no such file" (/proc).
 *
 * @param {string} folder
 * @returns {void}
 */
function makeFolder(folder) {
	if (existsSync(folder)) return;
	makeFolder(dirname(folder));
	mkdirSync(folder);
}

module.exports = { makeFolder };
