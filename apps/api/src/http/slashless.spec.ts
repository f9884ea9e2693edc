import { slashlessAddress } from './slashless.js';

describe('The address without its slash at the end', () => {
  it.each([
    ['/demo/', '/demo'],
    ['/demo//?a=1&b=?', '/demo?a=1&b=?'],
    ['/demo', null],
    ['/', null],
    ['//', null],
    ['//evil.example/', null],
    ['/\\evil.example/', null],
    ['/api/v1/admin/clients/', null],
  ])('of %s is %s', (url, address) => {
    expect(slashlessAddress({ method: 'GET', url })).toBe(address);
  });

  it('is for those who look, not for those who send', () => {
    expect(slashlessAddress({ method: 'HEAD', url: '/demo/' })).toBe('/demo');
    expect(slashlessAddress({ method: 'POST', url: '/demo/' })).toBeNull();
  });
});
