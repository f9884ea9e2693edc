import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PaymentService } from '#billing';
import {
  BookingService,
  CancellingService,
  PaymentEvents,
  SettlementService,
  StaffActions,
  StaffBooking,
} from '#booking';
import { NoteService } from '#caseload';
import { CaseService, ClientService } from '#clients';
import { deliverMessage, DeliveryService, EnrolmentService, SequenceService } from '#followups';
import { AssignmentService, FormService, ResponseService } from '#forms';
import { InvitationService, MemberService } from '#identity';
import { Database, Outbox, type Clock, type Config } from '#platform';
import { CoachService, PracticeService } from '#practices';
import { AppointmentService, AvailabilityService, OfferingService, SlotService } from '#scheduling';
import { handlersOf } from '../../apps/worker/src/processors/handlers.js';
import { reactions } from '../../apps/worker/src/reactions.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { OneTransaction } from './one-transaction.js';
import { PastMail } from './past-mail.js';

/** Every service the demo is made with: the very ones that API and worker use. */
export type Services = ReturnType<typeof servicesOf> & { readonly pastMail: PastMail };

/** A context without doors, in which the jobs of the worker are done by the caller, with a clock of its own. */
export async function openServices(config: Config, clock: Clock): Promise<Services> {
  const hurried = {
    ...config,
    KEY_DATABASE_URL: withoutWaiting(config.KEY_DATABASE_URL),
  };
  const app = await NestFactory.createApplicationContext(
    WorkerModule.with({ config: hurried, clock, database: OneTransaction }),
    {
      abortOnError: false,
      logger: config.LOG_LEVEL === 'silent' ? false : ['error', 'warn'],
    },
  );
  const services = servicesOf(app);
  const pastMail = new PastMail(config, services.db, app.get(DeliveryService), app.get(EnrolmentService));
  const handlers = handlersOf(app).map((handler) =>
    handler.job.name === deliverMessage.name ? pastMail.handler : handler,
  );
  services.outbox.register(handlers, reactions);
  return { ...services, pastMail };
}

/** Keys are written one by one beside the one transaction, and need not wait for the disk: without it they open nothing. */
function withoutWaiting(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c synchronous_commit=off`.trim());
  return url.toString();
}

function servicesOf(app: INestApplicationContext) {
  return {
    close: () => app.close(),
    db: app.get<Database, OneTransaction>(Database),
    outbox: app.get(Outbox),
    practices: app.get(PracticeService),
    coaches: app.get(CoachService),
    members: app.get(MemberService),
    invitations: app.get(InvitationService),
    availability: app.get(AvailabilityService),
    offerings: app.get(OfferingService),
    slots: app.get(SlotService),
    appointments: app.get(AppointmentService),
    forms: app.get(FormService),
    assignments: app.get(AssignmentService),
    responses: app.get(ResponseService),
    sequences: app.get(SequenceService),
    clients: app.get(ClientService),
    cases: app.get(CaseService),
    notes: app.get(NoteService),
    booking: app.get(BookingService),
    staffBooking: app.get(StaffBooking),
    staffActions: app.get(StaffActions),
    cancelling: app.get(CancellingService),
    payments: app.get(PaymentService),
    paymentEvents: app.get(PaymentEvents),
    settlement: app.get(SettlementService),
  };
}
