import type { PracticeCreate } from '#contracts';
import type { ApiKeyService } from '#identity';
import type { Clock, Config, Database, KeyStore } from '#platform';
import type { OwnerService } from './owner.service.js';
import { PracticeBirth } from './practice-birth.service.js';

const request: PracticeCreate = {
  slug: 'harbour',
  name: 'Harbour Practice',
  timeZone: 'Europe/Lisbon',
  currency: 'EUR',
  locale: 'en-GB',
  country: 'PT',
  owner: { name: 'Olive Owner', email: 'olive@example.org', password: 'a long enough password' },
};

/** A birth whose every part fails when touched: these rules are checked before anything is read or written. */
function birthIn(environment: 'production' | 'development'): PracticeBirth {
  const config = { NODE_ENV: environment } as Config;
  const owners = { hash: () => Promise.reject(new Error('reached')) } as unknown as OwnerService;
  return new PracticeBirth({} as Database, config, {} as KeyStore, {} as Clock, owners, {} as ApiKeyService);
}

describe('Making a practice', () => {
  it('refuses a password over the wire in production, naming the field', async () => {
    await expect(birthIn('production').create(request)).rejects.toMatchObject({ faults: [{ path: 'owner.password' }] });
  });

  it('takes one from the environment in production, and over the wire elsewhere', async () => {
    const bootstrap = { passwordFromEnvironment: true };
    await expect(birthIn('production').create(request, bootstrap)).rejects.toThrow('reached');
    await expect(birthIn('development').create(request)).rejects.toThrow('reached');
  });

  it('refuses the name of one of our own pages', async () => {
    await expect(birthIn('development').create({ ...request, slug: 'studio' })).rejects.toMatchObject({
      faults: [{ path: 'slug' }],
    });
  });

  it('refuses a key brought along that does not begin with a UUID', async () => {
    await expect(birthIn('development').create(request, { apiKey: 'secret' })).rejects.toMatchObject({
      faults: [{ path: 'apiKey' }],
    });
  });
});
