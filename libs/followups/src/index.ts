/** Every message there is: sequences and enrolments, what follows from an appointment, the gate, and delivery. */
import { Delivery, Message } from './message.entity.js';
import { ToldAppointment } from './told-appointment.entity.js';
import { Enrolment, Sequence, SequenceStepRow } from './sequence.entity.js';
import { TellingWordsRow } from './telling-words.entity.js';

export { FollowupsModule } from './followups.module.js';
export { LinkMessages } from './link-messages.service.js';
export { AppointmentCalendar } from './appointment-calendar.js';
export { AppointmentMessages } from './appointment-messages.service.js';
export { CancellationTakenBack } from './cancellation-taken-back.service.js';
export { ContactPreviewService } from './contact-preview.service.js';
export { DeliveryService, MailPostponed } from './delivery.service.js';
export { EnrolmentService } from './enrolment.service.js';
export { MessageService } from './message.service.js';
export { MessageStopped, NotInDoubt, SendAgainService } from './send-again.service.js';
export { MovedMessages } from './moved-messages.service.js';
export { SequenceService, SequenceSlugTaken } from './sequence.service.js';
export { TellingWords } from './telling-words.service.js';
export { WaitlistMessages } from './waitlist-messages.service.js';
export { languages } from './texts/texts.js';
export { templates, type TemplateName } from './domain/templates.js';
export { forbiddenWords, tellingWord, type Telling } from './domain/discreet.js';
export * from './followups.jobs.js';
export const followupsEntities = [
  Message,
  Delivery,
  Sequence,
  SequenceStepRow,
  Enrolment,
  TellingWordsRow,
  ToldAppointment,
];
