import { Injectable } from '@nestjs/common';
import { dueNow, PaymentService, type Money, type Payment } from '#billing';
import type { Tx } from '#platform';
import { AppointmentService, type ClaimedSlot, type Held, type OfferingRow, type SeriesPlace } from '#scheduling';
import { AgreementService } from './agreement.service.js';
import { appointmentApproved, appointmentHeld, appointmentRequested } from './booking.events.js';
import { expireRequest, releaseHold } from './booking.jobs.js';
import { firstStatus } from './domain/first-status.js';

/** A claimed time, and for whom it is entered into the calendar. */
export interface Entry {
  readonly offering: OfferingRow;
  readonly slot: ClaimedSlot;
  readonly caseId: string;
  readonly clientId: string;
  /** As given when booking. */
  readonly name: string;
  readonly timeZone: string;
  readonly source?: string | undefined;
  /** Made together with others. */
  readonly series?: SeriesPlace | undefined;
}

/** An appointment as it was entered, with what is owed for it now. */
export interface Entered extends Held {
  readonly due: Money;
  readonly payment: Payment | null;
}

/** Enters a claimed time into the calendar, with what is owed for it and what follows by itself. */
@Injectable()
export class EnteringService {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly agreement: AgreementService,
  ) {}

  /** As a visitor's booking: how it begins depends on the offering. Throws SlotTaken. */
  async enter(tx: Tx, entry: Entry): Promise<Entered> {
    const due = dueFor(entry.offering);
    const { approval, kind } = entry.offering;
    const status = firstStatus({ approval, dueMinor: due.amount, joint: kind === 'couple' });
    return this.put(tx, entry, status, due);
  }

  /** As staff's booking, which is approved by being made: what is to be paid has a day for it. Throws SlotTaken. */
  async enterApproved(tx: Tx, entry: Entry): Promise<Entered> {
    const due = dueFor(entry.offering);
    if (due.amount === 0) return this.enterAgreed(tx, entry);
    const requested = await this.put(tx, { ...entry, bookedBy: 'practice' }, 'pending_approval', due, false);
    const { holdExpiresAt } = await this.hold(tx, requested.appointmentId);
    return { ...requested, status: 'held', holdExpiresAt, answerDueAt: null };
  }

  /** As staff's booking for which nothing is asked now, whatever the offering costs. Throws SlotTaken. */
  enterAgreed(tx: Tx, entry: Entry): Promise<Entered> {
    const nothing = { amount: 0, currency: entry.offering.currency };
    return this.put(tx, { ...entry, bookedBy: 'practice' }, 'confirmed', nothing);
  }

  /** A request the coach said yes to is kept until it is paid. Throws AppointmentClosed. */
  async hold(tx: Tx, appointmentId: string): Promise<{ holdExpiresAt: Date | null }> {
    const { holdExpiresAt } = await this.appointments.toHeld(tx, appointmentId);
    this.followHold(tx, appointmentId, holdExpiresAt);
    tx.emit(appointmentApproved, { appointmentId });
    return { holdExpiresAt };
  }

  /** Asks for a hold to be looked at when its time is over. */
  releaseAt(tx: Tx, appointmentId: string, holdExpiresAt: Date | null): void {
    if (holdExpiresAt) tx.schedule(releaseHold, { appointmentId }, { dueAt: holdExpiresAt });
  }

  private async put(
    tx: Tx,
    entry: Entry & { readonly bookedBy?: 'practice' },
    status: Held['status'],
    due: Money,
    waitsForAnswer = true,
  ): Promise<Entered> {
    const held = await this.appointments.hold(tx, { ...entry, status });
    const { appointmentId } = held;
    const payment =
      due.amount > 0 ? await this.payments.owe(tx, { causeId: appointmentId, payerId: entry.clientId, ...due }) : null;

    const joint = entry.offering.kind === 'couple';
    if (status === 'confirmed') await this.agreement.state(tx, appointmentId, { joint });
    if (status === 'held') this.followHold(tx, appointmentId, held.holdExpiresAt);
    if (status === 'pending_approval' && waitsForAnswer) {
      tx.emit(appointmentRequested, { appointmentId });
      if (held.answerDueAt) tx.schedule(expireRequest, { appointmentId }, { dueAt: held.answerDueAt });
    }
    return { ...held, due, payment };
  }

  private followHold(tx: Tx, appointmentId: string, holdExpiresAt: Date | null): void {
    tx.emit(appointmentHeld, { appointmentId });
    this.releaseAt(tx, appointmentId, holdExpiresAt);
  }
}

/** What has to be paid for an offering to stand. */
export function dueFor(offering: Pick<OfferingRow, 'payment' | 'priceMinor' | 'depositMinor' | 'currency'>): Money {
  return { amount: dueNow(offering), currency: offering.currency };
}
