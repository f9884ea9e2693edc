import type { INestApplicationContext } from '@nestjs/common';
import type { JobHandler } from '#platform';

/** One line per job. */
export function handlersOf(_app: INestApplicationContext): readonly JobHandler[] {
  return [];
}
