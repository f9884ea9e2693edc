import { partnerFaults } from './partner-faults.js';

const paths = (kind: 'individual' | 'couple' | 'group', partnerEmail?: string) =>
  partnerFaults({ kind, clientEmail: 'Ana@example.org', partnerEmail }).map(({ path }) => path);

describe('The partner of a booking', () => {
  it('is needed for a couple and refused for anybody else', () => {
    expect(paths('couple')).toEqual(['partner']);
    expect(paths('individual', 'ben@example.org')).toEqual(['partner']);
    expect(paths('group', 'ben@example.org')).toEqual(['partner']);
    expect(paths('couple', 'ben@example.org')).toEqual([]);
    expect(paths('individual')).toEqual([]);
  });

  it('has an address of their own, whatever its case', () => {
    expect(paths('couple', 'ANA@example.org')).toEqual(['partner.email']);
  });
});
