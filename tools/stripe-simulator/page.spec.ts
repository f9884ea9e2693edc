import { aCheckout, clientOf, givenSimulator, type GivenSimulator } from './testing/given-simulator.js';

interface Seen {
  status: number;
  location: string | null;
  text: string;
  policy: string;
}

/** A browser without scripts: it opens pages, sends forms, and shows where it was sent. */
async function open(url: string, form?: Record<string, string>): Promise<Seen> {
  const response = await fetch(url, {
    redirect: 'manual',
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: (await response.text()).replace(/\s+/g, ' '),
    policy: response.headers.get('content-security-policy') ?? '',
  };
}

describe('The payment page, without scripts (item 8)', () => {
  let given: GivenSimulator;
  beforeAll(async () => (given = await givenSimulator()));
  afterEach(() => expect(given.faults()).toEqual([]));
  afterAll(() => given.close());

  const aPage = async (wish: Parameters<typeof aCheckout>[0] = {}): Promise<{ id: string; url: string }> => {
    const { id, url } = await given.stripe.checkout.sessions.create(aCheckout(wish));
    return { id, url: url ?? '' };
  };

  it('has a front page that says no money moves and which cards it knows', async () => {
    const seen = await open(new URL('/', (await aPage()).url).href);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('No money moves');
    expect(seen.text).toContain('4242 4242 4242 4242');
  });

  it('says what is to be paid and offers a way back', async () => {
    const { url } = await aPage();
    const seen = await open(url);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('<h1>Pay €80.00</h1>');
    expect(seen.text).toContain('<dt>Individual session</dt>');
    expect(seen.text).toContain('href="https://practice.example/cancel"');
    expect(seen.text).toContain('<label for="card">Card number</label>');
    expect(seen.text).not.toContain('<script');
    expect(seen.policy).toContain("default-src 'none'");
  });

  it('sends the browser back with the id of the session once it is paid, and again when it returns', async () => {
    const { id, url } = await aPage();
    const home = `https://practice.example/return?session=${id}`;
    expect(await open(url, { card: '4242 4242 4242 4242' })).toMatchObject({ status: 303, location: home });
    expect(await open(url)).toMatchObject({ status: 303, location: home });
  });

  it('stays kindly on the page when the card is declined or unknown', async () => {
    const { url } = await aPage();
    const declined = await open(url, { card: '4000000000000002' });
    expect(declined.status).toBe(200);
    expect(declined.text).toMatch(/role="alert">Your bank did not accept this card, and nothing was taken/);
    expect((await open(url, { card: '1234' })).text).toMatch(/role="alert">We do not know this card number/);
    expect((await open(url, { card: '4242424242424242' })).status).toBe(303);
  });

  it('asks on a second page when the bank wants to hear from the card holder', async () => {
    const { id, url } = await aPage();
    const asked = await open(url, { card: '4000002500003155' });
    expect(asked).toMatchObject({ status: 303, location: `${url}/authenticate` });
    const question = await open(`${url}/authenticate`);
    expect(question.text).toContain('Complete authentication');
    expect((await open(`${url}/authenticate`, { answer: 'fail' })).text).toMatch(
      /role="alert">The payment was not confirmed/,
    );
    await open(url, { card: '4000002500003155' });
    expect((await open(`${url}/authenticate`, { answer: 'complete' })).location).toBe(
      `https://practice.example/return?session=${id}`,
    );
    const paid = await given.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
    expect(paid).toMatchObject({
      payment_intent: {
        latest_charge: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
      },
    });
  });

  it('asks for an email address when nobody gave one, and tells it to the practice', async () => {
    const { customer_email: _known, ...withoutEmail } = aCheckout();
    const session = await given.stripe.checkout.sessions.create({ ...withoutEmail, customer_creation: 'always' });
    expect((await open(session.url ?? '')).text).toContain('<label for="email">Email</label>');
    const declined = await open(session.url ?? '', { card: '4000000000000002', email: 'noa@example.org' });
    expect(declined.text).toContain('value="noa@example.org"');
    await open(session.url ?? '', { card: '4242424242424242', email: 'noa@example.org' });
    const paid = await given.stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
    expect(paid).toMatchObject({
      customer_details: { email: 'noa@example.org' },
      customer: { email: 'noa@example.org' },
    });
  });

  it('stands under the name by which the simulator was called', async () => {
    const stripe = clientOf(given.simulator, { host: 'localhost' });
    const { url } = await stripe.checkout.sessions.create(aCheckout());
    expect(url).toMatch(`http://localhost:${given.simulator.port}/c/pay/`);
    expect((await open(url ?? '', { card: '4000002500003155' })).location).toBe(`${url}/authenticate`);
  });

  it('is calm about a session that has expired, and about one that never was', async () => {
    const { id, url } = await aPage();
    await given.stripe.checkout.sessions.expire(id);
    const late = await open(url, { card: '4242424242424242' });
    expect(late.text).toContain('This payment page has closed');
    expect(await open(`${given.simulator.url}/c/pay/cs_test_nothing`)).toMatchObject({ status: 404 });
    expect((await given.stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
  });

  it('shows what others wrote as text, never as HTML', async () => {
    const name = `<img src=x onerror="alert(1)">'&`;
    const { url } = await aPage({
      line_items: [{ quantity: 2, price_data: { currency: 'jpy', unit_amount: 500, product_data: { name } } }],
    });
    const { text } = await open(url);
    expect(text).not.toContain('<img');
    expect(text).toContain('&#60;img');
    expect(text).toContain('Pay JP¥1,000');
  });
});
