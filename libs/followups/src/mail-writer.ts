import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, type OutgoingMail, type Tx } from '#platform';
import { AccountWords } from './account-words.js';
import { AppointmentWords } from './appointment-words.js';
import { plainName } from './domain/greeting.js';
import { htmlBody, plainText } from './domain/mail-body.js';
import { senderLabel } from './domain/discreet.js';
import type { Stop, Written } from './domain/words.js';
import type { Person } from './gate.js';
import type { Message } from './message.entity.js';
import { StepWords } from './step-words.js';
import { textsFor } from './texts/texts.js';

/** Turns a message into a mail at the moment it is sent: its conditions are asked afresh, its secrets are made here. */
@Injectable()
export class MailWriter {
  private readonly address: string;

  constructor(
    private readonly appointments: AppointmentWords,
    private readonly accounts: AccountWords,
    private readonly steps: StepWords,
    @Inject(CONFIG) config: Config,
  ) {
    this.address = config.MAIL_FROM;
  }

  async write(tx: Tx, message: Message, person: Person): Promise<{ mail: OutgoingMail } | { stop: Stop }> {
    const written = await this.wordsOf(tx, message, person);
    if ('stop' in written) return written;
    const texts = textsFor(person.locale);
    const practice = await tx.one<{ name: string }>('SELECT name FROM practice_settings');
    const { words, calendar } = written;
    return {
      mail: {
        messageId: message.messageId,
        date: tx.now(),
        from: { name: senderLabel(practice?.name ?? '', texts.neutralSender), address: this.address },
        to: { name: plainName(person.name) ?? '', address: person.email },
        subject: words.subject,
        text: plainText(words, texts.footer),
        html: htmlBody(words, texts.footer, person.locale),
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(calendar && {
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

  private wordsOf(tx: Tx, message: Message, person: Person): Promise<Written> {
    switch (message.template) {
      case 'form':
      case 'sign-in':
      case 'invitation':
      case 'reset':
        return this.accounts.of(tx, message, message.template, person);
      case 'step':
        return this.steps.of(tx, message);
      default:
        return this.appointments.of(tx, message, message.template, person);
    }
  }
}
