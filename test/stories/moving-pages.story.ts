import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const ten = '2027-01-14T10:00:00Z';
const two = '2027-01-14T14:00:00Z';

async function aPage(wishes: Record<string, unknown> = {}) {
  const practice = await given.practice();
  const offering = await given.offering(practice, wishes);
  const booking = await payer.books('Kim', practice, offering, ten);
  const get = (path: string) => app.visitor.get(`/a/${booking.token}${path}`);
  const post = (start: string, zone = 'Europe/London') =>
    app.visitor.post(`/a/${booking.token}/move`).type('form').send({ start, zone });
  return { practice, offering, booking, get, post };
}

describe('The page of another time, without any script (issue 4, item 9)', () => {
  it('shows a week of times, then old and new time side by side, then the appointment where it is now', async () => {
    const { booking, get, post } = await aPage();
    const own = await get('');
    expect(own.text).toContain(`href="/a/${booking.token}/move"`);
    const week = await get('/move');
    expect(week.status).toBe(200);
    expect(week.text).toContain('Your appointment is on Thursday 14 January at 10:00 (London time).');
    expect(week.text).toContain('aria-label="Thursday 14 January at 14:00"');
    expect(week.text).not.toContain('aria-label="Thursday 14 January at 10:00"'); // it is there already
    expect(week.headers['cache-control']).toBe('no-store');

    const both = await get(`/move?start=${two}&zone=Europe/London&next=1`);
    expect(both.text).toContain('Thursday 14 January at 10:00 (London time)');
    expect(both.text).toContain('<b>Thursday 14 January at 14:00</b>');
    expect((await payer.sees(booking)).appointment).toMatchObject({ start: ten }); // looking moves nothing

    const moved = await post(two);
    expect([moved.status, moved.headers['location']]).toEqual([303, `/a/${booking.token}?notice=moved`]);
    const now = await get('?notice=moved');
    expect(now.text).toContain('Your appointment has moved. This is its time now.');
    expect(now.text).toContain('Thursday 14 January at 14:00');

    const again = await get(`/move?start=${two}&next=1`); // back in the browser
    expect([again.status, again.headers['location']]).toEqual([303, `/a/${booking.token}`]);
    expect((await post(two)).headers['location']).toBe(`/a/${booking.token}?notice=moved`); // pressed twice
    expect((await payer.sees(booking)).appointment).toMatchObject({ start: two, sequence: 1 });
  });

  it('asks for a time where none was chosen, and offers others where it went meanwhile', async () => {
    const { practice, offering, booking, get, post } = await aPage();
    expect((await get('/move?next=1')).text).toContain('Please choose a time first.');
    await app.books('Ned', practice, offering, two);
    const lost = await get(`/move?start=${two}&next=1`);
    expect(lost.status).toBe(409);
    const late = await post(two);
    expect(late.status).toBe(409);
    expect(late.text).toContain('That time has gone; your appointment is where it was.');
    expect(late.text).toContain('aria-label="Thursday 14 January at 15:00"');
    expect((await payer.sees(booking)).appointment).toMatchObject({ start: ten });
  });

  it('shows both times in the zone its reader chose, and says in which one its mails are', async () => {
    const { get } = await aPage();
    const both = await get(`/move?start=${two}&zone=America/New_York&next=1`);
    expect(both.text).toContain('Thursday 14 January at 05:00 (New York time)');
    expect(both.text).toContain('<b>Thursday 14 January at 09:00</b>');
    expect(both.text).toContain('giving times in London time');
  });

  it('offers other times in the zone its reader chose, as all times of that page', async () => {
    const { practice, offering, post } = await aPage();
    await app.books('Ned', practice, offering, two);
    const { text } = await post(two, 'America/New_York');
    const nearby = text.slice(text.indexOf('id="problem"'), text.indexOf('id="next-free"'));
    expect(nearby).toContain('aria-label="Thursday 14 January at 10:00"');
    expect(nearby).not.toContain('at 15:00');
  });

  it('keeps the week that is looked at where another zone is chosen', async () => {
    const { get } = await aPage();
    const { text } = await get('/move?from=2027-01-19&zone=Europe/London');
    expect(text).toMatch(/<form id="zones"[^>]*><input type="hidden" name="from" value="2027-01-19"\/>/);
  });

  it('says what cancelling will cost at the new time, before it is chosen', async () => {
    const practice = await given.practice();
    const booking = await payer.books('Kim', practice, await given.paidOffering(practice), ten);
    await payer.pays(booking);
    const get = (path: string) => app.visitor.get(`/a/${booking.token}${path}`);
    expect((await get('')).text).toContain('You can move it here until Wednesday 13 January at 10:00 (London time).');
    expect((await get(`/move?start=${two}&next=1`)).text).toContain(
      'There you can move or cancel it for nothing until Wednesday 13 January at 14:00 (London time).',
    );
    expect((await get('/move?start=2027-01-11T15:00:00Z&next=1')).text).toContain('That is soon');
  });

  it('leads back to the appointment where it cannot be moved here: too late, for two, or over', async () => {
    const practice = await given.practice();
    const couple = await given.offering(practice, { kind: 'couple' });
    const partner = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/Madrid' };
    const joint = await app.books('Ana', practice, couple, ten, { partner });
    const path = new URL(joint.body.manageUrl as string).pathname;
    expect((await app.visitor.get(path)).text).not.toContain('/move"');
    for (const answer of [
      await app.visitor.get(`${path}/move`),
      await app.visitor.post(`${path}/move`).type('form').send({ start: two, zone: 'Europe/London' }),
    ])
      expect([answer.status, answer.headers['location']]).toEqual([303, `${path}?notice=not-possible`]);
  });
});
