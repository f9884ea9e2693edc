import { ClientService, PartnerInvitations } from '#clients';
import { InvitationService, PasswordResetService, SignInService } from '#identity';
import { WaitlistOffersService, WaitlistService } from '#scheduling';
import { Authenticator } from '../support/authenticator.js';
import type { SeatedClient } from './tenancy-people.js';
import { TenancyThings } from './tenancy-things.js';
import { clientPin, marker } from './tenancy-words.js';

/** The same with the secrets that A hands out, and with what A's clients hold to open their private parts. */
export class TenancyWorld extends TenancyThings {
  /** The secret of an invitation that a coach of A agreed to. */
  async joiningToken(): Promise<string> {
    const { id, caseId } = await this.namedPartner();
    await this.ask('POST', `/admin/cases/${caseId}/partners/${id}/invite`, this.a, {});
    return this.inA(async (tx) => {
      const invitations = this.app.api.get(PartnerInvitations);
      const opened = await invitations.open(tx, id);
      return invitations.issueSecret(tx, opened!);
    });
  }

  /** Somebody who waits with an appointment of A: their place on the list, and the secret of their mailed link. */
  async waiting(): Promise<{ id: string; token: string }> {
    const { id: appointment, token: manage } = await this.booking(await this.offering());
    await this.must('POST', `/api/v1/public/appointments/${manage}/waitlist`, {}, {});
    return this.inA(async (tx) => {
      const waitlist = this.app.api.get(WaitlistService);
      const entry = (await waitlist.with(tx, appointment))!;
      const client = await this.app.api.get(ClientService).get(tx, entry.clientId);
      return { id: entry.id, token: await waitlist.issueToken(tx, entry, client.email) };
    });
  }

  /** The same, with a time that is kept for them. */
  async offered(): Promise<{ token: string; start: string }> {
    const { id, token } = await this.waiting();
    const start = new Date(this.nextStart());
    const end = new Date(start.getTime() + 60 * 60_000);
    await this.inA(async (tx) => {
      const entry = await this.app.api.get(WaitlistService).locked(tx, id);
      const slot = { coachId: this.a.coach.id, coach: this.a.coach.slug, coachName: '', scheduleId: null, start, end };
      const until = new Date(tx.now().getTime() + 60 * 60_000);
      const offers = this.app.api.get(WaitlistOffersService);
      await offers.open(tx, entry, { ...slot, blockedFrom: start, blockedTo: end }, until);
    });
    return { token, start: start.toISOString() };
  }

  signInToken = async (): Promise<string> => {
    const { id, email } = await this.client();
    return this.inA((tx) => this.app.api.get(SignInService).issueSecret(tx, id, String(email)));
  };

  /** The secret of an invitation of a coach who is new to the installation. */
  async invitationToken(): Promise<string> {
    const slug = this.name();
    const body = { slug, name: marker, email: `${slug}@example.org`, timeZone: 'Europe/London' };
    await this.ask('POST', '/admin/coaches', this.a, body);
    const [member] = await this.app.sql<{ id: string }>(
      'SELECT m.id FROM members m JOIN users u ON u.id = m.user_id WHERE m.practice_id = $1 AND u.email = $2',
      [this.a.id, body.email],
    );
    return this.inA((tx) => this.app.api.get(InvitationService).issueSecret(tx, member!.id));
  }

  /** The secret with which a new member of A chooses another password. */
  async resetToken(): Promise<string> {
    const userId = await this.user(this.a, 'coach');
    return this.inA((tx) => this.app.api.get(PasswordResetService).issueSecret(tx, userId));
  }

  /** A client of A who has just signed in by mail, and the code that their coach said to them. */
  async withCode(): Promise<SeatedClient & { code: string }> {
    const { id } = await this.client();
    const { code } = await this.ask('POST', `/admin/clients/${id}/private-access`, this.a, {});
    return { ...(await this.seat(id)), code: code as string };
  }

  /** A client of A in a session that their PIN has opened. */
  async unlocked(): Promise<SeatedClient> {
    const { code, ...client } = await this.withCode();
    await this.must('PUT', '/api/v1/portal/private/pin', client.headers, { pin: clientPin, code });
    return client;
  }

  /** A client of A who has a PIN and comes with a mailed link. */
  async withPin(): Promise<SeatedClient> {
    return this.seat((await this.unlocked()).id);
  }

  /** What the browser of an unlocked client sends to keep a passkey. */
  async passkeyToAdd(): Promise<SeatedClient & { created: object; device: Authenticator }> {
    const client = await this.unlocked();
    const asked = await this.must('POST', '/api/v1/portal/private/passkeys/options', client.headers, {});
    const device = new Authenticator(this.app.url);
    return { ...client, device, created: device.create({ challenge: asked['challenge'] as string }) };
  }

  /** What a browser sends to keep a passkey for the contact that was booked in it. */
  async passkeyWhereBooked(): Promise<{ token: string; cookie: string; created: object }> {
    const { token, cookie } = await this.booking(await this.offering());
    const path = `/api/v1/public/appointments/${token}/private/passkeys/options`;
    const asked = await this.must('POST', path, { cookie }, {});
    return {
      token,
      cookie,
      created: new Authenticator(this.app.url).create({ challenge: asked['challenge'] as string }),
    };
  }

  /** The same once it is kept, with what its device signs next. */
  async withPasskey(): Promise<SeatedClient & { id: string; signed: object }> {
    const { device, created, ...client } = await this.passkeyToAdd();
    const at = '/api/v1/portal/private';
    const kept = await this.must('POST', `${at}/passkeys`, client.headers, { response: created, name: marker });
    const { passkeys } = kept['factors'] as { passkeys: [{ id: string }] };
    const asked = await this.must('POST', `${at}/unlock/options`, client.headers, {});
    const signed = device.sign({ challenge: asked['challenge'] as string });
    return { ...client, id: passkeys[0].id, signed };
  }

  /** The same, who has just given the passkey once more and so may change what they hold. */
  async withPasskeyGivenAgain(): Promise<SeatedClient & { id: string }> {
    const { signed, ...client } = await this.withPasskey();
    await this.must('POST', '/api/v1/portal/private/unlock/passkey', client.headers, { response: signed });
    return client;
  }
}
