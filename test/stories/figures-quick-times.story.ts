import { instantText } from '#scheduling';
import { byTheOffsetOf, displacedBy, lookAtZones } from '../figures/zones.js';
import { zonesOverHttp } from '../figures/zones-over-http.js';
import { useTestApp } from '../support/test-app.js';

const span = { start: Date.parse('2027-01-01T00:00:00Z'), end: Date.parse('2028-01-01T00:00:00Z') };

describe('The figure "zones" (P8), in small (item 10)', () => {
  const zones = ['Europe/London', 'Australia/Lord_Howe', 'America/Nuuk', 'Asia/Kolkata'];
  const app = useTestApp();

  it('finds no displaced appointment, no list apart and no guess around the clock changes of four zones', () => {
    const outcome = lookAtZones(zones, span);
    expect(outcome).toMatchObject({ zones: 4, changes: 6, listsApart: [], misread: [], guessed: [], displaced: [] });
    expect(Math.min(outcome.lists, outcome.wallTimes, outcome.unclear, outcome.appointments)).toBeGreaterThan(10);
  });

  it('finds the same through the doors that people use', async () => {
    const outcome = await zonesOverHttp(app, zones.slice(0, 2), span);
    expect(outcome).toMatchObject({ displaced: [], unclear: 2, guessed: [] });
    expect(outcome.appointments).toBeGreaterThan(4);
  });

  it(`sees displaced appointments once a zone is taken for its offset of ${instantText(span.start)}`, () => {
    expect(displacedBy(byTheOffsetOf(span.start), zones, span).length).toBeGreaterThan(0);
  });
});
