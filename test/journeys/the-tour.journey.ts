import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playTour } from '../../tools/tour/index.js';
import { chapters } from '../../tools/tour/scenes.js';
import { useDemoThatBreaks } from '../support/demo-that-breaks.js';
import { givenDemo } from './given-a-demo.js';
import { executablePath, requireBuilt } from './screens.js';

describe('npm run demo:tour (item 7)', () => {
  const demo = useDemoThatBreaks();
  const { app } = demo;
  const folder = mkdtempSync(join(tmpdir(), 'rapport-tour-'));
  beforeAll(() => {
    requireBuilt('site');
    requireBuilt('studio');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('plays every scene in Chromium and leaves a picture of each, in a strip', async () => {
    const { ownerEmail: email, ownerPassword: password } = await givenDemo(app);
    demo.worker.start();
    const said: string[] = [];
    const toured = await playTour({
      demo: {
        urls: { app: app.url, studio: `${app.url}/studio`, mailbox: app.mailbox.url, break: demo.broken.url },
        coach: { email, password },
        visitor: 'robin-1@visitor.example',
      },
      executablePath,
      folder,
      say: (text) => said.push(text),
    });

    const titles = chapters.map(({ scenes }) => scenes.map(({ title }) => title));
    expect(toured.chapters.map(({ pictures }) => pictures.map(({ title }) => title))).toEqual(titles);
    expect(said).toHaveLength(titles.flat().length);
    const strip = readFileSync(toured.strip, 'utf8');
    for (const { file } of toured.chapters.flatMap(({ pictures }) => pictures)) {
      expect(strip).toContain(`src="${file}"`);
      expect([file, statSync(join(folder, file)).size > 5_000]).toEqual([file, true]);
    }
    expect(statSync(toured.picture).size).toBeGreaterThan(50_000);

    // What the pictures say is so: the person who was named is written to no more.
    const [suppressed] = await app.sql<{ email: string }>('SELECT email FROM suppressions');
    expect(suppressed).toEqual({ email: 'kim-1@visitor.example' });
    expect(app.mailbox.messages('kim-1@visitor.example').map(({ subject }) => subject)).toEqual(['A note for you']);
  }, 120_000);
});
