import { senderLabel } from './domain/discreet.js';
import type { Words } from './domain/words.js';
import type { Person } from './gate.js';
import type { textsFor } from './texts/texts.js';

type Texts = ReturnType<typeof textsFor>;

/** A mail as its reader allows it: from whom, under which subject, with how many words. */
export interface Allowed {
  readonly sender: string;
  readonly words: Words;
  readonly footer: string;
  /** Whether a calendar file may go with it. */
  readonly withFile: boolean;
}

/**
 * Cuts a mail down to what its reader allows. `time_only` leaves the time, how it stands and one neutral link: no topic,
 * no name of a practice, no subject of its own, no file.
 */
export function asAllowed(
  words: Words,
  { contact: { level, sender, subject }, telling }: Pick<Person, 'contact' | 'telling'>,
  texts: Texts,
  practiceName: string,
): Allowed {
  const chosenSubject = subject && texts.subjects[subject];
  const chosenSender = sender && texts.senders[sender];
  if (level === 'discreet')
    return {
      sender: chosenSender ?? senderLabel(practiceName, texts.neutralSender, telling),
      words: { ...words, subject: chosenSubject ?? words.subject },
      footer: texts.footer,
      withFile: true,
    };
  const { briefly } = texts;
  // Of several pages the first: whoever wants the time alone gets one neutral link.
  const page = words.action ?? words.items?.[0];
  return {
    sender: chosenSender ?? texts.neutralSender,
    words: {
      subject: chosenSubject ?? texts.subjects.note,
      paragraphs: [words.brief ?? briefly.other],
      ...(page && { action: { label: briefly.open, url: page.url } }),
    },
    footer: briefly.footer,
    withFile: false,
  };
}
