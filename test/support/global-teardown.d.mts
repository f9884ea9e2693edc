/** Stops and removes the server that set-up started. */
export default function globalTeardown(): Promise<void>;
