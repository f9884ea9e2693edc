import { mayRead, type Audience, type Reader } from './audience.js';

const ana: Reader = { kind: 'participant', clientId: 'ana', joined: true };
const ben: Reader = { kind: 'participant', clientId: 'ben', joined: true };
const audiences: Audience[] = ['coach', 'all', { clientId: 'ana' }];
const readBy = (reader: Reader) => audiences.filter((audience) => mayRead(audience, reader));

describe('An audience', () => {
  it('lets the coach of the case read everything, and no other coach anything', () => {
    expect(readBy({ kind: 'coach', ofThisCase: true })).toEqual(audiences);
    expect(readBy({ kind: 'coach', ofThisCase: false })).toEqual([]);
  });

  it('never shows one participant what is meant for the other', () => {
    expect(readBy(ana)).toEqual(['all', { clientId: 'ana' }]);
    expect(readBy(ben)).toEqual(['all']);
  });

  it('ends when a participant leaves the case, and is empty for everybody else', () => {
    expect(readBy({ ...ana, joined: false })).toEqual([]);
    expect(readBy({ kind: 'other' })).toEqual([]);
  });
});
