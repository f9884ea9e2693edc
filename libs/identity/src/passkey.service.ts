import type { PasskeyCreated, PasskeySigned } from '#contracts';
import { Database, hashToken, newId, type Here, type Tx } from '#platform';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { Injectable } from '@nestjs/common';
import { FactorStore } from './factor-store.js';
import { LastFactor, NoSuchPasskey, PasskeyRefused } from './identity.errors.js';
import { PrivateAccess, type AtPrivateDoor } from './private-access.service.js';
import { SessionService } from './session.service.js';

const minutes = 60_000;
const challengeLives = 5 * minutes;

/** Hundreds of modules, which are loaded once somebody uses a passkey: a program that starts does not wait for them. */
const webauthn = () => import('@simplewebauthn/server');

/** Where a passkey is made and used: a host, and the origin of its pages. */
export interface PasskeySite {
  readonly rpId: string;
  readonly origin: string;
}

/** A client in a session, which a passkey opens. */
export type AtPrivateSession = AtPrivateDoor & {
  readonly session: { readonly idHash: Buffer; readonly unlocked: boolean };
};

interface Known {
  readonly id: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: string;
  readonly transports: string[];
}

/** Passkeys of clients. The device must have checked who holds it; each challenge is used once, within five minutes. */
@Injectable()
export class PasskeyService {
  constructor(
    private readonly db: Database,
    private readonly access: PrivateAccess,
    private readonly store: FactorStore,
    private readonly sessions: SessionService,
  ) {}

  /** What a browser needs to make a passkey. Throws PrivateLocked, GiveAgain, WrongCode, TooManyTries. */
  async creation(
    here: Here,
    who: AtPrivateDoor,
    site: PasskeySite,
    { name, code }: { name: string; code?: string | undefined },
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    await this.access.mayChoose(here, who, code);
    const known = await this.db.inPractice({ ...here, readOnly: true }, (tx) => this.known(tx, who.clientId, site));
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      rpName: site.rpId,
      rpID: site.rpId,
      userName: name,
      userID: new Uint8Array(Buffer.from(who.clientId.replaceAll('-', ''), 'hex')),
      timeout: challengeLives,
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
    await this.keep(here, who, 'create', options.challenge);
    return options;
  }

  /**
   * Keeps a passkey that was made, and opens the session it was made in, if any. Throws PasskeyRefused, PrivateLocked,
   * GiveAgain, WrongCode, TooManyTries.
   */
  async add(
    here: Here,
    who: AtPrivateDoor,
    site: PasskeySite,
    { response, name, code }: { response: PasskeyCreated; name: string; code?: string | undefined },
  ): Promise<void> {
    const by = await this.access.mayChoose(here, who, code);
    const expectedChallenge = await this.take(here, who, 'create');
    const { verifyRegistrationResponse } = await webauthn();
    const made = await orRefuse(() =>
      verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge,
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        requireUserVerification: true,
      }),
    );
    if (!made.verified) throw new PasskeyRefused();
    const { credential } = made.registrationInfo;
    await this.db.inPractice(here, async (tx) => {
      await this.access.chosen(tx, who, { by, code });
      const passkeyId = newId();
      const added = await tx.query(
        `INSERT INTO passkeys (id, client_id, rp_id, credential_id, public_key, counter, transports, name, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
        [
          passkeyId,
          who.clientId,
          site.rpId,
          credential.id,
          Buffer.from(credential.publicKey),
          credential.counter,
          credential.transports ?? [],
          name,
          tx.now(),
        ],
      );
      if (added.length === 0) throw new PasskeyRefused();
      tx.audit('client.passkey-added', who.clientId);
    });
  }

  /** What a browser needs to open the session with a passkey. */
  async request(here: Here, who: AtPrivateSession, site: PasskeySite): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const known = await this.db.inPractice({ ...here, readOnly: true }, (tx) => this.known(tx, who.clientId, site));
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      rpID: site.rpId,
      timeout: challengeLives,
      userVerification: 'required',
      allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    });
    await this.keep(here, who, 'unlock', options.challenge);
    return options;
  }

  /** Opens the session with a passkey. Throws PasskeyRefused. */
  async unlock(here: Here, who: AtPrivateSession, site: PasskeySite, response: PasskeySigned): Promise<void> {
    const expectedChallenge = await this.take(here, who, 'unlock');
    const known = await this.db.inPractice({ ...here, readOnly: true }, (tx) => this.known(tx, who.clientId, site));
    const passkey = known.find(({ credentialId }) => credentialId === response.id);
    if (!passkey) throw new PasskeyRefused();
    const { verifyAuthenticationResponse } = await webauthn();
    const signed = await orRefuse(() =>
      verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge,
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(passkey.publicKey),
          counter: Number(passkey.counter),
        },
        requireUserVerification: true,
      }),
    );
    if (!signed.verified) throw new PasskeyRefused();
    await this.db.inPractice(here, async (tx) => {
      // A copy of the key that was used meanwhile has moved the counter: one of the two is not its owner's.
      const used = await tx.query(
        `UPDATE passkeys SET counter = $3, last_used_at = $4 WHERE id = $1 AND counter = $2 RETURNING id`,
        [passkey.id, passkey.counter, signed.authenticationInfo.newCounter, tx.now()],
      );
      if (used.length === 0) throw new PasskeyRefused();
      await this.sessions.unlock(tx, who.session.idHash);
      tx.audit('client.unlocked', who.clientId);
    });
  }

  /**
   * Forgets a passkey; `mustKeepOne` where something is kept that nothing else would open. Throws NoSuchPasskey, LastFactor,
   * PrivateLocked, GiveAgain.
   */
  async remove(
    tx: Tx,
    who: AtPrivateSession,
    passkeyId: string,
    { mustKeepOne }: { mustKeepOne: boolean },
  ): Promise<void> {
    const { clientId } = who;
    const { pinHash } = await this.store.lock(tx, clientId);
    const passkeys = await this.store.passkeys(tx, clientId);
    if (!passkeys.some(({ id }) => id === passkeyId)) throw new NoSuchPasskey();
    if (mustKeepOne && pinHash === null && passkeys.length === 1) throw new LastFactor();
    await this.access.mayChange(tx, who);
    await tx.query('DELETE FROM passkeys WHERE id = $1 AND client_id = $2', [passkeyId, clientId]);
    tx.audit('client.passkey-removed', clientId);
  }

  private known(tx: Tx, clientId: string, { rpId }: PasskeySite): Promise<Known[]> {
    return tx.query<Known>(
      `SELECT id, credential_id AS "credentialId", public_key AS "publicKey", counter, transports
       FROM passkeys WHERE client_id = $1 AND rp_id = $2 ORDER BY id`,
      [clientId, rpId],
    );
  }

  private async keep(here: Here, who: AtPrivateDoor, purpose: 'create' | 'unlock', challenge: string): Promise<void> {
    const { clientId } = who;
    await this.db.inPractice(here, async (tx) => {
      await tx.query('DELETE FROM passkey_challenges WHERE client_id = $1 AND expires_at <= $2', [clientId, tx.now()]);
      await tx.query(
        `INSERT INTO passkey_challenges (session_hash, purpose, client_id, challenge, expires_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (practice_id, session_hash, purpose)
         DO UPDATE SET challenge = excluded.challenge, expires_at = excluded.expires_at`,
        [seatOf(who), purpose, clientId, challenge, new Date(tx.now().getTime() + challengeLives)],
      );
    });
  }

  /** The challenge that was given here, which is spent by that whatever comes of it. */
  private async take(here: Here, who: AtPrivateDoor, purpose: 'create' | 'unlock'): Promise<string> {
    const taken = await this.db.inPractice(here, (tx) =>
      tx.one<{ challenge: string; isLive: boolean }>(
        `DELETE FROM passkey_challenges WHERE session_hash = $1 AND purpose = $2 AND client_id = $3
         RETURNING challenge, expires_at > $4 AS "isLive"`,
        [seatOf(who), purpose, who.clientId, tx.now()],
      ),
    );
    if (!taken?.isLive) throw new PasskeyRefused();
    return taken.challenge;
  }
}

/** Beside what a challenge is kept: the session, or, before there is any, the cookie of the browser in which they booked. */
const seatOf = ({ session, browser }: AtPrivateDoor): Buffer => session?.idHash ?? hashToken(browser ?? '');

/** The library throws where a response is not as it has to be; that is a refusal, and the error's words are not for its sender. */
async function orRefuse<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof Error) throw new PasskeyRefused();
    throw error;
  }
}
