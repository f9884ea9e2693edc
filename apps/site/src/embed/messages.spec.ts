import { isFromFrame, isFromHost } from './messages.js';

describe('What a frame and the page around it say to each other (issue 4, item 8)', () => {
  it.each([{ rapport: 'height', height: 640 }, { rapport: 'leave' }, { rapport: 'close' }])('is %o', (message) => {
    expect(isFromFrame(message)).toBe(true);
  });

  it.each([
    undefined,
    null,
    '',
    'leave',
    7,
    [],
    {},
    { rapport: 'go', url: 'https://elsewhere.example' },
    { rapport: 'leave', url: 'https://elsewhere.example' },
    { rapport: 'height' },
    { rapport: 'height', height: '640' },
    { rapport: 'height', height: 0 },
    { rapport: 'height', height: 1e9 },
    { rapport: 'height', height: Infinity },
    { rapport: 'height', height: 640.5 },
    { rapport: 'height', height: 640, more: 1 },
    { rapport: 'hello' },
  ])('is not %o', (message) => {
    expect(isFromFrame(message)).toBe(false);
  });

  it('begins with a greeting and nothing more', () => {
    expect(isFromHost({ rapport: 'hello' })).toBe(true);
    const others = [undefined, null, 'hello', {}, { rapport: 'leave' }, { rapport: 'hello', origin: '*' }];
    expect(others.filter(isFromHost)).toEqual([]);
  });
});
