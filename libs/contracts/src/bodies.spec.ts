import {
  AppointmentCreate,
  BookingRequest,
  CaseCreate,
  ClockRequest,
  ConsentRequest,
  FormCreate,
  NoteCreate,
  PracticeCreate,
  SequenceCreate,
} from './index.js';
import { faults, someId } from './testing/given-contracts.js';

const otherId = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1c';
const ana = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/Paris' };
const booking = { offering: 'intro', start: '2027-03-29T09:00:00Z', client: ana };

describe('A booking from the public page', () => {
  it('is taken with or without coach, partner and source', () => {
    expect(faults(BookingRequest, booking)).toEqual([]);
    const partner = { ...ana, email: 'ben@example.org' };
    expect(faults(BookingRequest, { ...booking, coach: 'mira', partner, source: 'article/space' })).toEqual([]);
  });

  it('names each fault by its own path, unknown and missing fields included', () => {
    const { timeZone, ...withoutZone } = ana;
    expect(faults(BookingRequest, { ...booking, client: { ...withoutZone, email: 'x', admin: true } })).toEqual([
      'client.email',
      'client.timeZone',
      'client.admin',
    ]);
    expect(
      faults(BookingRequest, {
        ...booking,
        client: { ...ana, timeZone: `${timeZone}x` },
        price: 1,
        status: 'confirmed',
      }),
    ).toEqual(['client.timeZone', 'price', 'status']);
  });

  it('refuses the same address twice, in any letter case', () => {
    expect(faults(BookingRequest, { ...booking, partner: { ...ana, email: 'ANA@example.org' } })).toEqual([
      'partner.email',
    ]);
  });
});

describe('Bodies that may be one thing or another', () => {
  it('names the fault inside the branch that was meant', () => {
    const appointment = { offering: someId, coach: someId, start: '2027-03-29T09:00:00Z', client: someId };
    expect(faults(AppointmentCreate, appointment)).toEqual([]);
    const start = { local: '2027-02-30T10:00', timeZone: 'Mars/Olympus' };
    expect(faults(AppointmentCreate, { ...appointment, start, client: { ...ana, email: 'x' } })).toEqual([
      'start.local',
      'start.timeZone',
      'client.email',
    ]);
    expect(faults(AppointmentCreate, { ...appointment, start: 'soon', client: 7, override: {} })).toEqual([
      'start',
      'client',
      'override.reason',
    ]);
  });

  it('moves the clock to an instant or on by seconds, never both', () => {
    expect(faults(ClockRequest, { now: '2027-01-01T00:00:00Z' })).toEqual([]);
    expect(faults(ClockRequest, { advanceSeconds: 60 })).toEqual([]);
    expect(faults(ClockRequest, { advanceSeconds: -1 })).toEqual(['advanceSeconds']);
    expect(faults(ClockRequest, { now: '2027-01-01T00:00:00Z', advanceSeconds: 60 })).toHaveLength(1);
    expect(faults(ClockRequest, { advanceSeconds: 60, why: 'x' })).toEqual(['why']);
  });

  it('takes the audiences of a note', () => {
    for (const audience of ['coach', 'all', someId])
      expect(faults(NoteCreate, { audience, body: 'Went well.' })).toEqual([]);
    expect(faults(NoteCreate, { audience: 'everyone', body: '  ' })).toEqual(['audience', 'body']);
  });

  it('takes steps by minutes or by days', () => {
    const words = { subject: 'Hello', body: 'Thank you for today.', kind: 'service' };
    const steps = [
      { delayMinutes: 30, ...words },
      { afterDays: 2, at: '09:30', ...words },
    ];
    const sequence = { slug: 'after', name: 'After a session', trigger: 'appointmentCompleted', exitRules: [] };
    expect(faults(SequenceCreate, { ...sequence, steps })).toEqual([]);
    expect(faults(SequenceCreate, { ...sequence, steps: [{ afterDays: 2, at: '25:00', ...words }] })).toEqual([
      'steps.0.at',
    ]);
  });
});

describe('Forms', () => {
  const form = (...questions: unknown[]) =>
    faults(FormCreate, { slug: 'intake', name: 'Intake', kind: 'intake', definition: { questions } });
  const options = ['yes', 'no'].map((value) => ({ value, label: value }));

  it('take the seven kinds of question', () => {
    const plain = ['short_text', 'long_text', 'yes_no', 'date'].map((kind) => ({
      id: kind,
      kind,
      label: 'A question',
    }));
    const choices = ['single_choice', 'multiple_choice'].map((kind) => ({
      id: kind,
      kind,
      label: 'A question',
      options,
    }));
    const scale = {
      id: 'scale',
      kind: 'scale',
      label: 'A question',
      min: 1,
      max: 5,
      minLabel: 'Low',
      maxLabel: 'High',
    };
    expect(form(...plain, ...choices, { ...scale, showIf: { question: 'yes_no', equals: true } })).toEqual([]);
  });

  it('refuse an id used twice, a condition on a later question, and fields of another kind', () => {
    const text = { id: 'a', kind: 'short_text', label: 'A question' };
    expect(form(text, text)).toEqual(['definition.questions.1.id']);
    expect(form({ ...text, showIf: { question: 'b', equals: 'x' } }, { ...text, id: 'b' })).toEqual([
      'definition.questions.0.showIf.question',
    ]);
    expect(form({ ...text, options })).toEqual(['definition.questions.0.options']);
    expect(form({ ...text, kind: 'scale', min: 5, max: 1 })).toEqual(['definition.questions.0.max']);
    expect(form({ ...text, kind: 'single_choice', options: [...options, options[0]] })).toEqual([
      'definition.questions.0.options.2.value',
    ]);
    expect(form({ ...text, script: 'x' })).toEqual(['definition.questions.0.script']);
  });

  it('ask for consent by an adult, in so many words', () => {
    expect(faults(ConsentRequest, { adult: true, accepted: true, consentVersion: '1' })).toEqual([]);
    expect(faults(ConsentRequest, { adult: false, accepted: 'yes', consentVersion: '1' })).toEqual([
      'adult',
      'accepted',
    ]);
  });
});

describe('Practices and cases', () => {
  it('refuse a country, zone, currency and locale that do not exist', () => {
    const owner = { name: 'Ola', email: 'ola@example.org' };
    const practice = {
      slug: 'quiet',
      name: 'Quiet Harbour',
      timeZone: 'UTC',
      currency: 'GBP',
      locale: 'en-GB',
      country: 'GB',
      owner,
    };
    expect(faults(PracticeCreate, practice)).toEqual([]);
    const wrong = {
      timeZone: '+01:00',
      currency: 'gbp',
      locale: 'en_GB',
      country: 'UK',
      owner: { ...owner, role: 'owner' },
    };
    expect(faults(PracticeCreate, { ...practice, ...wrong })).toEqual([
      'timeZone',
      'currency',
      'locale',
      'country',
      'owner.role',
    ]);
  });

  it('refuse a couple of three and a person twice', () => {
    expect(faults(CaseCreate, { kind: 'couple', coach: someId, clients: [someId, otherId] })).toEqual([]);
    expect(faults(CaseCreate, { kind: 'individual', coach: someId, clients: [someId, otherId] })).toEqual([
      'clients.1',
    ]);
    expect(faults(CaseCreate, { kind: 'couple', coach: someId, clients: [someId, someId] })).toEqual(['clients.1']);
  });
});
