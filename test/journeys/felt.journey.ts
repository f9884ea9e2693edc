import { answerLater, FeltBookings } from '../figures/felt.js';
import { useTestApp } from '../support/test-app.js';
import { requireBuilt } from './screens.js';

describe('The figure "felt", in small (issue 4, item 10)', () => {
  const app = useTestApp();

  it('sees in the browser that a time is kept, soon after the click; and sees an answer that comes later', async () => {
    requireBuilt('site');
    const bookings = await FeltBookings.open(app.url, app.clock.now().getTime());
    try {
      const soonest = async (): Promise<number> => {
        const [one, other] = [await bookings.book('free'), await bookings.book('free')];
        return Math.min(one.said, other.said);
      };
      const paid = await bookings.book('paid');
      expect(paid.said).toBeLessThan(2_000);
      expect(paid.shown).toBeGreaterThan(paid.said); // it is said here, and not first on the page that follows
      const usual = await soonest();
      await answerLater(app.adminUrl, 1_000);
      expect(await soonest()).toBeGreaterThan(Math.max(usual, 1_000));
    } finally {
      await bookings.close();
    }
  });
});
