import { firstPage, hashOf, versionOf } from './first-page.js';
import { texts } from './texts/texts.js';

const page = firstPage(['Cora Vale'], texts.firstPage.consent);

describe('The first page of a form (item 7)', () => {
  it('says who reads, how long it is kept, what it is not, and asks for age and consent', () => {
    expect(page.whoReads).toContain('Cora Vale');
    expect(page.keptFor).toMatch(/two years/);
    expect(page.notTherapy).toMatch(/neither therapy/);
    expect(page.notEmergency).toMatch(/emergency/);
    expect(page.adult).toMatch(/18/);
  });

  it('names several readers as a sentence does, and speaks of nobody when there is none', () => {
    expect(firstPage(['Ana', 'Ben'], '').whoReads).toContain('Only Ana and Ben can read');
    expect(firstPage([], '').whoReads).toContain('Only your coach can read');
  });

  it('has a hash that changes with every word shown', () => {
    const hash = hashOf(page).toString('hex');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf({ ...page }).toString('hex')).toBe(hash);
    for (const field of ['whoReads', 'keptFor', 'notTherapy', 'notEmergency', 'adult', 'consent'] as const)
      expect(hashOf({ ...page, [field]: `${page[field]}.` }).toString('hex')).not.toBe(hash);
  });

  it('goes by a name that changes with every word shown, who reads it included', () => {
    expect(page.consentVersion).toBe(`v-${hashOf(page).toString('hex').slice(0, 12)}`);
    expect(firstPage(['Ana'], page.consent).consentVersion).not.toBe(page.consentVersion);
  });

  it('has a text of consent whose own version changes with that text alone', () => {
    expect(versionOf('one')).toBe(versionOf('one'));
    expect(versionOf('one')).not.toBe(versionOf('two'));
    expect(versionOf('one')).toMatch(/^v-[0-9a-f]{12}$/);
  });
});
