import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, runningDemo } from '../setup/touring.mjs';
import { chapters } from './scenes.js';
import { stripOf } from './strip.js';

describe('The demo shows it: npm run demo:tour (issue 3, item 7)', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-tour-spec-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('shows a client, a coach, what is private, and each thing that is broken, each with a name, a title and a caption', () => {
    const scenes = chapters.flatMap((chapter) => chapter.scenes);
    const names = scenes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['doors', 'times', 'booked', 'mail', 'today', 'case'],
        ...['keep-private', 'goes-on', 'asks-for-the-pin', 'earlier-answers', 'lock-screen'],
        ...['in-doubt', 'inviting', 'invitation', 'not-me', 'never-again'],
        ...['everybody-at-once', 'lost-notices', 'killed-worker'],
      ]),
    );
    expect(new Set(scenes.map(({ title }) => title)).size).toBe(names.length);
    for (const { caption, title, name } of scenes) {
      expect(caption).toMatch(/^[A-Z0-9“].+\.$/);
      expect(title).toMatch(/^[A-Z0-9“].+[^.]$/);
      expect(name).toMatch(/^[a-z-]+$/);
    }
  });

  it('leaves a strip in which every picture stands with its words', () => {
    const pictures = [
      { file: '01-doors.png', title: 'Doors & “keys”', caption: 'Four.', isPhone: false },
      { file: '02-times.png', title: 'Times', caption: 'A <week>.', isPhone: true },
    ];
    const chapter = { heading: 'Both <of> them', pictures };
    const strip = stripOf([chapter], { day: '2026-11-22', seconds: '33.7' });
    expect(
      [...strip.matchAll(/<figure class="(\w+)"><img src="([^"]+)"/g)].map(([, seat, file]) => [seat, file]),
    ).toEqual([
      ['desk', '01-doors.png'],
      ['phone', '02-times.png'],
    ]);
    expect(strip).toContain('<h3>Doors &#38; “keys”</h3>');
    expect(strip).toContain('A &#60;week&#62;.');
    expect(strip).toContain('<h2>Both &#60;of&#62; them</h2>');
    expect(strip).not.toMatch(/<script|https?:/);
  });

  it('is played against the demo that runs, if one does whose parts can be broken', async () => {
    const urls = { app: 'http://localhost:1', studio: 's', mailbox: 'm', break: 'b' };
    const write = (given: object) => writeFileSync(join(folder, 'urls.json'), JSON.stringify(given));
    const isUp = () => Promise.resolve(true);
    writeFileSync(
      join(folder, 'secrets.json'),
      JSON.stringify({ RAPPORT_OWNER_EMAIL: 'owner@demo.example', RAPPORT_OWNER_PASSWORD: 'secret' }),
    );
    expect(await runningDemo(folder, isUp)).toBeUndefined();
    write(urls);
    expect(await runningDemo(folder, () => Promise.resolve(false))).toBeUndefined();
    expect(await runningDemo(folder, isUp)).toMatchObject({
      urls,
      coach: { email: 'owner@demo.example', password: 'secret' },
      visitor: expect.stringMatching(/^robin-\w+@visitor\.example$/) as string,
    });
    write({ ...urls, break: undefined });
    expect(await runningDemo(folder, isUp)).toBeUndefined();
  });

  it('takes the Chromium it is told of, or the first on the path', () => {
    writeFileSync(join(folder, 'chromium'), '');
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(join(folder, 'chromium'));
    expect(findChromium({ PATH: '/nowhere' })).toBeUndefined();
    expect(findChromium({ PATH: folder, CHROMIUM: '/nowhere/chromium' })).toBeUndefined();
  });
});
