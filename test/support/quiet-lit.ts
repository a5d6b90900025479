// Vitest resolves packages to their builds for development, and that of lit says so on the console, where a test looks for our words alone.
(globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings = new Set(["dev-mode"]);
