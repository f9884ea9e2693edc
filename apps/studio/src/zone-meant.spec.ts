import { zoneMeant } from './zone-meant.js';

const zone = (name: string) => ({ name, place: name.replace(/^.*\//, '').replaceAll('_', ' '), offset: '+00:00' });
const zones = [zone('Europe/London'), zone('America/New_York'), zone('America/Kentucky/Monticello')];

describe('A time zone as somebody typed it', () => {
  it('is found by its name in any letters, and by its place', () => {
    expect(zoneMeant(zones, ' europe/london')).toBe('Europe/London');
    expect(zoneMeant(zones, 'new york')).toBe('America/New_York');
  });

  it('stays as it was typed where nobody knows which one is meant', () => {
    expect(zoneMeant(zones, 'Atlantis')).toBe('Atlantis');
    expect(zoneMeant([...zones, zone('Australia/London')], 'London')).toBe('London');
    expect(zoneMeant([], 'London')).toBe('London');
  });
});
