import type { SenderLabel, SubjectLine } from '#contracts';
import { plainName } from '../domain/greeting.js';
import type { Words } from '../domain/words.js';

interface When {
  readonly day: string;
  readonly time: string;
  readonly zone: string;
}

/** By name where it plainly is one. */
const hello = (name: string) => {
  const plain = plainName(name);
  return plain === null ? 'Hello,' : `Hello ${plain},`;
};
const at = ({ day, time, zone }: When) => `${day} at ${time} (${zone})`;
/** Another instant on the same wall. */
const thenOn = ({ day, time }: When) => `${time} on ${day}`;

/** Banks take five to ten working days to show a refund. */
const arrives = 'it should arrive within ten working days.';

/** English, and the shape of every other language. Nothing here may tell a bystander what the appointment is about. */
export const en = {
  neutralSender: 'Appointments',
  neutralInviter: 'A practice',
  /** Neutral names and subjects that a reader may choose. */
  senders: {
    appointments: 'Appointments',
    calendar: 'Calendar',
    diary: 'Diary',
    'front-desk': 'Front desk',
    office: 'Office',
  } satisfies Record<SenderLabel, string>,
  subjects: {
    note: 'A note for you',
    update: 'An update',
    date: 'About a date',
    information: 'For your information',
    hello: 'Hello',
  } satisfies Record<SubjectLine, string>,
  /** For whoever wants to read the time alone: after it, at most how it stands. */
  briefly: {
    at,
    confirmation: 'Confirmed.',
    series: 'Confirmed.',
    request: 'Asked for.',
    approved: 'Kept for you for now.',
    declined: 'Not possible.',
    expired: 'No longer kept.',
    cancellation: 'Cancelled.',
    withdrawal: 'You are not expected any more.',
    moved: 'Moved.',
    relocated: 'Something about it has changed.',
    restored: 'It stands after all.',
    refunded: 'No longer possible.',
    reminder: 'Coming up.',
    form: 'Something waits for your answer.',
    signIn: 'Here is the link you asked for. It works once, for 20 minutes.',
    offered: 'Free, and kept for you for a while.',
    other: 'Something waits for you.',
    open: 'Open',
    footer: 'Nobody reads answers to this address.',
  },
  footer: 'You receive this because of your own appointment or request. Nobody reads answers to this address.',
  calendarTitle: 'Appointment',
  confirmation: (name: string, when: When, url: string): Words => ({
    subject: 'Your appointment is confirmed',
    paragraphs: [hello(name), `your appointment is on ${at(when)}.`, 'You can see or cancel it on its page.'],
    action: { label: 'See your appointment', url },
  }),
  /** Several at once, each with a page of its own. */
  series: (name: string, times: readonly { when: When; url: string }[]): Words => ({
    subject: 'Your appointments are confirmed',
    paragraphs: [
      hello(name),
      'these are your appointments. Each has a page of its own, on which you can see, move or cancel that one.',
    ],
    items: times.map(({ when, url }) => ({ text: at(when), url })),
  }),
  /** `answer` is when the answer leaves, whatever it is; null where that may be any time. */
  request: (name: string, when: When, answer: When | null, url: string): Words => ({
    subject: 'Your request has arrived',
    paragraphs: [
      hello(name),
      `you asked for ${at(when)}. The time is kept for you, and the answer comes by mail${answer ? ` at ${thenOn(answer)}, and not before` : ''}.`,
    ],
    action: { label: 'See your request', url },
  }),
  /** `until` is when it is not kept any more. */
  approved: (name: string, when: When, until: When, url: string): Words => ({
    subject: 'Your time is kept for you',
    paragraphs: [hello(name), `${at(when)} is kept for you. It becomes yours if it is paid before ${thenOn(until)}.`],
    action: { label: 'Pay and confirm', url },
  }),
  declined: (name: string, when: When, url: string): Words => ({
    subject: 'About the time you asked for',
    paragraphs: [
      hello(name),
      `${at(when)} is not possible after all. Nothing was charged. You are welcome to choose another time.`,
    ],
    action: { label: 'See what happened', url },
  }),
  expired: (name: string, when: When, url: string): Words => ({
    subject: 'About the time you asked for',
    paragraphs: [
      hello(name),
      `we are sorry: your request for ${at(when)} did not get an answer in time, so that time is not kept any more. Nothing was charged.`,
      'You are welcome to ask for another time.',
    ],
    action: { label: 'See what happened', url },
  }),
  heldInVain: (name: string, when: When, url: string): Words => ({
    subject: 'Your time is no longer kept',
    paragraphs: [
      hello(name),
      `${at(when)} was kept for you for a while and is free again now. Nothing was charged.`,
      'If you would still like to come, you are welcome to choose a time again.',
    ],
    action: { label: 'See what happened', url },
  }),
  nothingCharged: 'Nothing was charged.',
  moneyOnPage: 'What becomes of your payment stands on its page.',
  allBack: (refund: string) => `The whole ${refund} goes back the way it was paid; ${arrives}`,
  partBack: (fee: string, refund: string) =>
    `Cancelling late cost ${fee}. The other ${refund} goes back the way it was paid; ${arrives}`,
  allKept: (fee: string) => `Cancelling late cost ${fee}, which is all that was paid.`,
  /** `money` is what it did to what was paid, or null where that is nothing. */
  cancellation: (name: string, when: When, url: string, money: string | null): Words => ({
    subject: 'Your appointment is cancelled',
    paragraphs: [hello(name), `your appointment on ${at(when)} is cancelled.`, ...(money === null ? [] : [money])],
    action: { label: 'See what happened', url },
  }),
  /** Not a word of whether anybody else comes. */
  withdrawal: (name: string, when: When, url: string): Words => ({
    subject: 'About your appointment',
    paragraphs: [hello(name), `as you asked, you are not expected any more on ${at(when)}.`],
    action: { label: 'See what happened', url },
  }),
  /** `before` is the time its reader knows. */
  moved: (name: string, when: When, before: When, url: string): Words => ({
    subject: 'Your appointment has moved',
    paragraphs: [
      hello(name),
      `your appointment has moved. It is now on ${at(when)}.`,
      `Before, it was on ${at(before)}; nothing takes place then.`,
      'You can see or cancel it on its page.',
    ],
    action: { label: 'See your appointment', url },
  }),
  /** Where it is, or by which link, is not said: whoever sees the mail learns no more than that there is an appointment. */
  relocated: (name: string, when: When, url: string): Words => ({
    subject: 'About your appointment',
    paragraphs: [
      hello(name),
      `how to take part in your appointment on ${at(when)} has changed. Its page shows what holds now.`,
    ],
    action: { label: 'See your appointment', url },
  }),
  restored: (name: string, when: When, url: string): Words => ({
    subject: 'Your appointment takes place after all',
    paragraphs: [
      hello(name),
      `please forget what we wrote about it being cancelled: your appointment on ${at(when)} stands as it was.`,
    ],
    action: { label: 'See your appointment', url },
  }),
  refunded: (name: string, when: When, url: string): Words => ({
    subject: 'Your payment comes back to you',
    paragraphs: [
      hello(name),
      `your payment for ${at(when)} reached us after the time was given away. The whole amount goes back to your card; this takes a few days.`,
      'You are welcome to choose another time.',
    ],
    action: { label: 'See what happened', url },
  }),
  reminder: (name: string, when: When, url: string): Words => ({
    subject: 'A reminder of your appointment',
    paragraphs: [hello(name), `a short reminder: your appointment is on ${at(when)}.`],
    action: { label: 'See your appointment', url },
  }),
  form: (name: string, url: string): Words => ({
    subject: 'A few questions before we meet',
    paragraphs: [
      hello(name),
      'before your appointment there are a few questions for you. Answer them whenever it suits you; what you write is saved as you go.',
    ],
    action: { label: 'Open the questions', url },
  }),
  signIn: (name: string, url: string): Words => ({
    subject: 'Your sign-in link',
    paragraphs: [
      hello(name),
      'here is the link you asked for. It works once, for 20 minutes. If you did not ask for it, you can leave this mail alone.',
    ],
    action: { label: 'Sign in', url },
  }),
  invitation: (name: string, practice: string, url: string): Words => ({
    subject: 'You are invited',
    paragraphs: [
      hello(name),
      `${practice} has made a place for you. Open the link to choose a password and look around.`,
    ],
    action: { label: 'Accept the invitation', url },
  }),
  /** To an address that somebody else typed: neither who, nor what about, nor when. */
  joining: (url: string): Words => {
    const brief =
      'You have been asked whether you would like to take part in something. The page behind this link says what happens if you agree. There you can also say that this is not you, or that we are never to write to this address again.';
    return { subject: 'A note for you', paragraphs: [brief], brief, action: { label: 'Open', url } };
  },
  /** To an address that has still to be proved: neither where, nor what about, nor when. */
  waitlistConfirm: (url: string): Words => {
    const brief =
      'Somebody, probably you, asked to be told at this address when a time comes free. Please open the page behind this link and say so there. If it was not you, leave this mail alone: nothing more comes.';
    return { subject: 'Please confirm', paragraphs: [brief], brief, action: { label: 'Open', url } };
  },
  /** `instead` is the time its reader has, or null; `until` is when the new one is not kept any more. */
  waitlistOffer: (name: string, when: When, until: When, instead: When | null, url: string): Words => ({
    subject: 'A time has come free',
    paragraphs: [
      hello(name),
      `you asked to hear of ${instead ? 'an earlier time' : 'a time'}: ${at(when)} has come free. It is kept for you until ${thenOn(until)}.`,
      instead
        ? `Nothing changes unless you take it on its page: until then your appointment stays on ${at(instead)}.`
        : 'Nothing is booked unless you take it on its page.',
      'There you can also say no, or that you would rather not be asked again.',
    ],
    action: { label: 'See the time', url },
  }),
  reset: (name: string, url: string): Words => ({
    subject: 'Choose a new password',
    paragraphs: [
      hello(name),
      'here is the link to choose a new password. It works once, for an hour. If you did not ask for it, nothing has changed.',
    ],
    action: { label: 'Choose a new password', url },
  }),
  coachBooked: (when: When, url: string): Words => ({
    subject: 'A new appointment',
    paragraphs: [`There is a new appointment on ${at(when)}.`],
    action: { label: 'Open it', url },
  }),
  coachSeries: (times: readonly { when: When; url: string }[]): Words => ({
    subject: 'New appointments',
    paragraphs: ['There are new appointments, made together:'],
    items: times.map(({ when, url }) => ({ text: at(when), url })),
  }),
  /** `due` is when the request ends without an answer. */
  coachRequest: (when: When, due: When, url: string): Words => ({
    subject: 'A request waits for your answer',
    paragraphs: [
      `Somebody asks for ${at(when)}. Please answer before ${thenOn(due)}: without an answer the request ends then, and its time is free again.`,
    ],
    action: { label: 'Answer it', url },
  }),
  coachExpired: (when: When, url: string): Words => ({
    subject: 'A request has ended',
    paragraphs: [
      `The request for ${at(when)} ended without an answer, and its time is free again. Whoever asked is told so.`,
    ],
    action: { label: 'Open it', url },
  }),
  coachHeldInVain: (when: When, url: string): Words => ({
    subject: 'A time is free again',
    paragraphs: [
      `${at(when)} was agreed to and not paid for in time. It is free again, and whoever asked for it is told so.`,
    ],
    action: { label: 'Open it', url },
  }),
  coachWithdrawn: (when: When, url: string): Words => ({
    subject: 'Somebody cannot come',
    paragraphs: [`One person will not be there on ${at(when)}. The appointment itself stays as it is.`],
    action: { label: 'Open it', url },
  }),
  coachCancelled: (when: When, url: string): Words => ({
    subject: 'An appointment was cancelled',
    paragraphs: [`The appointment on ${at(when)} was cancelled.`],
    action: { label: 'Open it', url },
  }),
  coachMoved: (when: When, before: When, url: string): Words => ({
    subject: 'An appointment has moved',
    paragraphs: [`An appointment has moved: from ${at(before)} to ${at(when)}.`],
    action: { label: 'Open it', url },
  }),
  coachRestored: (when: When, url: string): Words => ({
    subject: 'An appointment takes place after all',
    paragraphs: [`The cancellation was taken back: the appointment on ${at(when)} stands as it was.`],
    action: { label: 'Open it', url },
  }),
};
