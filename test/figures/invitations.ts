import { SuppressionService } from '#clients';
import type { TestApp } from '../support/test-app.js';
import { CouplePractice } from './couple-practice.js';
import { LeanClient, type LeanAnswer } from './lean-client.js';

export interface InvitationsOutcome {
  /** Bookings with the address that were answered 2xx, after "never again". */
  readonly bookings: number;
  /** How often a coach agreed to invite the address. */
  readonly agreed: number;
  /** Forms that staff asked of somebody whom they had added with it. */
  readonly forms: number;
  /** Mails to the address in all. */
  readonly mails: number;
  /** Mails to everybody else. */
  readonly otherMails: number;
  /** Answers that were not what such a request is answered otherwise. */
  readonly strangeAnswers: readonly string[];
}

const address = 'kim.vale@example.org';
/** It is one address, however it is typed. */
const spellings = [address, 'Kim.Vale@example.org', 'KIM.VALE@EXAMPLE.ORG', 'kim.vale@Example.Org'];
const questions = [{ id: 'hope', kind: 'yes_no', label: 'May we ask?', required: true }];

/**
 * Somebody is named once, is invited and says "never again". Then booking after booking uses their address: it is named
 * beside other people, it is given as the booker's own, a coach invites it each time, and staff add it and ask forms of it.
 */
export async function nameWhoSaidNever(app: TestApp, bookings: number): Promise<InvitationsOutcome> {
  const client = new LeanClient(app.url, 4);
  const strange: string[] = [];
  const done = { booking: 0, invitation: 0, refusal: 0, person: 0, form: 0 };
  const expected = (answer: LeanAnswer, status: number, what: keyof typeof done) => {
    if (answer.status === status) done[what] += 1;
    else strange.push(`a ${what} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as { id: string; clientId: string };
  };
  try {
    const couples = await CouplePractice.open(app, client);
    const form = await couples.asPractice('/forms', {
      slug: 'a-form',
      name: 'A form',
      kind: 'intake',
      definition: { questions },
    });
    const books = async (n: number) => {
      const kim = { name: 'Kim', email: spellings[n % spellings.length]! };
      const other = { name: `Sam ${n}`, email: `sam-${n}@example.org` };
      expected(n % 5 === 4 ? await couples.books(kim) : await couples.books(other, kim), 201, 'booking');
    };
    await books(0);
    expected(await couples.invites((await couples.named())[0]!), 200, 'invitation');
    await app.settle();
    const token = /\/i\/(\S+)/.exec(app.mailbox.messages(address)[0]?.text ?? '')?.[1] ?? '';
    expected(await client.call('POST', `/api/v1/public/joining/${token}`, { answer: 'never' }), 200, 'refusal');

    done.booking = 0;
    for (let n = 0; n < bookings; n += 1) await books(n);
    const named = await couples.named();
    for (const one of named) expected(await couples.invites(one), 200, 'invitation');
    const added = named.filter((_, n) => n % 10 === 1);
    for (const { caseId } of added) {
      const person = { name: 'Kim', email: address, timeZone: 'Europe/London' };
      // The case takes nobody in whom it holds as somebody's word alone; the practice may still know such a person.
      expected(await couples.asPractice(`/cases/${caseId}/participants`, person), 409, 'person');
      const { id } = expected(await couples.asPractice('/clients', person), 201, 'person');
      const asked = { form: (form.body as { id: string }).id, client: id };
      expected(await couples.asPractice('/assignments', asked), 201, 'form');
    }
    await app.settle();
    const all = app.mailbox.messages();
    const mails = all.filter(({ to }) => to.toLowerCase().includes(address)).length;
    return {
      bookings: done.booking,
      agreed: done.invitation,
      forms: done.form,
      mails,
      otherMails: all.length - mails,
      strangeAnswers: strange,
    };
  } finally {
    client.close();
  }
}

/** Takes the check of what must not be mailed away. Answers what puts it back. */
export function withoutSuppressions(app: TestApp): () => void {
  const suppressions = app.worker.get(SuppressionService, { strict: false });
  const covers = suppressions.covers.bind(suppressions);
  suppressions.covers = () => Promise.resolve(false);
  return () => Object.assign(suppressions, { covers });
}
