import { en } from '../texts/en.js';
import { textsFor } from '../texts/texts.js';
import { tellingWord } from './discreet.js';
import { plainText } from './mail-body.js';
import { templates } from './templates.js';
import type { Words } from './words.js';

const when = { day: 'Monday 11 January 2027', time: '10:00', zone: 'Europe/London, UTC+00:00' };
const url = 'https://harbour.example/a/1';
type Variants =
  `${'' | 'coach-'}expired, to be paid` | 'waitlist-offer, to be booked' | 'request, answered at one instant';
const all: Record<Exclude<keyof typeof templates, 'step'> | Variants, Words> = {
  confirmation: en.confirmation('Ana', when, url),
  series: en.series('Ana', [{ when, url }]),
  request: en.request('Ana', when, null, url),
  'request, answered at one instant': en.request('Ana', when, when, url),
  approved: en.approved('Ana', when, when, url),
  declined: en.declined('Ana', when, url),
  expired: en.expired('Ana', when, url),
  'expired, to be paid': en.heldInVain('Ana', when, url),
  cancellation: en.cancellation('Ana', when, url, en.partBack('£47.50', '£47.50')),
  withdrawal: en.withdrawal('Ana', when, url),
  moved: en.moved('Ana', when, { ...when, time: '11:00' }, url),
  relocated: en.relocated('Ana', when, url),
  restored: en.restored('Ana', when, url),
  refunded: en.refunded('Ana', when, url),
  reminder: en.reminder('Ana', when, url),
  form: en.form('Ana', url),
  'sign-in': en.signIn('Ana', url),
  invitation: en.invitation('Ana', en.neutralInviter, url),
  joining: en.joining(url),
  'waitlist-confirm': en.waitlistConfirm(url),
  'waitlist-offer': en.waitlistOffer('Ana', when, when, { ...when, time: '11:00' }, url),
  'waitlist-offer, to be booked': en.waitlistOffer('Ana', when, when, null, url),
  reset: en.reset('Ana', url),
  'coach-booked': en.coachBooked(when, url),
  'coach-series': en.coachSeries([{ when, url }]),
  'coach-request': en.coachRequest(when, when, url),
  'coach-withdrawn': en.coachWithdrawn(when, url),
  'coach-cancelled': en.coachCancelled(when, url),
  'coach-expired': en.coachExpired(when, url),
  'coach-expired, to be paid': en.coachHeldInVain(when, url),
  'coach-moved': en.coachMoved(when, { ...when, time: '11:00' }, url),
  'coach-restored': en.coachRestored(when, url),
};

describe('Every template (item 11)', () => {
  it.each(Object.entries(all))('%s tells a bystander nothing and has a subject', (_name, words) => {
    expect(words.subject.length).toBeGreaterThan(0);
    expect(tellingWord(`${words.subject}\n${plainText(words, en.footer)}`)).toBeNull();
    expect(words.subject).not.toMatch(/\d/); // no date or time on a lock screen
  });

  it('is sent twice, if need be, only where it must arrive', () => {
    const optional = Object.entries(templates).filter(([, { mustArrive }]) => !mustArrive);
    expect(optional.map(([name]) => name)).toEqual([
      'reminder',
      'joining',
      'waitlist-confirm',
      'waitlist-offer',
      'step',
    ]);
  });

  it('has a neutral sender and calendar title', () => {
    for (const text of [en.allBack('£95.00'), en.allKept('£95.00'), en.nothingCharged, en.moneyOnPage])
      expect(tellingWord(text)).toBeNull();
    for (const text of [en.neutralSender, en.neutralInviter, en.calendarTitle]) expect(tellingWord(text)).toBeNull();
  });

  it('falls back to English where there is no catalogue', () => {
    expect(textsFor('cy-GB')).toBe(en);
    expect(textsFor('en-GB')).toBe(en);
    expect(textsFor('__proto__')).toBe(en);
    expect(textsFor('constructor')).toBe(en);
  });
});
