/** A real PostgreSQL (or the one of TEST_DATABASE_URL) with a migrated template that each story clones. */
export default function globalSetup(): Promise<void>;
