/** The process's logger. */
export const LOGGER = Symbol('Logger');
