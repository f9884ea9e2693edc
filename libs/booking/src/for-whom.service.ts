import { Injectable } from '@nestjs/common';
import { CaseService, ClientService, type ClientRow } from '#clients';
import type { AppointmentCreate } from '#contracts';
import { Invalid, mustExist, namedAt, type Tx } from '#platform';
import { OfferingService, type OfferingCoachRow, type OfferingRow } from '#scheduling';

/** What staff say of an appointment they make: what, with whom, for whom. */
export type Wanted = Pick<AppointmentCreate, 'offering' | 'coach' | 'client' | 'case'>;

/** Whom an appointment is made for, as they are called and read times, and the case it belongs to. */
export interface ForWhom {
  readonly clientId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly caseId: string;
}

/** What, with whom and for whom staff book: somebody the practice knows, or a new person. */
@Injectable()
export class ForWhomService {
  constructor(
    private readonly offerings: OfferingService,
    private readonly clients: ClientService,
    private readonly cases: CaseService,
  ) {}

  /** Throws NamesNothing; Invalid where it cannot be booked, or not with this coach. */
  async offered(tx: Tx, wanted: Wanted): Promise<{ offering: OfferingRow; coach: OfferingCoachRow }> {
    const offering = await namedAt('offering', () => this.offerings.get(tx, wanted.offering));
    if (offering.kind === 'group')
      throw new Invalid([{ path: 'offering', message: 'Seats of a group cannot be booked yet.' }]);
    await mustExist(tx, [{ path: 'coach', what: 'coach', table: 'coaches', id: wanted.coach }]);
    const coach = offering.coaches.find(({ id, active }) => id === wanted.coach && active);
    if (!coach) throw new Invalid([{ path: 'coach', message: 'This coach does not offer it.' }]);
    return { offering, coach };
  }

  /** Who they are; a new person becomes a contact. Throws NamesNothing. */
  async client(tx: Tx, { client: wanted }: Wanted): Promise<Omit<ForWhom, 'caseId'>> {
    const { id: clientId, ...known } = await this.clientOf(tx, wanted);
    const { name, timeZone } = typeof wanted === 'string' ? known : wanted;
    return { clientId, name, timeZone };
  }

  /** The case that is named, or theirs with this coach, which is opened if need be. Throws NamesNothing, Invalid. */
  async caseOf(tx: Tx, { kind: offered }: OfferingRow, wanted: Wanted, clientId: string): Promise<string> {
    const { coach: coachId, case: named } = wanted;
    if (named !== undefined) return this.named(tx, named, coachId, clientId);
    const kind = offered === 'couple' ? 'couple' : 'individual';
    return (await this.cases.openFor(tx, { clientId, coachId, kind })).caseId;
  }

  /** Looks at whoever is named, and writes nothing. Throws NamesNothing, Invalid. */
  async mustBeKnown(tx: Tx, { client, case: named, coach }: Wanted): Promise<void> {
    const known = typeof client === 'string' ? await this.clientOf(tx, client) : await this.clients.find(tx, client);
    if (named !== undefined) await this.named(tx, named, coach, known?.id);
  }

  private async named(tx: Tx, named: string, coachId: string, clientId: string | undefined): Promise<string> {
    const { id, coachId: itsCoachId, participants } = await namedAt('case', () => this.cases.get(tx, named));
    const joined = participants.some((one) => one.clientId === clientId && one.status === 'joined');
    if (!joined || itsCoachId !== coachId)
      throw new Invalid([{ path: 'case', message: 'This is not a case of this client with this coach.' }]);
    return id;
  }

  /** Someone of this name and address is taken as the same person: a mailbox may be shared, so the name has to fit too. */
  private async clientOf(tx: Tx, client: Wanted['client']): Promise<ClientRow> {
    if (typeof client === 'string') return namedAt('client', () => this.clients.get(tx, client));
    return (await this.clients.find(tx, client)) ?? this.clients.create(tx, client);
  }
}
