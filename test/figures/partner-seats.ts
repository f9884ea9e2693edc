import { opensInBrowser, signInSecret, type ClientBrowser } from '../support/private-door.js';
import type { Seat } from './partner-answers.js';
import type { PlantedCouple } from './partner-couple.js';
import { ben, bensPin } from './partner-words.js';
import { linksTo } from './ways.js';

export type Headers = Readonly<Record<string, string>>;

/** Ben's browsers, each opened when it is first needed and kept until a request may have ended its session. */
export class PartnerSeats {
  private readonly opened = new Map<Seat, Headers>();

  constructor(private readonly couple: PlantedCouple) {}

  async headers(seat: Seat): Promise<Headers> {
    const known = this.opened.get(seat);
    if (known) return known;
    const made = seat === 'nobody' ? {} : headersOf(await this.browser(seat));
    this.opened.set(seat, made);
    return made;
  }

  /** Whoever comes next finds sessions that are alive, and unlocked where they should be. */
  leave(): void {
    this.opened.clear();
  }

  private async browser(seat: Seat): Promise<ClientBrowser> {
    const { app, practice, ben: id } = this.couple;
    const secret =
      seat === 'form' ? (linksTo(app, ben.email, 'f').at(-1) ?? '') : await signInSecret(app, practice.id, id);
    const browser = await opensInBrowser(app, secret);
    if (seat === 'unlocked') await unlock(browser);
    return browser;
  }
}

/** A partner who only seems unlocked would prove nothing of one who is. */
async function unlock(browser: ClientBrowser): Promise<void> {
  const answer = await browser.call('post', '/private/unlock', { pin: bensPin });
  const stands = await browser.call('get', '/safe-contact');
  if (answer.status !== 200 || stands.status !== 200)
    throw new Error(`His PIN opened nothing: ${answer.status} ${answer.text}, then ${stands.status} ${stands.text}`);
}

const headersOf = ({ cookie, csrf }: ClientBrowser): Headers => ({ cookie, 'x-csrf-token': csrf });
