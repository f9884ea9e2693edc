import fc from 'fast-check';
import { CannotOpen, seal, unseal } from './seal.js';

const key = Buffer.alloc(32, 1);

describe('A sealed value (item 2)', () => {
  it('opens with its key at its place, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, place) => {
        const plain = Buffer.from(bytes);
        expect(unseal(key, place, seal(key, place, plain)).equals(plain)).toBe(true);
      }),
    );
  });

  it('opens neither with another key, nor at another place, nor with one bit changed', () => {
    const sealed = seal(key, 'answers:1', Buffer.from('a quiet sentence'));
    expect(() => unseal(Buffer.alloc(32, 2), 'answers:1', sealed)).toThrow(CannotOpen);
    expect(() => unseal(key, 'answers:2', sealed)).toThrow(CannotOpen);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => unseal(key, 'answers:1', changed)).toThrow(CannotOpen);
    }
  });

  it('never looks the same twice', () => {
    expect(seal(key, 'p', Buffer.from('x')).equals(seal(key, 'p', Buffer.from('x')))).toBe(false);
  });
});
