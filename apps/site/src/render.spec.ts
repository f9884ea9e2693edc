import type { AppointmentNotice, ManagedAppointment, SitePage, SlotView } from '#contracts';
import { renderPage } from './render.js';
import { bookingView, everyPage, managed, offering, practice, slot } from './testing/given-pages.js';
import { en } from './texts/en.js';
import { pseudo } from './texts/pseudo.js';

const context = { locale: 'el', scripts: { booking: ['/assets/site/booking.js', '/assets/site/preact.js'] } };
/** In Greek, dates and lists have no Latin letters either. */
const inPseudo = (page: SitePage) => renderPage(page, { t: pseudo(en), locale: 'el' }, context, '');
const inEnglish = (page: SitePage) => renderPage(page, { t: en, locale: 'en-GB' }, context, '');

/** What a person reads or hears of a page. */
function readable(html: string): string[] {
  const visible = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '').replace(/<option[\s\S]*?<\/option>/g, '');
  const attributes = [...visible.matchAll(/ (?:aria-label|alt|placeholder|title)="([^"]*)"/g)].map(([, text]) => text!);
  const texts = visible.replace(/&\w+;|&#\w+;/g, ' ').split(/<[^>]*>/);
  return [...attributes, ...texts].map((text) => text.trim()).filter(Boolean);
}

/** Names that are data: of the product, of places, of the hosts of sources. */
const names = /Rapport|London|Athens|example\.org/g;

const titleOf = (page: SitePage, index: number): [string, SitePage] => [`${index} ${page.page}`, page];

describe('A page of the site (item 10)', () => {
  it.each(everyPage.map(titleOf))('takes every word from the catalogue (%s)', (_, page) => {
    const leftOver = readable(inPseudo(page)).filter((text) => /[A-Za-z]/.test(text.replace(names, '')));
    expect(leftOver).toEqual([]);
  });

  it.each(everyPage.map(titleOf))('has the exit before anything else one can reach (%s)', (_, page) => {
    const [first] = /<(?:a|button|input|select|summary|textarea)\b[^>]*>/.exec(inEnglish(page)) ?? [];
    expect(first).toContain('id="leave"');
  });

  it.each(everyPage.map(titleOf))(
    'holds no style or script of its own but the one style and the data (%s)',
    (_, page) => {
      const html = inEnglish(page);
      expect(html).not.toMatch(/ style="| on\w+="/);
      for (const [script] of html.matchAll(/<script\b[^>]*>/g))
        expect(script).toMatch(/type="module" src="\/assets\/|type="application\/json"/);
    },
  );

  it.each(everyPage.map(titleOf))('writes whole amounts without decimals (%s)', (_, page) => {
    for (const [amount] of inEnglish(page).matchAll(/[€£$]\s?[\d,]+(\.\d+)?/g)) expect(amount).not.toMatch(/\.0+$/);
  });

  it('shows help above any price', () => {
    const priced: SitePage[] = [
      { page: 'practice', practice },
      { page: 'coach', practice, coach: practice.coaches[0]!, nextFree: null },
      { page: 'booking', view: bookingView() },
      {
        page: 'appointment',
        notice: null,
        cancellation: null,
        offersPrivacy: false,
        token: '0',
        whereabouts: null,
        terms: null,
        moveUntilLocal: null,
        takesEntryOut: false,
        managed: managed(),
        holdUntil: null,
        today: '2026-11-22',
        holdSecondsLeft: null,
        helpLines: practice.helpLines,
      },
      {
        page: 'paid',
        token: '0',
        whereabouts: null,
        terms: null,
        moveUntilLocal: null,
        takesEntryOut: false,
        managed: managed(),
        holdUntil: null,
        today: '2026-11-22',
        holdSecondsLeft: null,
        helpLines: practice.helpLines,
      },
    ];
    for (const page of priced) {
      const html = inEnglish(page).replace(/<script[\s\S]*?<\/script>/g, '');
      const help = html.indexOf('<aside class="help"');
      expect(help).toBeGreaterThan(0);
      expect(html.indexOf('€')).toBeGreaterThan(help);
      expect(html).toContain('checked 22 November 2026');
    }
  });

  it('reads a time as a whole date to who cannot see it', () => {
    expect(inEnglish({ page: 'booking', view: bookingView() })).toContain('aria-label="Monday 23 November at 10:30"');
  });

  const twice = { doubled: true as const };
  const first: SlotView = { ...slot('2026-10-25T00:30'), local: '2026-10-25T01:30', offset: '+01:00', ...twice };
  const second: SlotView = { ...slot('2026-10-25T01:30'), offset: '+00:00', ...twice };

  it('shows a time that exists twice with its offset, and no other', () => {
    const before = { ...slot('2026-10-24T23:30'), local: '2026-10-25T00:30', offset: '+01:00' };
    const slots = [before, first, second, slot('2026-10-25T02:30')];
    const days = [{ date: '2026-10-25', slots }];
    const of = bookingView();
    const texts = readable(inEnglish({ page: 'booking', view: { ...of, slots: { ...of.slots, days } } }));
    expect(texts.filter((text) => /^(\d\d:30|UTC.*)$/.test(text))).toEqual([
      '00:30',
      '01:30',
      'UTC+01:00',
      '01:30',
      'UTC+00:00',
      '02:30',
    ]);
    expect(texts).toContain('Sunday 25 October at 01:30 UTC+00:00');
  });

  it('says the offset of a time that exists twice wherever else it stands: next free, nearby, chosen, booked, moved (issue 4, item 2)', () => {
    const said = 'Sunday 25 October at 01:30 UTC+01:00';
    const chosen = { ...bookingView().fields, start: first.start };
    const week = { ...bookingView().slots, days: [{ date: '2026-10-25', slots: [first] }] };
    const { local, offset, start } = first;
    const booked = managed({ local, offset, start, ...twice });
    const around = { token: '0', whereabouts: null, terms: null, moveUntilLocal: null, takesEntryOut: false };
    const held = { ...around, managed: booked, holdUntil: null, today: '2026-10-24', holdSecondsLeft: null };
    const page = { ...held, helpLines: [] };
    const own = { ...booked.appointment, attends: true, format: null };
    const pages: Record<string, SitePage> = {
      'next free': { page: 'booking', view: bookingView({ nextFree: first }) },
      nearby: { page: 'booking', view: bookingView({ problem: 'slot-taken', alternatives: [first, second] }) },
      chosen: { page: 'booking', view: bookingView({ fields: chosen, slots: week }) },
      'of a coach': {
        page: 'coach',
        practice,
        coach: practice.coaches[0]!,
        nextFree: { slot: first, offering: { slug: 'individual', name: 'Ώρα' } },
      },
      booked: { page: 'appointment', notice: null, cancellation: null, offersPrivacy: false, ...page },
      moved: {
        ...{ page: 'move-confirm', slot: second, timeZone: 'Europe/London', feeFromLocal: null, feeAtOnce: false },
        presentLocal: `${local}${offset}`,
        ...page,
      },
      'own page': {
        ...{ page: 'own-appointment', practice, csrfToken: '0', appointment: own, whereabouts: null },
        ...{ today: '2026-10-24', helpLines: [] },
      },
    };
    const silent = Object.entries(pages).filter(([, one]) => !inEnglish(one).includes(said));
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  describe('in a frame on a page elsewhere (issue 4, item 8)', () => {
    const framed = [
      { page: 'offerings', practice },
      { page: 'booking', view: bookingView() },
      { page: 'problem', kind: 'not-found', requestId: null },
    ] as const;
    const inFrame = (page: SitePage, t = en, locale = 'en-GB') =>
      renderPage(page, { t, locale }, { ...context, framed: true }, '');

    it.each(framed.map(titleOf))('takes every word from the catalogue (%s)', (_, page) => {
      const leftOver = readable(inFrame(page, pseudo(en), 'el'));
      expect(leftOver.filter((text) => /[A-Za-z]/.test(text.replace(names, '')))).toEqual([]);
    });

    it.each(framed.map(titleOf))(
      'has the way out first, no header, no way into a session, and is found by no search (%s)',
      (_, page) => {
        const html = inFrame(page);
        const [first] = /<(?:a|button|input|select|summary|textarea)\b[^>]*>/.exec(html) ?? [];
        expect(first).toContain('id="leave"');
        expect(html).not.toMatch(/class="name"|href="\/me/);
        expect(html).toContain('<meta name="robots" content="noindex"/>');
      },
    );

    it.each(framed.map(titleOf))('leads out of the frame, but for what is framed too (%s)', (_, page) => {
      const html = inFrame(page);
      expect(html).toContain('<base target="_top"/>');
      for (const [link] of html.matchAll(/<a\b[^>]*target="_self"[^>]*>/g))
        expect(link).toContain('href="/embed/demo/');
      expect(html).not.toMatch(/target="_blank"/);
    });

    it('sends what is booked to the page at the top', () => {
      expect(inFrame(framed[1])).toMatch(/<form method="post" action="\/demo\/book\/individual\?zone=[^"]*"/);
      expect(inFrame(framed[1])).toContain('name="framed" value="1"');
      expect(inEnglish(framed[1])).not.toContain('name="framed"');
    });

    it('shows help above any price', () => {
      for (const page of framed.slice(0, 2)) {
        const html = inFrame(page).replace(/<script[\s\S]*?<\/script>/g, '');
        expect(html.indexOf('€')).toBeGreaterThan(html.indexOf('<aside class="help"'));
      }
    });
  });

  it('keeps data from ending its script early', () => {
    const view = bookingView({ fields: { ...bookingView().fields, name: '</script><script>alert(1)' } });
    expect(inEnglish({ page: 'booking', view }).split('</script>')).toHaveLength(3);
  });

  it.each(everyPage.map(titleOf))('gives nothing away in title, icon or preview (%s)', (_, page) => {
    const html = inEnglish(page);
    const [, title = ''] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
    expect(title).not.toBe('');
    expect(title).not.toMatch(/relation|couple|coach|therap|marriage|partner|break.?up|intake|cancel|paid|question/i);
    expect(html).toContain('<link rel="icon" href="data:,"/>');
    expect(html).not.toMatch(/(?:property|name)="(?:og|twitter|description|author|keywords)/);
    expect(html).not.toMatch(/rel="(?:canonical|manifest|apple|shortcut|preconnect|dns-prefetch)/);
  });

  it.each(everyPage.map(titleOf))('is found by a search only where it is for anyone (%s)', (_, page) => {
    const forAnyone = ['home', 'practice', 'coach', 'booking', 'help'].includes(page.page);
    expect(inEnglish(page).includes('<meta name="robots" content="noindex"/>')).toBe(!forAnyone);
  });

  it('says nothing of an earlier card while a payment is on its way', () => {
    const { payment, ...rest } = managed();
    const page = {
      page: 'paid' as const,
      token: '0',
      whereabouts: null,
      terms: null,
      moveUntilLocal: null,
      takesEntryOut: false,
      holdUntil: null,
      today: '2026-11-22',
      holdSecondsLeft: 900,
    };
    for (const status of ['pending', 'failed', 'expired'] as const) {
      const one = { ...rest, payment: { ...payment, status } };
      const html = inEnglish({ ...page, helpLines: [], managed: one });
      expect(html).toContain('€95, not here yet');
      expect(html).not.toMatch(/did not|not paid|Did you/);
    }
  });

  it('promises nothing that cannot be done', () => {
    for (const page of everyPage)
      expect(inEnglish(page)).not.toMatch(/link to change|change or cancel|get the link before/);
  });

  it('has a title that tells nothing, where somebody may look over a shoulder', () => {
    const html = inEnglish({
      page: 'appointment',
      notice: null,
      cancellation: null,
      offersPrivacy: false,
      token: '0',
      whereabouts: null,
      terms: null,
      moveUntilLocal: null,
      takesEntryOut: false,
      managed: managed(),
      holdUntil: null,
      today: '2026-11-22',
      holdSecondsLeft: null,
      helpLines: [],
    });
    expect(html).toContain('<title>Appointments</title>');
  });

  describe('of a time that was not booked', () => {
    const view = (status: 'expired' | 'declined', payment: 'expired' | 'refunded' | undefined) => {
      const { payment: whole, ...rest } = managed({ status });
      const { status: _, ...paying } = whole;
      return { ...rest, payment: { ...paying, ...(payment && { status: payment }) }, actions: [] };
    };
    const around = {
      token: '0',
      whereabouts: null,
      terms: null,
      moveUntilLocal: null,
      takesEntryOut: false,
      holdUntil: null,
      today: '2026-11-22',
      holdSecondsLeft: null,
      helpLines: [],
    };
    const both = (one: ReturnType<typeof view>) => [
      inEnglish({
        page: 'appointment',
        notice: null,
        cancellation: null,
        offersPrivacy: false,
        ...around,
        managed: one,
      }),
      inEnglish({ page: 'paid', ...around, managed: one }),
    ];

    it('never says that nothing was charged to somebody who paid', () => {
      for (const html of both(view('expired', 'refunded'))) {
        expect(html).toContain('The whole amount goes back to you');
        expect(html).not.toContain('Nothing was charged');
      }
    });

    it('does not speak of paying to somebody whose request was never answered', () => {
      for (const html of both(view('expired', undefined))) {
        expect(html).toContain('Your coach did not answer in time');
        expect(html).not.toMatch(/€|before it was paid/);
      }
      for (const html of both(view('declined', undefined))) expect(html).not.toContain('€');
    });
  });

  it.each([
    ['start', 'choose'],
    ['client.name', 'name'],
    ['partner.email', 'partnerEmail'],
  ])('that comes back because of %s begins there, also without a script', (path, id) => {
    const view = bookingView({ offering: offering({ kind: 'couple' }), faults: [{ path, message: '' }] });
    const focused = [...inEnglish({ page: 'booking', view }).matchAll(/<\w+[^>]* autofocus[^>]*>/g)];
    expect(focused).toHaveLength(1);
    expect(focused[0]![0]).toContain(`id="${id}"`);
  });

  it.each([
    ['until', 'That date is over.'],
    ['coach', 'You are not on the list yet'],
  ])('on which one asks to hear of a time says what is wrong with the %s', (path, words) => {
    const given = everyPage.find(({ page }) => page === 'wait') as Extract<SitePage, { page: 'wait' }>;
    expect(inEnglish({ ...given, faults: [{ path, message: '' }] })).toContain(words);
    expect(inEnglish({ ...given, faults: [] })).not.toContain(words);
  });

  it('keeps the week that is looked at where another zone is chosen, and not the first one', () => {
    const kept = (from: string) => {
      const view = bookingView({ slots: { ...bookingView().slots, days: [{ date: from, slots: [] }] } });
      return /<form id="zones".*?<\/form>/.exec(inEnglish({ page: 'booking', view }))![0];
    };
    const { firstDay } = bookingView();
    expect(kept(firstDay)).not.toContain('name="from"');
    expect(kept('2099-01-01')).toContain('<input type="hidden" name="from" value="2099-01-01"/>');
  });

  describe('that tells until when a time is kept', () => {
    const kept = {
      token: '0',
      whereabouts: null,
      terms: null,
      moveUntilLocal: null,
      takesEntryOut: false,
      managed: managed(),
      holdSecondsLeft: 900,
      helpLines: [],
      today: '2026-11-22',
    };
    const pages = (holdUntil: string): SitePage[] => [
      { page: 'appointment', notice: null, cancellation: null, offersPrivacy: false, ...kept, holdUntil },
      { page: 'paid', ...kept, holdUntil },
    ];

    it('names the hour alone where it ends today', () => {
      for (const page of pages('2026-11-22T10:45')) expect(inEnglish(page)).toMatch(/until 10:45\./);
    });

    it('names the day where it ends on another, in the page and in what its script says later', () => {
      for (const page of pages('2026-11-24T10:45')) {
        const html = inEnglish(page);
        expect(html.match(/until Tuesday 24 November at 10:45\./g)).toHaveLength(2);
        expect(html).not.toContain('until 10:45');
      }
    });
  });

  describe('of a time whose hold', () => {
    const at = (seconds: number, more: Partial<ManagedAppointment> = {}, notice: AppointmentNotice | null = null) => {
      const around = { whereabouts: null, terms: null, moveUntilLocal: null, takesEntryOut: false, helpLines: [] };
      const one = { ...managed(), ...more };
      const kept = { token: '0', holdUntil: '2026-11-22T10:45', today: '2026-11-22', holdSecondsLeft: seconds };
      return inEnglish({
        ...{ page: 'appointment', notice, cancellation: null, offersPrivacy: false, managed: one },
        ...{ ...around, ...kept },
      });
    };

    it('ends says how to keep it longer only where it can be', () => {
      expect(at(600)).toContain('use “Keep it a little longer”');
      const last = at(600, { actions: ['checkout', 'cancel'] });
      expect(last).toContain('until 10:45, and cannot keep it longer');
      expect(last).not.toContain('Keep it a little longer');
    });

    it('has ended never says that it is kept, and looks again for what became of it', () => {
      const html = at(0, { actions: [] }, 'held-longer');
      expect(html).toContain('The time to pay is over');
      expect(readable(html).join(' ')).not.toMatch(/We keep|not paid yet/);
      expect(html).toContain('"waitingFor":{');
      expect(html).toContain('http-equiv="refresh"');
    });

    it('was kept longer says so while that is so, whatever stands in its address', () => {
      expect(at(600, {}, 'held-longer')).toContain('We keep it longer now.');
      const over = managed({ status: 'expired' });
      expect(at(0, { ...over, actions: [] }, 'held-longer')).not.toContain('We keep it longer now.');
    });
  });

  it('says once what a request will cost, and that nothing is paid before the coach said yes', () => {
    const around = { whereabouts: null, terms: null, moveUntilLocal: null, takesEntryOut: false, helpLines: [] };
    const kept = { token: '0', holdUntil: null, today: '2026-11-22', holdSecondsLeft: null };
    const html = inEnglish({
      ...{ page: 'appointment', notice: null, cancellation: null, offersPrivacy: false },
      ...{ ...around, ...kept, managed: { ...managed({ status: 'pending_approval' }), actions: ['cancel'] } },
    });
    expect(html.match(/€95[^<]*/g)).toEqual(['€95, to pay once your coach has said yes']);
  });

  it.each([
    ['withdrawn', 'You have given up'],
    ['moved', 'has moved'],
    ['payment-unavailable', 'Your time is kept'],
    ['waiting', 'You are on the list'],
    ['waiting-no-more', 'You are off the list'],
  ] as const)('does not say "%s" where that is not so', (notice, words) => {
    const around = { whereabouts: null, terms: null, moveUntilLocal: null, takesEntryOut: false, helpLines: [] };
    const kept = { token: '0', holdUntil: null, today: '2026-11-22', holdSecondsLeft: null };
    const over = { ...managed({ status: 'completed' }), actions: [] };
    const html = inEnglish({
      ...{ page: 'appointment', notice, cancellation: null, offersPrivacy: false, managed: over },
      ...{ ...around, ...kept },
    });
    expect(html).not.toContain(words);
  });

  it('promises the keys of the way out only where a script listens to them', () => {
    for (const page of everyPage) expect(inEnglish(page)).toMatch(/<span class="scripted">Pressing Shift three times/);
  });
});
