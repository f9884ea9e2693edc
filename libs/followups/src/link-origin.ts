import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, type Tx } from '#platform';
import { PracticeAddress } from '#practices';
import type { Person } from './gate.js';

/**
 * Where the links of a mail to a client lead: to the practice's own host; to the installation where that host tells what
 * the mail is about, or where its reader wants the time alone, since a host may be a name.
 */
@Injectable()
export class LinkOrigin {
  private readonly publicUrl: string;

  constructor(
    private readonly address: PracticeAddress,
    @Inject(CONFIG) config: Config,
  ) {
    this.publicUrl = config.PUBLIC_URL;
  }

  /** Scheme and host, without a slash at the end. */
  async of(tx: Tx, { contact, telling }: Person): Promise<string> {
    if (contact.level === 'time_only') return this.publicUrl;
    const own = await this.address.of(tx);
    return telling(new URL(own).hostname) === null ? own : this.publicUrl;
  }
}
