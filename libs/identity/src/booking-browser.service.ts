import { randomBytes } from 'node:crypto';
import { hashToken, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';

const hours = 3_600_000;
const days = 24 * hours;

/** How long a browser is remembered as the one in which somebody booked, in milliseconds. */
export const rememberedFor = 24 * hours;

/** A time is booked at most 1,000 days ahead, and its link may still be opened 30 days after. */
const comparedFor = 1_030 * days;

/** Browsers in which somebody booked: what they hold is the one thing that nobody else with the mailbox has. */
@Injectable()
export class BookingBrowsers {
  /**
   * A contact that a booking just made booked in a browser that brought this cookie, or none. Answers the secret the
   * browser is to keep. Each booking makes a contact of its own; what becomes of its factors when it turns out to be
   * somebody known is decided where the two are joined.
   */
  async remember(tx: Tx, clientId: string, cookie: string | null): Promise<string> {
    const now = tx.now();
    await tx.query('DELETE FROM booking_browsers WHERE expires_at <= $1', [new Date(now.getTime() - comparedFor)]);
    const secret = (await this.isOurs(tx, cookie)) ? cookie! : randomBytes(32).toString('base64url');
    await tx.query('INSERT INTO booking_browsers (hash, client_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
      hashToken(secret),
      clientId,
      now,
      new Date(now.getTime() + rememberedFor),
    ]);
    return secret;
  }

  /** Whether this is the browser in which this contact booked, within the day. */
  async knows(tx: Tx, clientId: string, cookie: string | null): Promise<boolean> {
    const row = await tx.one('SELECT 1 FROM booking_browsers WHERE hash = $1 AND client_id = $2 AND expires_at > $3', [
      hashToken(cookie ?? ''),
      clientId,
      tx.now(),
    ]);
    return row !== null;
  }

  /**
   * A link mailed to this person was opened, or acted by, in the browser that brought this cookie, or none. Where that is
   * not the browser in which they booked, whoever is left with that one may choose nothing any more: from now on others'
   * words may lie behind the door, and a PIN would open it.
   */
  async mailCameTo(tx: Tx, clientId: string, cookie: string | null): Promise<void> {
    if (!(await this.knows(tx, clientId, cookie))) await this.forget(tx, clientId);
  }

  /** The browser in which this contact booked may choose nothing any more, as if its day were over. */
  async forget(tx: Tx, clientId: string): Promise<void> {
    await tx.query('UPDATE booking_browsers SET expires_at = least(expires_at, $2) WHERE client_id = $1', [
      clientId,
      tx.now(),
    ]);
  }

  /** Whether both booked in one browser, for as long as the link of either may be opened. */
  async isOneBrowser(tx: Tx, one: string, other: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM booking_browsers a JOIN booking_browsers b ON b.hash = a.hash
       WHERE a.client_id = $1 AND b.client_id = $2 LIMIT 1`,
      [one, other],
    );
    return row !== null;
  }

  private async isOurs(tx: Tx, cookie: string | null): Promise<boolean> {
    if (cookie === null) return false;
    const row = await tx.one('SELECT 1 FROM booking_browsers WHERE hash = $1 AND expires_at > $2 LIMIT 1', [
      hashToken(cookie),
      tx.now(),
    ]);
    return row !== null;
  }
}
