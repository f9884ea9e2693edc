import { practiceOrigin } from './practice-origin.js';

describe('Where the pages of a practice stand', () => {
  it('is its own host, with the scheme and the port of the installation', () => {
    expect(practiceOrigin('https://rapport.example', 'calm.example')).toBe('https://calm.example');
    expect(practiceOrigin('http://localhost:3000', 'calm.localhost')).toBe('http://calm.localhost:3000');
  });

  it('is the installation where it has none', () => {
    expect(practiceOrigin('https://rapport.example/pages', null)).toBe('https://rapport.example/pages');
  });
});
