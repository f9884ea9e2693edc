import { sameWork, type OpenCase } from './same-work.js';

const couple = (id: string, more: Partial<OpenCase> = {}): OpenCase => ({
  id,
  kind: 'couple',
  coachId: 'coach',
  status: 'inquiry',
  joined: 1,
  others: ['ben@example.org'],
  ...more,
});

describe('Two open cases of one person', () => {
  it('are one where a booking opened an inquiry beside the same couple with the same coach', () => {
    expect(sameWork([couple('1', { status: 'active', joined: 2 }), couple('2')])).toEqual([{ from: '2', into: '1' }]);
    expect(sameWork([couple('1'), couple('2', { joined: 2 })])).toEqual([{ from: '1', into: '2' }]);
  });

  it('are one of three where all three are the same work', () => {
    const found = sameWork([couple('1'), couple('2'), couple('3')]);
    expect(found.map(({ from }) => from).sort()).toEqual(['2', '3']);
    expect(new Set(found.map(({ into }) => into))).toEqual(new Set(['1']));
  });

  it('stay two where the partner, the coach or the kind is another', () => {
    expect(sameWork([couple('1', { joined: 2 }), couple('2', { others: ['cy@example.org'] })])).toEqual([]);
    expect(sameWork([couple('1', { joined: 2 }), couple('2', { coachId: 'other' })])).toEqual([]);
    expect(sameWork([couple('1', { joined: 2 }), couple('2', { kind: 'individual', others: [] })])).toEqual([]);
  });

  it('stay two where work has begun in both, or each has more people', () => {
    expect(sameWork([couple('1', { status: 'active' }), couple('2', { status: 'active' })])).toEqual([]);
    expect(sameWork([couple('1', { joined: 2 }), couple('2', { joined: 2 })])).toEqual([]);
  });
});
