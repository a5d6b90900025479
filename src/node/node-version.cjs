// Which Node runs the program. Plain CommonJS without anything new in it: an older Node must be able to say that it is too old.
const { posix, win32 } = require("node:path");

/** The least versions: a clone runs its sources as they are, which takes a Node that reads TypeScript; what was built needs less. */
const leastNodes = { clone: [22, 18], built: [22, 12] };

/**
 * @param {string} version as in process.versions.node
 * @param {readonly number[]} least major and minor
 * @returns {boolean}
 */
function isAtLeast(version, [leastMajor, leastMinor]) {
	const [major, minor] = version.split(".").map(Number);
	return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/**
 * The Node that a clone brings along in its packages.
 *
 * @param {string} home
 * @param {string} [platform] as in process.platform
 * @returns {string}
 */
function ownNode(home, platform = process.platform) {
	return platform === "win32" ? win32.join(home, "node_modules/node/bin/node.exe") : posix.join(home, "node_modules/node/bin/node");
}

module.exports = { isAtLeast, leastNodes, ownNode };
