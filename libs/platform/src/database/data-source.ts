import { DataSource } from 'typeorm';

/** The pool of the app's role. Never synchronises: the schema is what the migrations say. */
export function createDataSource(url: string, entities: readonly (new () => object)[], poolSize = 20): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolSize,
    extra: { connectionTimeoutMillis: 10_000, idle_in_transaction_session_timeout: 60_000, statement_timeout: 30_000 },
  });
}
