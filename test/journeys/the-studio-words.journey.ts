/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { en } from '../../apps/studio/src/texts/en.js';
import { pseudo } from '../../apps/studio/src/texts/pseudo.js';
import { TaskService } from '#caseload';
import type { ContactPreview } from '#contracts';
import { forbiddenWords } from '#followups';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice, type OwnPractice } from './given-a-practice.js';
import { useScreens, type Screen } from './screens.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const words = pseudo(en);
/** What is data: names of people, offerings and forms, of places and zones; the shape of a web address and of a spoken code. */
const data =
  /Practice \d+|Ana|Coach \d+|Olive Owner|First talk|Before we meet|[\w-]+@example\.org|Europe\/London|London|UTC|https:\/\/|\b[346789A-Y]{4} [346789A-Y]{4}\b/g;

describe('The words of the studio (item 11)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const built = mkdtempSync(join(tmpdir(), 'studio-'));
  let page = '';

  beforeAll(async () => {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const build = ['build', '-c', 'vite.pseudo.config.ts', '--outDir', built];
    await promisify(execFile)(process.execPath, [vite, ...build], { cwd: join(root, 'apps/studio') });
    page = await readFile(join(built, 'index.html'), 'utf8');
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  /** From here on the studio speaks as nobody does. */
  const speaksPseudo = async ({ page: browser }: Screen) => {
    await browser.route(/\/assets\/studio\//, (route) =>
      route.fulfill({ path: join(built, basename(new URL(route.request().url()).pathname)) }),
    );
    await browser.route(/\/studio(\/|\?|$)/, async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback();
      const response = await route.fetch();
      const nonce = /csp-nonce" content="([^"]+)"/.exec(await response.text())![1]!;
      await route.fulfill({ response, body: page.replace('__NONCE__', nonce).replace('__SESSION__', 'perhaps') });
    });
  };

  /** Everything somebody reads or hears of the page, but the data, the words of mails, those that no mail says, and what has no letters. */
  const fromElsewhere = async ({ page: browser }: Screen, mails: readonly string[]): Promise<string[]> => {
    await browser.locator('h1').first().waitFor();
    await browser.locator('.waiting').first().waitFor({ state: 'detached' });
    const read = await browser.evaluate(() => {
      const found = [document.title];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!node.parentElement?.closest('script, style, noscript, textarea, datalist'))
          found.push(node.textContent ?? '');
      for (const element of document.querySelectorAll('*'))
        for (const name of ['aria-label', 'alt', 'placeholder', 'title', 'aria-description'])
          found.push(element.getAttribute(name) ?? '');
      return found;
    });
    return read.filter((text) => !mails.includes(text) && /[A-Za-z]/.test(text.replace(data, '')));
  };

  const given = async (): Promise<{
    practice: OwnPractice;
    caseId: string;
    clientId: string;
    appointmentId: string;
    mails: readonly string[];
  }> => {
    const practice = await givenOwnPractice(app);
    await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.settle();
    const as = app.as(practice);
    const [one] = (await as.get('/cases')).body.data as { id: string; participants: { clientId: string }[] }[];
    const [booked] = (await as.get('/appointments')).body.data as { id: string }[];
    const message = (await as.get('/messages')).body.data[0] as { id: string };
    await app.db.inPractice({ practiceId: practice.id, actor: { kind: 'system' } }, async (tx) => {
      await tx.query(`UPDATE messages SET status = 'outcome_unknown' WHERE id = $1`, [message.id]);
      await app.api.get(TaskService).raiseAboutMessage(tx, message.id);
    });
    const { clientId } = one!.participants[0]!;
    const previews = (await as.get(`/clients/${clientId}/contact-preview`)).body as ContactPreview;
    const mails = [...previews.data.map(({ lockScreen }) => lockScreen), forbiddenWords.join(', ')];
    return { practice, caseId: one!.id, clientId, appointmentId: booked!.id, mails };
  };

  it('come from the catalogue alone, on every page', async () => {
    const { practice, caseId, clientId, appointmentId, mails } = await given();
    const coach = await screens.open('studio-words', { size: 'phone' });
    await signsIn(coach, practice);
    await speaksPseudo(coach);
    const left: Record<string, string[]> = {};
    const look = async (path: string, ...steps: (() => Promise<unknown>)[]) => {
      await coach.goTo(path);
      for (const step of [async () => undefined, ...steps]) {
        await step();
        left[path] = [...(left[path] ?? []), ...(await fromElsewhere(coach, mails))];
      }
    };
    await look('/studio');
    expect(await coach.page.locator('h1').innerText()).toBe(words.today.title);
    await look('/studio?whose=all');
    await look(
      '/studio/calendar?date=2027-03-28',
      () => coach.press(words.calendar.timeOff),
      () => coach.page.keyboard.press('Escape'),
      () => coach.page.getByRole('button', { name: words.calendar.blockOrBook }).first().click(),
      () => coach.press(words.calendar.block),
    );
    await look(
      '/studio/calendar',
      () => coach.page.setViewportSize({ width: 1440, height: 900 }),
      () => coach.page.locator('.calendar-thing').first().click(),
    );
    await coach.page.setViewportSize({ width: 375, height: 812 });
    await look('/studio/caseload?q=nobody');
    await look('/studio/caseload');
    await look(
      `/studio/cases/${caseId}`,
      () => coach.press(words.caseStatus.begin),
      () => coach.press(words.appointment.undo),
      () => coach.press(words.caseStatus.close),
    );
    await look(
      '/studio/cases/new',
      () => coach.page.getByRole('combobox').first().selectOption('couple'),
      () => coach.page.getByRole('searchbox').first().fill('Ana'),
      () => coach.page.locator('.find button').first().click(),
      () => coach.press(words.openCase.addNew),
    );
    await look('/studio/clients');
    await look(
      `/studio/clients/${clientId}`,
      () => coach.press(words.reopen.ask),
      () => coach.press(words.reopen.sure),
    );
    await look(`/studio/appointments/${appointmentId}`, () => coach.press(words.appointment.cancel));
    await app.sql(`UPDATE appointments SET status = 'confirmed', hold_expires_at = NULL WHERE id = $1`, [
      appointmentId,
    ]);
    await look(
      `/studio/appointments/${appointmentId}?`,
      () => coach.press(words.appointment.move.ask),
      () => coach.page.getByRole('checkbox').check(),
    );
    await look(
      '/studio/settings',
      () => coach.press(words.settings.addLink),
      () => coach.press(words.offerings.add),
    );
    await look('/studio/nowhere');
    await look('/studio/reset/0');
    await app.sql('DELETE FROM sessions');
    await look('/studio/caseload?');
    expect(Object.entries(left).filter(([, found]) => found.length > 0)).toEqual([]);
    await coach.page.screenshot({ path: fileURLToPath(new URL('pictures/studio-words.png', import.meta.url)) });
  });
});
