import type { ClientService } from '#clients';
import type { PortalSignInRequest } from '#contracts';
import { inEvenTime, type SignInService } from '#identity';
import type { Database } from '#platform';
import type { PracticeService } from '#practices';

/** Longer than asking ever takes for a known address, so the answer to an unknown one is no sooner. */
const evenMilliseconds = 120;

interface Parts {
  readonly db: Database;
  readonly practices: PracticeService;
  readonly clients: ClientService;
  readonly signIn: SignInService;
}

/** Has a link sent to everybody who shares the address; known or unknown, practice and address take one time and tell nothing. */
export async function askForSignIn(parts: Parts, { practice: slug, email }: PortalSignInRequest): Promise<void> {
  const { db, practices, clients, signIn } = parts;
  await inEvenTime(evenMilliseconds, async () => {
    const practice = await practices.findBySlug(slug);
    if (!practice) return;
    await db.inPractice({ practiceId: practice.id, actor: { kind: 'visitor' } }, async (tx) => {
      for (const clientId of await clients.whoMaySignIn(tx, email)) await signIn.ask(tx, clientId);
    });
  });
}
