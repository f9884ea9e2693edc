import { isPublicAddress } from './public-address.js';

describe('An address is public', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.215.14',
    '198.17.255.255',
    '172.15.255.255',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('where the registries handed it out: %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ['this machine', '127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 ::1 ::'],
    ['a private network', '10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 fc00::1 fd12::1 fec0::1'],
    [
      'the link, and what clouds answer there',
      '169.254.169.254 fe80::1 fd00:ec2::254 168.63.129.16 100.100.100.200 192.0.0.192',
    ],
    ['many at once', '224.0.0.1 239.255.255.255 255.255.255.255 240.0.0.1 ff02::1'],
    ['documentation and benchmarks', '192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1 2001:db8::1 3fff::1'],
    [
      'an address inside another',
      '::ffff:8.8.8.8 ::ffff:7f00:1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:7f00:1::1',
    ],
    ['nothing that is one alone', '1.1.1.1%eth0 2606:4700::1111%1 127.1 0x8.8.8.8 010.1.1.1 8.8.8.8. example.org'],
  ])('never where it means %s', (_what, addresses) => {
    for (const address of [...addresses.split(' '), ''])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});
