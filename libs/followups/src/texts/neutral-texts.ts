import { timeZoneNames } from '#contracts';
import { whenWords } from '../domain/when-words.js';
import type { Words } from '../domain/words.js';
import type { en } from './en.js';

type Texts = typeof en;

const when = { day: '', time: '', zone: '' };
const lines = ({ subject, paragraphs, items = [], action }: Words): string =>
  [subject, ...paragraphs, ...items.map(({ text }) => text), ...(action ? [action.label] : [])].join('\n');
const all = (texts: object): string =>
  Object.values(texts)
    .filter((text) => typeof text === 'string')
    .join('\n');

/** Each text of a catalogue as it stands in a mail, with nothing of anybody in it. */
export function neutralTexts(texts: Texts): Readonly<Record<keyof Texts, string>> {
  return {
    neutralSender: texts.neutralSender,
    neutralInviter: texts.neutralInviter,
    senders: all(texts.senders),
    subjects: all(texts.subjects),
    briefly: `${all(texts.briefly)}\n${texts.briefly.at(when)}`,
    footer: texts.footer,
    calendarTitle: texts.calendarTitle,
    confirmation: lines(texts.confirmation('', when, '')),
    series: lines(texts.series('', [{ when, url: '' }])),
    request: [null, when].map((answer) => lines(texts.request('', when, answer, ''))).join('\n'),
    approved: lines(texts.approved('', when, when, '')),
    declined: lines(texts.declined('', when, '')),
    expired: lines(texts.expired('', when, '')),
    heldInVain: lines(texts.heldInVain('', when, '')),
    nothingCharged: texts.nothingCharged,
    moneyOnPage: texts.moneyOnPage,
    allBack: texts.allBack(''),
    partBack: texts.partBack('', ''),
    allKept: texts.allKept(''),
    cancellation: lines(texts.cancellation('', when, '', null)),
    withdrawal: lines(texts.withdrawal('', when, '')),
    moved: lines(texts.moved('', when, when, '')),
    relocated: lines(texts.relocated('', when, '')),
    restored: lines(texts.restored('', when, '')),
    refunded: lines(texts.refunded('', when, '')),
    reminder: lines(texts.reminder('', when, '')),
    form: lines(texts.form('', '')),
    signIn: lines(texts.signIn('', '')),
    invitation: lines(texts.invitation('', '', '')),
    joining: lines(texts.joining('')),
    waitlistConfirm: lines(texts.waitlistConfirm('')),
    waitlistOffer: [null, when].map((instead) => lines(texts.waitlistOffer('', when, when, instead, ''))).join('\n'),
    reset: lines(texts.reset('', '')),
    coachBooked: lines(texts.coachBooked(when, '')),
    coachSeries: lines(texts.coachSeries([{ when, url: '' }])),
    coachRequest: lines(texts.coachRequest(when, when, '')),
    coachExpired: lines(texts.coachExpired(when, '')),
    coachHeldInVain: lines(texts.coachHeldInVain(when, '')),
    coachWithdrawn: lines(texts.coachWithdrawn(when, '')),
    coachCancelled: lines(texts.coachCancelled(when, '')),
    coachMoved: lines(texts.coachMoved(when, when, '')),
    coachRestored: lines(texts.coachRestored(when, '')),
  };
}

const week = Array.from({ length: 7 }, (_, n) => Date.UTC(2027, 0, 3 + n));
const year = Array.from({ length: 12 }, (_, n) => Date.UTC(2027, n, 15));

/** The days and months, and the time zones by every name that somebody may choose, that any mail may name. */
export function namesOfTimes(locale: string): string {
  const days = [...week, ...year].map((at) => whenWords(new Date(at), 'UTC', locale).day);
  return [...days, ...timeZoneNames()].join('\n');
}
