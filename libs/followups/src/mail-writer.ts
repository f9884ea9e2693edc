import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, type OutgoingMail, type Tx } from '#platform';
import { AppointmentWords } from './appointment-words.js';
import { plainName } from './domain/greeting.js';
import { htmlBody, plainText } from './domain/mail-body.js';
import { asAllowed } from './as-allowed.js';
import type { Secrets, Stop, Written } from './domain/words.js';
import type { Person } from './gate.js';
import { LinkWords } from './link-words.js';
import type { Message } from './message.entity.js';
import { SeriesWords } from './series-words.js';
import { StepWords } from './step-words.js';
import { textsFor } from './texts/texts.js';
import { WaitlistWords } from './waitlist-words.js';
import { WithdrawalWords } from './withdrawal-words.js';

/** Turns a message into a mail at the moment it is sent: its conditions are asked afresh, its secrets are made here. */
@Injectable()
export class MailWriter {
  private readonly address: string;

  constructor(
    private readonly appointments: AppointmentWords,
    private readonly links: LinkWords,
    private readonly steps: StepWords,
    private readonly series: SeriesWords,
    private readonly waitlist: WaitlistWords,
    private readonly withdrawals: WithdrawalWords,
    @Inject(CONFIG) config: Config,
  ) {
    this.address = config.MAIL_FROM;
  }

  /** The mail as it stands now, or why there is none. With `left-out` secrets it is only to be looked at, and nothing is written down. */
  async write(
    tx: Tx,
    message: Message,
    person: Person,
    secrets: Secrets = 'issued',
  ): Promise<{ mail: OutgoingMail } | { stop: Stop }> {
    const written = await this.wordsOf(tx, message, person, secrets);
    if ('stop' in written) return written;
    const texts = textsFor(person.locale);
    const practice = await tx.one<{ name: string }>('SELECT name FROM practice_settings');
    const { sender, words, footer, withFile } = asAllowed(written.words, person, texts, practice?.name ?? '');
    const { calendar } = written;
    return {
      mail: {
        messageId: message.messageId,
        date: tx.now(),
        from: { name: sender, address: this.address },
        to: { name: plainName(person.name, person.telling) ?? '', address: person.email },
        subject: words.subject,
        text: plainText(words, footer),
        html: htmlBody(words, footer, person.locale),
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(calendar &&
          withFile && {
            attachments: [
              {
                fileName: 'appointment.ics',
                contentType: `text/calendar; method=${calendar.method}`,
                content: calendar.content,
              },
            ],
          }),
      },
    };
  }

  private wordsOf(tx: Tx, message: Message, person: Person, secrets: Secrets): Promise<Written> {
    switch (message.template) {
      case 'form':
      case 'sign-in':
      case 'invitation':
      case 'joining':
      case 'reset':
        return this.links.of(tx, message, message.template, person, secrets);
      case 'series':
      case 'coach-series':
        return this.series.of(tx, message, message.template, person, secrets);
      case 'waitlist-confirm':
      case 'waitlist-offer':
        return this.waitlist.of(tx, message, message.template, person, secrets);
      case 'withdrawal':
        return this.withdrawals.of(tx, message, person, secrets);
      case 'step':
        return this.steps.of(tx, message, person);
      default:
        return this.appointments.of(tx, message, message.template, person, secrets);
    }
  }
}
