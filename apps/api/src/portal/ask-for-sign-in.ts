import type { ClientService } from '#clients';
import type { PortalSignInRequest } from '#contracts';
import { askingTakes, inEvenTime, type SignInService } from '#identity';
import type { Database } from '#platform';
import type { PracticeService } from '#practices';

interface Parts {
  readonly db: Database;
  readonly practices: PracticeService;
  readonly clients: ClientService;
  readonly signIn: SignInService;
}

/** Has a link sent to everybody who shares the address; known or unknown, practice and address take one time and tell nothing. */
export async function askForSignIn(parts: Parts, { practice: slug, email }: PortalSignInRequest): Promise<void> {
  const { db, practices, clients, signIn } = parts;
  await inEvenTime(askingTakes, async () => {
    const practice = await practices.findBySlug(slug);
    if (!practice) return;
    await db.inPractice({ practiceId: practice.id, actor: { kind: 'visitor' } }, async (tx) => {
      for (const clientId of await clients.whoMaySignIn(tx, email)) await signIn.ask(tx, clientId);
    });
  });
}
