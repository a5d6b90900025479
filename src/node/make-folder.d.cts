/** Makes a folder and those above it; throws what the system answers. */
export function makeFolder(folder: string): void;
