import { Injectable } from '@nestjs/common';
import { CaseService, ClientService } from '#clients';
import type { BookingRequest } from '#contracts';
import { Invalid, type Tx } from '#platform';
import type { OfferingRow } from '#scheduling';
import { partnerFaults } from './domain/partner-faults.js';

/** Who books from outside: the contact, and the case their appointment belongs to. */
@Injectable()
export class BookersService {
  constructor(
    private readonly clients: ClientService,
    private readonly cases: CaseService,
  ) {}

  /** Whether somebody is named beside the booker where the offering asks for it, and only there. Throws Invalid. */
  check(offering: OfferingRow, { client, partner }: BookingRequest): void {
    const faults = partnerFaults({ kind: offering.kind, clientEmail: client.email, partnerEmail: partner?.email });
    if (faults.length > 0) throw new Invalid(faults);
  }

  /**
   * Meets the booker and opens a case with this coach for them, known or not: who typed a name and an address has proved
   * neither, and may not learn from a booking whom the practice knows. What belongs together is joined once they did.
   */
  async meet(
    tx: Tx,
    offering: OfferingRow,
    coachId: string,
    { client, partner }: BookingRequest,
  ): Promise<{ clientId: string; caseId: string }> {
    const { clientId } = await this.clients.meet(tx, client);
    const kind = offering.kind === 'couple' ? 'couple' : 'individual';
    return { clientId, caseId: await this.cases.open(tx, { clientId, coachId, kind, partner }) };
  }
}
