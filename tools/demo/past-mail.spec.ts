import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliverMessage, type DeliveryService, type EnrolmentService } from '#followups';
import type { Config, Database } from '#platform';
import { PastMail } from './past-mail.js';

const faults: unknown[] = [];
const mailbox = createServer((request, response) => {
  let said = '';
  request.on('data', (part: Buffer) => (said += part.toString()));
  request.on('end', () => {
    faults.push(JSON.parse(said));
    response.end();
  });
});

beforeAll(() => new Promise<void>((resolve) => mailbox.listen(0, '127.0.0.1', resolve)));
afterAll(() => void mailbox.close());

describe('A mail of the past that is in doubt', () => {
  it('leaves the mailbox without faults, also where it cannot be delivered', async () => {
    const { port } = mailbox.address() as AddressInfo;
    const config = { SMTP_URL: 'smtp://127.0.0.1:25', MAILBOX_URL: `http://127.0.0.1:${port}` } as Config;
    const db = { inPractice: () => Promise.resolve({}) } as unknown as Database;
    const delivery = { deliver: () => Promise.reject(new Error('away')) } as unknown as DeliveryService;
    const mail = new PastMail(config, db, delivery, {} as EnrolmentService);
    mail.doubt('one');
    const { handler } = mail;
    expect(handler.job).toBe(deliverMessage);
    const messageId = '0198f2a0-0000-7000-8000-000000000000';
    await expect(handler.run('practice', { messageId }, { outboxId: 'row' })).rejects.toThrow('away');
    expect(faults).toEqual([{ dropAfterData: 1 }, {}]);
  });
});
