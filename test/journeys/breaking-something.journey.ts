/// <reference lib="dom" />
import { useDemoThatBreaks } from '../support/demo-that-breaks.js';
import { useScreens, type Screen } from './screens.js';

/** A page of the demo alone, for whoever wants to see what holds. */
const look = { budget: null, exit: false };

describe('Breaking something, in the browser (item 7)', () => {
  const demo = useDemoThatBreaks();
  const screens = useScreens(demo.app);

  /** Presses a button and reads beside it how it ended, what proves it, and what happened. */
  async function presses(screen: Screen, button: string, act: string) {
    const live = screen.page.locator(`#${act}-live`);
    await screen.press(button);
    await screen.page.locator(`#${act}-live:is(.under-way, .held)`).waitFor();
    await screen.page.locator(`#${act}-live:is(.held, .did-not-hold, .failed)`).waitFor({ timeout: 30_000 });
    return {
      said: await live.getByRole('status').innerText(),
      proof: await live
        .locator('.proof > div')
        .evaluateAll((tiles) =>
          tiles.map((tile) => [tile.querySelector('dd')?.textContent, tile.querySelector('dt')?.textContent].join(' ')),
        ),
      steps: await live.locator('.steps li').allInnerTexts(),
      people: await live.locator('.people li').count(),
    };
  }

  it('shows beside each button what happened step by step, and what it proves', async () => {
    const { broken } = demo;
    const visitor = await screens.open('visitor-at-the-doors', { size: 'phone' });
    await visitor.goTo('/');
    await visitor.looksAt('doors');
    await visitor.follow('Break something');
    await visitor.sees('Break something');
    expect(visitor.page.url()).toBe(`${broken.url}/`);

    const breaker = await screens.open('breaker', { size: 'desk', at: broken.url });
    await breaker.goTo('/');
    await breaker.looksAt('before', look);

    const lost = await presses(breaker, 'Lose the notices', 'webhooks');
    expect(lost.said).toBe('It held: all three are booked, and both books agree to the penny.');
    expect(lost.proof).toEqual(['3 of 3 ✓ paid and booked', '0 ✓ counted twice', '£0.00 ✓ between the two books']);
    expect(lost.steps.join('\n')).toMatch(
      /none of the provider’s notices arrives[^]+Visitor 3 paid £95\.00[^]+Visitor 1 came back[^]+12 notices that were held back[^]+3 payments here, 3 there/,
    );

    const killed = await presses(breaker, 'Kill the worker', 'worker');
    expect(killed.said).toMatch(/^It held: after \d+\.\d s the worker was back and everything was done\.$/);
    expect(killed.proof.slice(0, 2)).toEqual(['5 of 5 ✓ confirmations sent', '0 ✓ sent twice']);
    expect(killed.steps.join('\n')).toMatch(/Process 4711 was killed[^]+Every confirmation is in the mailbox/);

    const crowd = await presses(breaker, 'Send 64 people', 'everybody');
    expect(crowd.said).toBe('It held: one person has the time, and 63 were told kindly and shown others.');
    expect(crowd.proof).toEqual(['1 ✓ has the time', '63 ✓ told kindly, with other times', '0 ✓ times that overlap']);
    expect([crowd.people, crowd.steps.length]).toEqual([64, 5]);
    await breaker.looksAt('all three', look);

    // Who looks in later, and on a phone, sees the same; the small numbers open on demand.
    const phone = await screens.open('breaker-phone', { size: 'phone', at: broken.url });
    await phone.goTo('/');
    await phone.page.locator('#everybody-live summary').click();
    await phone.reads('99 in 100 were told within');
    await phone.looksAt('later', look);
  });

  it('works without scripts: the page says how it stands, and looks again by itself', async () => {
    const { broken } = demo;
    const plain = await screens.open('breaker-plain', { size: 'phone', scripts: false, at: broken.url });
    await plain.goTo('/');
    await plain.press('Send 64 people');
    await broken.stage.quiet();
    await plain.goTo('/');
    await plain.reads('It held: one person has the time');
  });
});
