/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { isOfTheApi, Routes } from '../../apps/api/src/http/routes.js';
import { textFieldsOf } from '../figures/hostile-texts.js';
import { apiDocument } from '../support/api-document.js';
import { useTestApp } from '../support/test-app.js';
import { PlantedPractice, questionIds } from './planted-practice.js';
import { plantedText, readPlanted, watchForScripts } from './planted-text.js';
import { useScreens, type Screen } from './screens.js';

/** Fields of which no page shows what was written here, each with why. */
const shownNowhere: Readonly<Record<string, string>> = {
  'PATCH /api/v1/admin/offerings/{id} location': 'shown once the time is agreed on; here that of another offering is',
  'POST /api/v1/admin/api-keys name': 'keys are made over the API alone',
  'POST /api/v1/admin/appointments override.reason': 'shown as that of a move, with its appointment',
  'POST /api/v1/admin/series/preview client.name': 'only looked at: nothing is kept of it',
  'POST /api/v1/admin/series/preview changes.0.override.reason': 'the same',
  'POST /api/v1/admin/series changes.0.override.reason': 'shown as that of a move, with its appointment',
  'POST /api/v1/public/practices/{practice}/bookings source': 'for the record alone',
  'POST /api/v1/admin/members name': 'only their address stands in the list until they come',
  'POST /api/v1/admin/forms/{id}/versions definition.questions.0.help':
    'shown as in the first version, on a page like it',
  'POST /api/v1/admin/forms/{id}/versions definition.questions.0.minLabel': 'the same',
  'POST /api/v1/admin/forms/{id}/versions definition.questions.0.maxLabel': 'the same',
  'POST /api/v1/public/appointments/{token}/private/passkeys name':
    'shown as another passkey is, on the page of another client',
};

describe('HTML and text from right to left in every text field (issue 3, item 6)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const practice = new PlantedPractice(app);

  /** Every page there is, by its route, with the address under which it shows what was planted. */
  const pages = (): Record<string, readonly string[]> => {
    const { ids, slug } = practice;
    const manage = `/a/${ids['manage']}`;
    return {
      '/': ['/'],
      '/docs': ['/docs'],
      '/problems': ['/problems'],
      '/problems/:code': ['/problems/slot-taken'],
      '/:practice': [`/${slug}`],
      '/:practice/help': [`/${slug}/help`],
      '/:practice/:coach': [`/${slug}/olive`, `/${slug}/otto`],
      '/:practice/book/:offering': [`/${slug}/book/talk`, `/${slug}/book/couple?coach=olive`],
      '/embed/:practice': [`/embed/${slug}`],
      '/embed/:practice/:offering': [`/embed/${slug}/talk`],
      '/a/:token': [manage, `/a/${ids['coupleManage']}`],
      '/a/:token/cancel': [`${manage}/cancel`],
      '/a/:token/move': [`${manage}/move`, `${manage}/move?start=2027-01-12T14:00:00Z`],
      '/a/:token/paid': [`${manage}/paid`],
      '/:practice/wait/:offering': [`/${slug}/wait/talk`, `/${slug}/wait/talk?coach=olive`],
      '/w/:token': [`/w/${ids['waitlist']}`],
      '/i/:token': [`/i/${ids['joining']}`],
      '/me': [`/me?practice=${slug}`],
      '/me/sign-in/:token': ['/me/sign-in/nothing'],
      '/f/:token': [`/f/${ids['formLink']}`],
      '/me/home': ['/me/home'],
      '/me/forms/:id': questionIds.map(() => `/me/forms/${ids['assignment']}`),
      '/me/settings': ['/me/settings'],
      '/me/private': ['/me/private'],
      '/me/appointments/:id': [`/me/appointments/${ids['own']}`],
      '/studio': ['/studio', '/studio?whose=all'],
      '/studio/calendar': ['/studio/calendar?date=2027-01-12'],
      '/studio/caseload': ['/studio/caseload'],
      '/studio/cases/new': [`/studio/cases/new?client=${ids['client']}`],
      '/studio/cases/$id': [
        `/studio/cases/${ids['case']}`,
        `/studio/cases/${ids['coupleCase']}`,
        `/studio/cases/${ids['coupleCase']}`,
      ],
      '/studio/clients': ['/studio/clients'],
      '/studio/clients/$id': [`/studio/clients/${ids['client']}`],
      '/studio/appointments/new': [`/studio/appointments/new?client=${ids['client']}`],
      '/studio/appointments/$id': ['appointment', 'cancelled', 'declined', 'today'].map(
        (name) => `/studio/appointments/${ids[name]}`,
      ),
      '/studio/settings': [
        ...[`/studio/settings`, `/studio/settings?coach=${ids['second']}`],
        ...['schedule', 'changedSchedule'].map(
          (name) => `/studio/settings?coach=${ids['coach']}&schedule=${ids[name]}`,
        ),
      ],
      '/studio/invitation/$token': [`/studio/invitation/${ids['invitation']}`],
      '/studio/reset/$token': ['/studio/reset/nothing'],
    };
  };

  async function signedIn(): Promise<{ screen: Screen; told: string[] }> {
    const screen = await screens.open('hostile', { size: 'phone' });
    const told = await watchForScripts(screen.page);
    const { hostname } = new URL(app.url);
    const kept = (await practice.cookies()).map((cookie) => {
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      return { name, value, domain: hostname, path: '/', secure: true, httpOnly: true };
    });
    await screen.page.context().addCookies(kept);
    return { screen, told };
  }

  /** A page with everything on it unfolded. */
  async function opens({ page }: Screen, path: string): Promise<void> {
    await page.goto(app.url + path);
    await page.getByRole('heading').first().waitFor();
    await page
      .getByLabel('One moment')
      .or(page.getByText('One moment', { exact: true }))
      .first()
      .waitFor({ state: 'detached' });
    for (const read of await page.getByRole('button', { name: /^Read / }).all()) {
      await read.click();
      await page.getByRole('definition').first().waitFor();
    }
    const folds = path === '/docs' ? 'details:first-of-type' : 'details';
    await page.evaluate((which) => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>(which)) fold.open = true;
    }, folds);
  }

  it('is only ever text: nothing runs, nothing is refused by the policy, no word is turned round, no page grows wide', async () => {
    await practice.plant();
    const { screen, told } = await signedIn();
    const faults: string[] = [];
    const seen = new Set<number>();
    const addresses = Object.values(pages()).flat();
    const questions = [...questionIds];
    let joined = false;
    for (const path of addresses) {
      await opens(screen, path);
      const read = await readPlanted(screen.page);
      read.numbers.forEach((number) => seen.add(number));
      faults.push(...[...read.faults, ...told.splice(0)].map((fault) => `${path}: ${fault}`));
      if (path.startsWith('/me/forms/')) await practice.goesOnAfter(questions.shift()!);
      if (path.endsWith(practice.ids['coupleCase']!) && !joined) await practice.joins().then(() => (joined = true));
    }
    expect(faults).toEqual([]);
    const shown = new Set(practice.fields.filter((_, number) => seen.has(number)));
    const unseen = new Set(practice.fields.filter((field) => !shown.has(field)));
    expect([...unseen].sort()).toEqual(Object.keys(shownNowhere).sort());
  }, 120_000);

  it('is written into every field of the document, and looked at on every page there is', async () => {
    const document = await apiDocument(app.url);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((verb) => ({ name: '', roles: [], path, method: verb.toUpperCase() })),
    );
    const fields = operations.flatMap((one) =>
      textFieldsOf(one, document).map((field) => `${one.method} ${one.path} ${field.path.join('.')}`),
    );
    expect(fields.filter((field) => !practice.fields.includes(field))).toEqual([]);
    const files = /^\/(assets|embed\.js|robots|studio$|studio\/\*|openapi)|\.ics$/;
    const ofTheSite = app.api
      .get(Routes)
      .all()
      .filter((route) => route.method === 'GET' && !isOfTheApi(route) && !files.test(route.path));
    const router = readFileSync(new URL('../../apps/studio/src/router.tsx', import.meta.url), 'utf8');
    const ofTheStudio = [...router.matchAll(/path: '(\/studio[^']*)'/g)].map(([, path]) => path!);
    const all = [...ofTheSite.map(({ path }) => path), ...ofTheStudio];
    expect(all.filter((path) => !(path in pages()))).toEqual([]);
    expect(all.length).toBeGreaterThan(20);
  });

  it('and a text that spoke, was refused, turned words round or grew wide would be seen (control)', async () => {
    const screen = await screens.open('hostile-control', { size: 'phone' });
    const told = await watchForScripts(screen.page);
    const policy = "default-src 'none'; script-src 'self'";
    const shows = async (headers: Record<string, string>) => {
      const text = plantedText(7, 60);
      const body = `<meta name="viewport" content="width=device-width">${text}<p>With ${text.replaceAll('<', '&lt;')} (2), 3 – 4 times</p><nobr>${'wide '.repeat(60)}</nobr>`;
      await screen.page.route('**/control', (route) =>
        route.fulfill({ headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body }),
      );
      await screen.page.goto(`${app.url}/control`);
      await screen.page.waitForTimeout(200);
      return (await readPlanted(screen.page)).faults.join('\n');
    };
    const faults = await shows({ 'content-security-policy': policy });
    expect(faults).toContain('became markup');
    expect(faults).toContain('stands before');
    expect(faults).toContain('scrolls sideways');
    expect(told.join('\n')).toContain('the policy refused: script-src-attr');
    await screen.page.unroute('**/control');
    await shows({});
    expect(told.join('\n')).toContain('a text spoke: 7');
  });
});
