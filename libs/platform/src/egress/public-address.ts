import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What IANA keeps for private, local, documentary and other special use (RFC 6890 and its registry), and what clouds keep for themselves. */
const notPublic4 = `
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
  192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
  240.0.0.0/4 168.63.129.16/32`;

/** The only addresses of the sixth version that are handed out to the public, and what is not public of them. */
const handedOut6 = '2000::/3';
/** Protocol assignments (Teredo, ORCHID and others), documentation, and 6to4, which leads to any address of the fourth version. */
const notPublic6 = '2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20';

const listOf = (networks: string, family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const network of networks.trim().split(/\s+/)) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
};
const special4 = listOf(notPublic4, 'ipv4');
const global6 = listOf(handedOut6, 'ipv6');
const special6 = listOf(notPublic6, 'ipv6');

/**
 * Whether an address belongs to somebody on the public internet. Anything that is not surely so is not: an address of the
 * fourth version inside one of the sixth (mapped, translated, 6to4, Teredo), a zone id, and what is no address at all.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}
