import type { z } from 'zod';
import {
  AppointmentCreate,
  Availability,
  BookingRequest,
  CaseCreate,
  ClockRequest,
  ConsentRequest,
  fieldFaults,
  FormCreate,
  NoteCreate,
  OfferingCreate,
  OfferingPatch,
  PracticeCreate,
  SequenceCreate,
  SlotsQuery,
} from './index.js';

const id = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';
const otherId = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1c';

/** The dotted paths of what is wrong, none where the body is right. */
function faults(schema: z.ZodType, body: unknown): string[] {
  const result = schema.safeParse(body);
  return result.success ? [] : fieldFaults(result.error).map(({ path }) => path);
}

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

describe('A span of slots', () => {
  const span = (from: string, to: string) => faults(SlotsQuery, { from, to, timeZone: 'Europe/Paris' });

  it('is at most 62 inclusive days and never runs backwards', () => {
    expect(span('2027-01-01', '2027-01-01')).toEqual([]);
    expect(span('2027-01-01', '2027-03-03')).toEqual([]);
    expect(span('2027-01-01', '2027-03-04')).toEqual(['to']);
    expect(span('2027-01-02', '2027-01-01')).toEqual(['to']);
  });

  it('needs a zone', () => {
    expect(faults(SlotsQuery, { from: '2027-01-01', to: '2027-01-02' })).toEqual(['timeZone']);
  });
});

describe('Availability', () => {
  const hours = { days: ['mon', 'tue'], from: '09:00', to: '17:00' };
  const week = (...weekly: unknown[]) => faults(Availability, { timeZone: 'Europe/Paris', weekly, overrides: [] });
  const dates = (...overrides: unknown[]) =>
    faults(Availability, { timeZone: 'Europe/Paris', weekly: [hours], overrides });

  it('takes hours up to the end of the day, and hours that touch', () => {
    expect(week({ ...hours, to: '24:00' }, { days: ['tue'], from: '08:00', to: '09:00' })).toEqual([]);
    expect(week({ ...hours, from: '24:00', to: '24:30' })).toEqual(['weekly.0.from', 'weekly.0.to']);
  });

  it('lays overlapping hours at the later rule, once', () => {
    expect(week(hours, { days: ['mon', 'tue'], from: '16:59', to: '18:00' })).toEqual(['weekly.1.from']);
  });

  it('refuses hours that end before they begin and a day named twice', () => {
    expect(week({ days: ['mon', 'mon'], from: '10:00', to: '09:00' })).toEqual(['weekly.0.days.1', 'weekly.0.to']);
  });

  it('closes a date without hours, and refuses a bad date, a date named twice and overlapping hours of one date', () => {
    expect(dates({ date: '2027-05-01' }, { date: '2027-05-02', hours: [] })).toEqual([]);
    expect(dates({ date: '2027-02-30', hours: [] })).toEqual(['overrides.0.date']);
    expect(dates({ date: '2027-05-01' }, { date: '2027-05-01' })).toEqual(['overrides.1.date']);
    const overlapping = [
      { from: '09:00', to: '11:00' },
      { from: '10:00', to: '12:00' },
    ];
    expect(dates({ date: '2027-05-01', hours: overlapping })).toEqual(['overrides.0.hours.1.from']);
    expect(dates({ date: '2027-05-01', hours: [{ from: '09:00', to: '10:00', note: 'x' }] })).toEqual([
      'overrides.0.hours.0.note',
    ]);
  });
});

describe('An offering', () => {
  const pounds = (amount: number) => ({ amount, currency: 'GBP' });
  const offering = {
    slug: 'intro',
    name: 'Introductory call',
    kind: 'individual',
    durationMinutes: 30,
    startEveryMinutes: 15,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    minimumNoticeMinutes: 120,
    bookingWindowDays: 60,
    approval: 'automatic',
    price: pounds(0),
    payment: 'none',
    coachIds: [id],
  };
  const withTerms = (terms: object) => faults(OfferingCreate, { ...offering, ...terms });

  it('is taken free, paid in full or by deposit', () => {
    expect(withTerms({})).toEqual([]);
    expect(withTerms({ price: pounds(9000), payment: 'full' })).toEqual([]);
    expect(withTerms({ price: pounds(9000), payment: 'deposit', deposit: pounds(2000) })).toEqual([]);
  });

  it('refuses a payment of nothing and a deposit that does not fit', () => {
    expect(withTerms({ payment: 'full' })).toEqual(['price.amount']);
    expect(withTerms({ price: pounds(9000), payment: 'deposit' })).toEqual(['deposit']);
    expect(withTerms({ price: pounds(9000), payment: 'full', deposit: pounds(1) })).toEqual(['deposit']);
    expect(withTerms({ price: pounds(9000), payment: 'deposit', deposit: pounds(9001) })).toEqual(['deposit.amount']);
    const euros = { amount: 1, currency: 'EUR' };
    expect(withTerms({ price: pounds(9000), payment: 'deposit', deposit: euros })).toEqual(['deposit.currency']);
  });

  it('refuses a negative price, a coach named twice and a window of more than 1,000 days', () => {
    expect(withTerms({ price: pounds(-1) })).toEqual(['price.amount']);
    expect(withTerms({ coachIds: [id, id] })).toEqual(['coachIds.1']);
    expect(withTerms({ bookingWindowDays: 1001 })).toEqual(['bookingWindowDays']);
    expect(withTerms({ seats: 4 })).toEqual(['seats']);
  });

  it('may be changed in part, and names an unknown field of the change', () => {
    expect(faults(OfferingPatch, { name: 'First call', maxPerDay: null })).toEqual([]);
    expect(faults(OfferingPatch, { revision: 3, price: { amount: 1, currency: 'GBP', vat: 20 } })).toEqual([
      'price.vat',
      'revision',
    ]);
  });
});

describe('Bodies that may be one thing or another', () => {
  it('names the fault inside the branch that was meant', () => {
    const appointment = { offering: id, coach: id, start: '2027-03-29T09:00:00Z', client: id };
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
    for (const audience of ['coach', 'all', id])
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
    expect(faults(CaseCreate, { kind: 'couple', coach: id, clients: [id, otherId] })).toEqual([]);
    expect(faults(CaseCreate, { kind: 'individual', coach: id, clients: [id, otherId] })).toEqual(['clients.1']);
    expect(faults(CaseCreate, { kind: 'couple', coach: id, clients: [id, id] })).toEqual(['clients.1']);
  });
});
