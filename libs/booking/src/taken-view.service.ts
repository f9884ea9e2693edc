import { Injectable } from '@nestjs/common';
import type { OfferTaken } from '#contracts';
import type { Tx } from '#platform';
import { PracticeAddress } from '#practices';
import { AppointmentService, type WaitlistRow } from '#scheduling';
import { OfferOver } from './booking.errors.js';
import { ManagedView } from './managed-view.service.js';
import { manageUrlOf } from './manage-urls.js';

/** What somebody is answered who took a time, and the secret by which they manage it from then on. */
export interface Taken {
  readonly answer: OfferTaken;
  readonly token: string;
}

/** A taken time as the appointment it became. */
@Injectable()
export class TakenView {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly managed: ManagedView,
    private readonly address: PracticeAddress,
  ) {}

  /** As it is now, with a link of its own. Throws OfferOver where they have no part in it. */
  async of(tx: Tx, { clientId, appointmentId }: WaitlistRow, becomes: string): Promise<Taken> {
    const { attendances } = await this.appointments.get(tx, becomes);
    const own = attendances.find((one) => one.clientId === clientId);
    if (!own) throw new OfferOver();
    const token = await this.appointments.issueManageToken(tx, own.id);
    const { appointment, payment } = await this.managed.of(tx, await this.managed.find(tx, token));
    const { id, status, start, end, coach, holdExpiresAt } = appointment;
    const kept = { id, status, start, end, coach, ...(holdExpiresAt !== undefined && { holdExpiresAt }) };
    const manageUrl = manageUrlOf(await this.address.of(tx), token);
    return { token, answer: { appointment: kept, payment, manageUrl, moved: appointmentId !== null } };
  }
}
