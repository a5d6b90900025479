/** CRSIM_CACHE_DIR, else `crsim` among the user's caches; undefined when the variable says `off`. The folder need not exist. */
export function cacheFolder(): string | undefined;
/** Lets Node keep the code it compiles; where that cannot be, nothing happens. */
export function keepCompiledCode(): void;
