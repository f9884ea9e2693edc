import { isIP } from 'node:net';
import type { EgressWays } from './egress-ways.js';
import { NotFetched } from './not-fetched.js';

const longestAddress = 2_048;
/** Names that lead into this machine or its network, whatever a resolver says of them. */
const insideNames = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** An address as it will be asked for: what the address's own spelling can tell has been checked. */
export interface OutsideAddress {
  readonly url: URL;
  /** The host without brackets and final dot. */
  readonly host: string;
  readonly isLiteral: boolean;
}

/** Reads an address that somebody typed or a server sent on to, from `base` if that is given. Throws NotFetched. */
export function readOutsideAddress(
  text: string,
  ways: Pick<EgressWays, 'ports' | 'mayReach'>,
  base?: URL,
): OutsideAddress {
  if (text.length > longestAddress || !URL.canParse(text, base?.href)) throw new NotFetched('address-not-an-address');
  const url = new URL(text, base);
  if (url.protocol !== 'https:') throw new NotFetched('address-not-https');
  if (url.username !== '' || url.password !== '') throw new NotFetched('address-with-password');
  if (!ways.ports.includes(url.port === '' ? 443 : Number(url.port))) throw new NotFetched('address-other-port');
  url.hash = '';
  // The URL has put every spelling of an address into one: decimal, octal, hexadecimal, short and full-width forms.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isLiteral = isIP(host) !== 0;
  if (isLiteral ? !ways.mayReach(host) : isInside(host)) throw new NotFetched('address-not-public');
  return { url, host, isLiteral };
}

/** A name of one word, or under one that is kept for what lies inside. */
const isInside = (host: string): boolean => !host.includes('.') || insideNames.test(host);
