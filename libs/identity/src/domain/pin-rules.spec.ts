import { pinFault } from './pin-rules.js';

describe('A PIN (issue 3, item 1)', () => {
  it('has 6 to 12 digits and nothing else', () => {
    for (const pin of ['284017', '2840172840', '284017284017']) expect(pinFault(pin, null)).toBeNull();
    for (const pin of ['28401', '2840172840178', '28401a', '28 4017', '２８４０１７', ''])
      expect(pinFault(pin, null)).toContain('6 to 12');
  });

  it('is neither one digit again and again nor a run', () => {
    for (const pin of ['000000', '777777777777']) expect(pinFault(pin, null)).toContain('different');
    for (const pin of ['123456', '987654', '890123', '210987', '012345678901'])
      expect(pinFault(pin, null)).toContain('count');
    for (const pin of ['123457', '135790', '112233']) expect(pinFault(pin, null)).toBeNull();
  });

  it('is no part of the phone number of its person, however that is written', () => {
    const phone = '+44 7700 900-284';
    for (const pin of ['900284', '7700900284', '447700900284']) expect(pinFault(pin, phone)).toContain('phone');
    expect(pinFault('12900284', phone)).toContain('phone');
    expect(pinFault('900285', phone)).toBeNull();
    expect(pinFault('284017', '')).toBeNull();
  });
});
