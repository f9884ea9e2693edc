import { Inject, Injectable } from '@nestjs/common';
import { isIP } from 'node:net';
import { CONFIG, type Config } from '#platform';
import { PracticeService, practiceOrigin, type OpenPractice } from '#practices';
import type { RapportRequest } from './request.js';

/** Whose host a request came to. */
@Injectable()
export class RequestHost {
  private readonly ownName: string;

  constructor(
    private readonly practices: PracticeService,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.ownName = new URL(config.PUBLIC_URL).hostname;
  }

  /** The open practice whose own host it is; null at the installation's address, and at a name that no practice has. */
  async practiceAt(request: RapportRequest): Promise<OpenPractice | null> {
    const name = hostName(request);
    return name === this.ownName || isThisMachine(name) ? null : this.practices.findByHost(name);
  }

  /** Where passkeys of this request are made and used: the origin of its page, which a change has proved to be ours. */
  siteOf(request: RapportRequest): { rpId: string; origin: string } {
    const own = new URL(practiceOrigin(this.config.PUBLIC_URL, request.hostPractice?.host ?? null)).origin;
    const { origin = own } = request.headers;
    return { rpId: new URL(origin).hostname, origin };
  }

  /**
   * Whether the `Origin` of a request, where a browser sent one, is a page of ours: of the practice at its host, of the
   * installation elsewhere. A name that no practice has is not ours only because somebody points it here; an address is.
   */
  isOwnOrigin(request: RapportRequest): boolean {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    const practice = request.hostPractice;
    if (origin === new URL(practiceOrigin(this.config.PUBLIC_URL, practice?.host ?? null)).origin) return true;
    return !practice && isThisMachine(hostName(request)) && URL.canParse(origin) && new URL(origin).host === host;
  }
}

/** The name its browser shows: passkeys that were made under another do not work there. */
export const hostName = ({ hostname }: RapportRequest): string => hostname.toLowerCase();

/** A bare address cannot be pointed elsewhere, as a name can. */
const isThisMachine = (name: string): boolean => name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) > 0;
