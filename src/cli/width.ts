/** Columns of the terminal, where there is one. */
export const terminalWidth = (): { readonly width?: number } => (process.stdout.columns ? { width: process.stdout.columns } : {});
