import type { GivenOffering } from '../support/given.js';
import { asAdmin } from './overlaps.js';
import { holdIsOver } from './passing-time.js';
import { RaceTrack, sorted, type Round } from './race-track.js';
import { Till } from './till.js';

/** The time is theirs, or their money goes back, or the page to pay on was closed first. */
export type LateOutcome = 'seated' | 'refunded' | 'not paid';

/**
 * Somebody holds a time, and pays in the moment in which their hold is over and everyone asks for that time. In every
 * other round the hold has been let go of already, and the page to pay on is still open.
 */
export class LatePayment extends RaceTrack {
  private readonly till = new Till(this.course.provider.url, 1);
  private offering!: GivenOffering;

  async run(round: number): Promise<Round> {
    const start = this.at(round, 0);
    const letGo = round % 2 === 1;
    const held = await this.books(this.racers, this.offering, start);
    const { id } = (held.body as { appointment: { id: string } }).appointment;
    await this.isOver(id, letGo);
    const [answers, till] = await Promise.all([
      this.all((racer) => this.books(racer, this.offering, start)),
      this.till.pays(held.body),
    ]);
    await this.course.provider.webhooksSettled();
    const asked = sorted(answers);
    const { outcome, strange } = await this.payer(id);
    // The page of a time that was let go is still open, so that payment always comes; the other page may be closed first.
    const told = outcome === 'not paid' ? 'expired' : 'paid';
    const asTold = till === told && !(letGo && outcome === 'not paid');
    return {
      ...asked,
      winners: asked.winners + (outcome === 'seated' ? 1 : 0),
      strange: [...asked.strange, ...strange, ...(asTold ? [] : [`the till: ${till}, the payer: ${outcome}`])],
      outcome,
    };
  }

  override async close(): Promise<void> {
    await super.close();
    this.till.close();
  }

  protected async offers(): Promise<void> {
    const short = { durationMinutes: 60, startEveryMinutes: 15, bookingWindowDays: 1000 };
    this.offering = await this.given.paidOffering(this.practice, short);
  }

  /** The quarter of an hour has passed. */
  private async isOver(id: string, letGo: boolean): Promise<void> {
    await holdIsOver(this.course.adminUrl, id);
    if (!letGo) return;
    await asAdmin(this.course.adminUrl, async (admin) => {
      await admin.query(
        `UPDATE appointments SET status = 'expired', hold_expires_at = NULL, closed_at = now() WHERE id = $1`,
        [id],
      );
      await admin.query('UPDATE time_claims SET live = false WHERE appointment_id = $1', [id]);
      await admin.query(`UPDATE payments SET status = 'expired' WHERE cause_id = $1`, [id]);
    });
  }

  /** What became of the one who paid late; their money is strange where it was kept without the time, or went back with it. */
  private async payer(id: string): Promise<{ outcome: LateOutcome; strange: string[] }> {
    return asAdmin(this.course.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ status: string; paid: boolean; refunds: number }>(
        `SELECT a.status, p.paid_at IS NOT NULL AS paid, (SELECT count(*)::int FROM refunds r WHERE r.payment_id = p.id) AS refunds
         FROM appointments a JOIN payments p ON p.cause_id = a.id WHERE a.id = $1`,
        [id],
      );
      const { status, paid, refunds } = rows[0]!;
      const seated = status === 'confirmed';
      const expected = seated ? paid && refunds === 0 : status === 'expired' && refunds === (paid ? 1 : 0);
      const what = `${status}, ${paid ? '' : 'not '}paid, ${refunds} refunds`;
      return { outcome: seated ? 'seated' : paid ? 'refunded' : 'not paid', strange: expected ? [] : [what] };
    });
  }
}
