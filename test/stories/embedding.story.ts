import { gzipSync } from 'node:zlib';
import { answerFaults } from '../figures/answer-faults.js';
import { bookedCookie } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const tuesday = '2027-01-12T10:00:00Z';
const who = { timeZone: 'Europe/London', name: 'Ida', email: 'ida@example.org', framed: '1' };

async function givenPages() {
  const practice = await app.given.practice();
  const offering = await app.given.paidOffering(practice);
  return { practice, offering, list: `/embed/${practice.slug}`, times: `/embed/${practice.slug}/${offering.slug}` };
}
const shows = (path: string) => app.visitor.get(path).redirects(0);

describe('A practice on a page elsewhere (issue 4, item 8)', () => {
  it('may be framed by any page, and is as strict as every other page beside', async () => {
    const { list, times } = await givenPages();
    for (const [path, status] of [
      [list, 200],
      [times, 200],
      [`${times}-none`, 404],
      ['/embed/nobody', 404],
    ] as const) {
      const { headers, text, ...answer } = await shows(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect(headers['content-security-policy']).toContain('frame-ancestors http: https:');
      const framedByNobody = String(headers['content-security-policy']).replace('http: https:', "'none'");
      const asOthers = { ...headers, 'x-frame-options': 'DENY', 'content-security-policy': framedByNobody };
      expect([path, headers['x-frame-options'], answerFaults({ status, headers: asOthers, text })]).toEqual([
        path,
        undefined,
        [],
      ]);
      expect(text).toContain('<base target="_top"/>');
    }
  });

  it('reads and keeps no cookie: with a session beside it the page is the very same', async () => {
    const { practice, times } = await givenPages();
    const signedIn = await app.visitor
      .post('/api/v1/admin/session')
      .send({ email: practice.ownerEmail, password: practice.ownerPassword });
    const cookie = String(signedIn.headers['set-cookie']);
    const stranger = await shows(times);
    const member = await shows(times).set('cookie', cookie);
    expect(member.text).toBe(stranger.text);
    expect([stranger.headers['set-cookie'], member.headers['set-cookie']]).toEqual([undefined, undefined]);
  });

  it('lists what can be booked, each leading on in the frame, and everything else out of it', async () => {
    const { practice, offering, list } = await givenPages();
    const { text } = await shows(list);
    expect(text).toContain(`href="/embed/${practice.slug}/${offering.slug}" target="_self"`);
    expect(text).toContain('Other people who can help');
    expect(text).not.toContain('/me?practice');
  });

  it('books at the top, where the browser is known again: what is kept and where to pay is read before paying', async () => {
    const { practice, offering } = await givenPages();
    const booked = await app.visitor
      .post(`/${practice.slug}/book/${offering.slug}`)
      .type('form')
      .redirects(0)
      .send({ ...who, start: tuesday });
    expect(booked.status).toBe(303);
    expect(booked.headers['location']).toMatch(/^\/a\//);
    const page = await shows(booked.headers['location']!).set('cookie', bookedCookie(booked)!);
    expect(page.text).toContain('We keep this time for you until 09:15.');
    expect(page.text).toContain('Pay £95');
    expect(page.text).toContain('Keep this private from anyone who shares your e-mail');
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('has a script of at most 1.5 KB, which pages elsewhere may load and keep for an hour', async () => {
    const answer = await app.visitor.get('/embed.js').buffer(true);
    expect(answer.status).toBe(200);
    expect(gzipSync(answer.text, { level: 9 }).length).toBeLessThanOrEqual(1.5 * 1024);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
    });
    // It names no other host than the one that leaving leads to.
    expect(answer.text.match(/https?:\/\/[^/"'`]+/g)).toEqual(['https://www.bbc.co.uk']);
  });

  it('is shown live in the studio, which may frame our own pages alone', async () => {
    const { headers } = await shows('/studio');
    expect(headers['content-security-policy']).toContain("frame-src 'self'");
  });
});
