import { givenCase, givenClient } from '#clients/testing';
import type { GivenOffering } from '../support/given.js';
import type { Caller } from './tenancy-people.js';
import { person } from './tenancy-words.js';
import { TenancyWorld } from './tenancy-world.js';

/** Practice A, in which one person is the partner of everybody: in every case of every client, beside them. */
export class PartnerWorld extends TenancyWorld {
  /** The partner, with a session that a mailed link began and with one that is unlocked. */
  partners!: readonly Caller[];
  private partner!: string;

  override async build(): Promise<void> {
    await super.build();
    this.partner = await givenClient(this.write, this.a.id, { name: 'Pat' });
    await this.renewStrangers();
  }

  override async renewStrangers(): Promise<void> {
    await super.renewStrangers();
    if (!this.partner) return;
    const unlocked = await this.seatUnlocked(this.partner);
    const open = await this.seat(this.partner);
    this.partners = [
      { name: 'the partner', kind: 'client', headers: open.headers },
      { name: 'the partner, unlocked', kind: 'client', unlocked: true, headers: unlocked.headers },
    ];
  }

  override client = async () => {
    const made = await this.ask('POST', '/admin/clients', this.a, person(this.address()));
    await givenCase(this.write, this.a.id, this.a.coach.id, [made.id, this.partner]);
    return made;
  };

  override async case() {
    const made = await super.case();
    await this.joinsEverywhere();
    return made;
  }

  override async booking(offering: GivenOffering, start?: string) {
    const made = await super.booking(offering, start);
    await this.joinsEverywhere();
    return made;
  }

  /** Every case becomes one of a couple, of which the partner is the other. */
  private async joinsEverywhere(): Promise<void> {
    await this.app.sql(
      `WITH couples AS (UPDATE cases SET kind = 'couple' WHERE practice_id = $1 AND kind <> 'couple' RETURNING id)
       INSERT INTO participants (practice_id, id, case_id, client_id, status, joined_at)
       SELECT $1, gen_random_uuid(), id, $2, 'joined', now() FROM couples ON CONFLICT DO NOTHING`,
      [this.a.id, this.partner],
    );
  }

  private write = (text: string, values: unknown[]): Promise<unknown> => this.app.sql(text, values);
}
