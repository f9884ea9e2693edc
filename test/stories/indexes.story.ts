import { useTestApp } from '../support/test-app.js';

const app = useTestApp();

/** What is read by another thing's id on a hot path, or looked through whenever that thing changes. */
const readBy = [
  'messages enrolment_id',
  'messages client_id',
  'time_claims appointment_id',
  'time_claims block_id',
  'refunds payment_id',
  'payments payer_id',
];

describe('A row that is found by the id of another thing', () => {
  it.each(readBy)('has an index for it: %s', async (wanted) => {
    const indexes = await app.sql<{ leads: string }>(
      `SELECT i.indrelid::regclass || ' ' || pg_get_indexdef(i.indexrelid, 2, true) AS leads FROM pg_index i
       WHERE pg_get_indexdef(i.indexrelid, 1, true) = 'practice_id' AND i.indisvalid`,
    );
    expect(indexes.map(({ leads }) => leads)).toContain(wanted);
  });
});
