import { en as answerTexts } from '#form-engine';
import { mailTexts } from '#followups/testing';
import { formTexts } from '#forms/testing';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { formToken, visitsForm } from '../support/portal.js';
import { pseudoText, speaksPseudo } from '../support/pseudo.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

/** What is data in these stories: people, practices, addresses and links, zones, and the questions that a coach wrote. */
const data =
  /https?:\/\/\S+|[\w.-]+@[\w.-]+|Practice \d+|Coach \d+|Olive Owner|Ana|Ben|Cleo|Dora|Eli|Europe\/London|UTC/g;
const latin = (text: string): boolean => /[A-Za-z]/.test(text.replace(data, ''));

/** What a person reads of a page of HTML: its title and its text. */
const readable = (html: string): string =>
  html
    .replace(/<style[^]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#?\w+;/g, ' ');

let restore: (() => void)[] = [];
beforeAll(() => {
  restore = [mailTexts, formTexts, answerTexts].map(speaksPseudo);
});
afterAll(() => restore.forEach((back) => back()));

/** A practice in Greece, where days and months have no Latin letters either. */
async function greekPractice(): Promise<GivenPractice> {
  const practice = await given.practice();
  await app.sql(`UPDATE practice_settings SET locale = 'el' WHERE practice_id = $1`, [practice.id]);
  return practice;
}

interface Booked {
  readonly appointment: { readonly id: string };
  readonly manageUrl: string;
}

async function books(name: string, practice: GivenPractice, offering: GivenOffering, start: string): Promise<Booked> {
  const answer = await app.books(name, practice, offering, start);
  expect(answer.status).toBe(201);
  return answer.body as Booked;
}

describe('The words of mails (item 11)', () => {
  it('come from the catalogue alone: every mail, its subject, its page and its calendar file', async () => {
    const practice = await greekPractice();
    const admin = app.as(practice);
    const form = await admin.post('/forms').send({
      slug: 'before',
      name: 'Before',
      kind: 'intake',
      definition: { questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }] },
    });
    const { id: intakeForm } = form.body as { id: string };
    const simple = await given.offering(practice, { intakeForm });
    const asked = await given.offering(practice, { approval: 'coach' });

    // Booked, cancelled by the client, brought back by the practice, reminded of; cancelled by the practice.
    const one = await books('Ana', practice, simple, '2027-01-14T10:00:00Z');
    await app.settle();
    expect(
      (await app.visitor.post(`/api/v1/public/appointments/${one.manageUrl.split('/').at(-1)}/cancel`).send({})).status,
    ).toBe(200);
    await app.settle();
    expect((await admin.post(`/appointments/${one.appointment.id}/undo`).send({})).status).toBe(200);
    await app.settle();
    // Asked for and declined; asked for and never answered.
    const two = await books('Ben', practice, asked, '2027-01-20T10:00:00Z');
    await app.settle();
    expect((await admin.post(`/appointments/${two.appointment.id}/decline`).send({})).status).toBe(200);
    await books('Cleo', practice, asked, '2027-01-21T10:00:00Z');
    await app.settle();
    // Agreed to, and not paid for in time.
    const paid = await given.paidOffering(practice, { approval: 'coach' });
    const three = await books('Eli', practice, paid, '2027-01-22T10:00:00Z');
    await app.settle();
    expect((await admin.post(`/appointments/${three.appointment.id}/approve`).send({})).status).toBe(200);
    await app.settle();
    // Ways in: for a client, and for who forgot the password.
    expect(
      (await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: 'ana@example.org' }))
        .status,
    ).toBeLessThan(300);
    expect(
      (await app.visitor.post('/api/v1/admin/password-resets').send({ email: practice.ownerEmail })).status,
    ).toBeLessThan(300);
    await app.settle();
    app.clock.set('2027-01-13T10:00:00Z');
    await app.settle();
    app.clock.set('2027-01-19T10:00:00Z');
    await app.settle();

    const sent = await app.sql<{ template: string }>(
      `SELECT DISTINCT template FROM messages WHERE practice_id = $1 AND status IN ('sent', 'handed', 'accepted', 'delivered') ORDER BY 1`,
      [practice.id],
    );
    const mails = app.mailbox.messages();
    expect(mails.length).toBeGreaterThanOrEqual(12);
    const fromElsewhere = mails
      .flatMap(({ subject, text, html, attachments }) => [
        subject,
        text,
        readable(html),
        ...attachments.flatMap((file) =>
          [...file.text.replace(/\r\n /g, '').matchAll(/^(?:SUMMARY|DESCRIPTION|LOCATION):(.*)$/gm)].map(
            ([, said]) => said!,
          ),
        ),
      ])
      .filter(latin);
    expect(fromElsewhere).toEqual([]);
    expect(sent.map(({ template }) => template)).toEqual([
      'approved',
      'cancellation',
      'coach-booked',
      'coach-cancelled',
      'coach-expired',
      'coach-request',
      'coach-restored',
      'confirmation',
      'declined',
      'expired',
      'form',
      'invitation',
      'reminder',
      'request',
      'reset',
      'restored',
      'sign-in',
    ]);
    expect(mails.every(({ html }) => readable(html).trim() !== '')).toBe(true);
  });
});

describe('The words around a form (item 11)', () => {
  it('come from the catalogue alone: its first page, and what is said of an answer that does not fit', async () => {
    const practice = await greekPractice();
    const question = (id: string, kind: string, more: object = {}) => ({ id, kind, label: `Question ${id}`, ...more });
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const questions = [
      question('short', 'short_text'),
      question('long', 'long_text'),
      question('one', 'single_choice', { options }),
      question('some', 'multiple_choice', { options }),
      question('scale', 'scale', { min: 1, max: 5 }),
      question('sure', 'yes_no'),
      question('day', 'date'),
    ];
    const form = await app
      .as(practice)
      .post('/forms')
      .send({ slug: 'before', name: 'Before', kind: 'intake', definition: { questions } });
    expect(form.status).toBe(201);
    const offering = await given.offering(practice, { intakeForm: (form.body as { id: string }).id });
    await books('Dora', practice, offering, '2027-01-14T10:00:00Z');
    await app.settle();
    const visit = await visitsForm(app, formToken(app, 'dora@example.org'));
    const { firstPage } = (await visit.view()).body as { firstPage: Record<string, string> };
    const { consentVersion, ...said } = firstPage;
    expect(consentVersion).toBeDefined();
    expect(Object.keys(said).toSorted()).toEqual([
      'adult',
      'consent',
      'keptFor',
      'notEmergency',
      'notTherapy',
      'whoReads',
    ]);
    expect(Object.values(said).filter(latin)).toEqual([]);

    await visit.agree();
    const wrong: [string, unknown][] = [
      ['short', 'two\nlines'],
      ['short', 'x'.repeat(5_000)],
      ['long', 7],
      ['one', 'c'],
      ['some', ['c']],
      ['some', ['a', 'a']],
      ['scale', 9],
      ['sure', 'perhaps'],
      ['day', '2027-02-30'],
      ['day', '0026-02-03'],
    ];
    const heard: string[] = [];
    for (const [id, value] of wrong) {
      const answer = await visit.answer(id, { value });
      expect([id, value, answer.status]).toEqual([id, value, 400]);
      heard.push(...(answer.body as { errors: { message: string }[] }).errors.map(({ message }) => message));
    }
    expect(heard.filter(latin)).toEqual([]);
    expect(new Set(heard).size).toBe(10);
  });

  it('would be seen if they stood outside it (control)', () => {
    expect(latin(`${pseudoText('Hello')} Ana: https://harbour.example/a/1 10:00 (Europe/London, UTC+00:00)`)).toBe(
      false,
    );
    expect(latin(`${pseudoText('Hello')} Ana, welcome`)).toBe(true);
  });
});
