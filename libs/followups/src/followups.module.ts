import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { BillingModule } from '#billing';
import { CaseloadModule } from '#caseload';
import { ClientsModule } from '#clients';
import { IdentityModule } from '#identity';
import { CONFIG, MailTransport, type Config } from '#platform';
import { PracticesModule } from '#practices';
import { SchedulingModule } from '#scheduling';
import { AppointmentCalendar } from './appointment-calendar.js';
import { AppointmentMessages } from './appointment-messages.service.js';
import { AppointmentWords } from './appointment-words.js';
import { CancellationTakenBack } from './cancellation-taken-back.service.js';
import { CancelledMoney } from './cancelled-money.js';
import { ContactPreviewService } from './contact-preview.service.js';
import { DeliveryService } from './delivery.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { Gate } from './gate.js';
import { LinkMessages } from './link-messages.service.js';
import { LinkOrigin } from './link-origin.js';
import { LinkWords } from './link-words.js';
import { MailWriter } from './mail-writer.js';
import { MessageService } from './message.service.js';
import { MovedMessages } from './moved-messages.service.js';
import { SendAgainService } from './send-again.service.js';
import { SequenceService } from './sequence.service.js';
import { SeriesWords } from './series-words.js';
import { StepWords } from './step-words.js';
import { TellingWords } from './telling-words.service.js';
import { WaitlistMessages } from './waitlist-messages.service.js';
import { WaitlistWords } from './waitlist-words.js';
import { WithdrawalWords } from './withdrawal-words.js';

/** Closes the pooled connections to the mail server when the process stops. */
@Injectable()
class MailCloser implements OnApplicationShutdown {
  constructor(@Inject(MailTransport) private readonly transport: MailTransport) {}

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}

@Module({
  imports: [BillingModule, CaseloadModule, ClientsModule, IdentityModule, PracticesModule, SchedulingModule],
  providers: [
    {
      provide: MailTransport,
      inject: [CONFIG],
      useFactory: (config: Config) =>
        new MailTransport({
          smtpUrl: config.SMTP_URL,
          from: config.MAIL_FROM,
          restMs: config.MAIL_REST_SECONDS * 1000,
        }),
    },
    MailCloser,
    MessageService,
    AppointmentMessages,
    CancellationTakenBack,
    MovedMessages,
    AppointmentCalendar,
    LinkMessages,
    LinkOrigin,
    AppointmentWords,
    LinkWords,
    CancelledMoney,
    SeriesWords,
    WithdrawalWords,
    StepWords,
    TellingWords,
    MailWriter,
    Gate,
    ContactPreviewService,
    SendAgainService,
    DeliveryService,
    SequenceService,
    EnrolmentService,
    WaitlistMessages,
    WaitlistWords,
  ],
  exports: [
    ContactPreviewService,
    SendAgainService,
    MailTransport,
    MessageService,
    AppointmentCalendar,
    AppointmentMessages,
    CancellationTakenBack,
    MovedMessages,
    LinkMessages,
    DeliveryService,
    SequenceService,
    EnrolmentService,
    TellingWords,
    WaitlistMessages,
  ],
})
export class FollowupsModule {}
