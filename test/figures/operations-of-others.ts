import { createHmac } from 'node:crypto';
import { newId } from '#platform';
import { webhookSecret } from '../support/test-config.js';
import type { Asked, Operation } from './operation.js';
import { clientPin, marker, password, person } from './tenancy-words.js';
import type { TenancyWorld } from './tenancy-world.js';

const things = (asked: Operation['asked']): Operation => ({ asked, names: 'things' });
const nothing = (asked: Operation['asked']): Operation => ({ asked, names: 'nothing' });

/** A secret of A with the id of practice B before it. */
const tokenOfB = (token: string, world: TenancyWorld) => token.replace(world.a.id, world.b.id);
const bySecret = (asked: Operation['asked']): Operation => ({
  asked,
  names: ({ params, ...rest }, world) => ({ ...rest, params: { token: tokenOfB(params!['token']!, world) } }),
});
/** The address of practice B with the things of A after it. */
const bySlug = (asked: Operation['asked']): Operation => ({
  asked,
  names: ({ params, ...rest }, world) => ({ ...rest, params: { ...params, practice: world.b.slug } }),
});

const token = async (secret: Promise<string>, more: object = {}): Promise<Asked> => ({
  params: { token: await secret },
  ...more,
});
const manage = async (world: TenancyWorld, more: object = {}) =>
  token(
    world.booking(await world.offering()).then((made) => made.token),
    more,
  );
const toPay = async (world: TenancyWorld) =>
  token(
    world.booking(await world.paidOffering()).then((made) => made.token),
    { body: {} },
  );
const waits = async (world: TenancyWorld, more: object = {}) =>
  token(
    world.waiting().then((made) => made.token),
    more,
  );
const isOffered = async (world: TenancyWorld): Promise<Asked> => {
  const { token, start } = await world.offered();
  return { params: { token }, body: { start } };
};
const assigned = (id: string, client: { headers: object }, more: object = {}) =>
  ({ params: { id }, headers: client.headers, ...more }) as Asked;

const dates = (world: TenancyWorld) => {
  const date = world.app.clock.now().toISOString().slice(0, 10);
  return { from: date, to: date, timeZone: 'Europe/London' };
};

/** What the other doors do: anyone, a client of A (whose session stands in the request), the operator, the provider. */
export const openOperations: Readonly<Record<string, Operation>> = {
  'GET /healthz': nothing(() => ({})),
  'GET /readyz': nothing(() => ({})),
  'GET /openapi.json': nothing(() => ({})),

  // The public pages and the manage link
  'GET /api/v1/public/practices/{practice}': {
    asked: (world) => ({ params: { practice: world.a.slug } }),
    names: (_, world) => ({ params: { practice: `not-${world.a.slug}` } }),
  },
  'GET /api/v1/public/practices/{practice}/offerings/{offering}/slots': bySlug(async (world) => ({
    params: { practice: world.a.slug, offering: (await world.offering()).slug },
    query: dates(world),
  })),
  'POST /api/v1/public/practices/{practice}/bookings': bySlug(async (world) => ({
    params: { practice: world.a.slug },
    body: { offering: (await world.offering()).slug, start: world.nextStart(), client: person(world.address()) },
  })),
  'GET /api/v1/public/appointments/{token}': bySecret((world) => manage(world)),
  'GET /api/v1/public/appointments/{token}/cancellation': bySecret((world) => manage(world)),
  'POST /api/v1/public/appointments/{token}/cancel': bySecret((world) => manage(world, { body: {} })),
  'GET /api/v1/public/appointments/{token}/slots': bySecret((world) => manage(world, { query: dates(world) })),
  'POST /api/v1/public/appointments/{token}/reschedule': bySecret(async (world) => {
    const asked = await manage(world);
    return { ...asked, body: { start: world.nextStart() } };
  }),
  'POST /api/v1/public/appointments/{token}/checkout': bySecret(toPay),
  'POST /api/v1/public/appointments/{token}/hold': bySecret(toPay),

  // Who waits for an earlier time
  'POST /api/v1/public/practices/{practice}/waitlist': bySlug(async (world) => ({
    params: { practice: world.a.slug },
    body: { offering: (await world.offering()).slug, client: person(world.address()) },
  })),
  'GET /api/v1/public/appointments/{token}/waitlist': bySecret((world) => manage(world)),
  'POST /api/v1/public/appointments/{token}/waitlist': bySecret((world) => manage(world, { body: {} })),
  'DELETE /api/v1/public/appointments/{token}/waitlist': bySecret((world) => manage(world)),
  'GET /api/v1/public/waitlist/{token}': bySecret((world) => waits(world)),
  'POST /api/v1/public/waitlist/{token}/confirm': bySecret((world) => waits(world, { body: {} })),
  'POST /api/v1/public/waitlist/{token}/claim': bySecret(isOffered),
  'POST /api/v1/public/waitlist/{token}/decline': bySecret(isOffered),
  'DELETE /api/v1/public/waitlist/{token}': bySecret((world) => waits(world)),

  // Whoever was named and is invited
  'GET /api/v1/public/joining/{token}': bySecret((world) => token(world.joiningToken())),
  'POST /api/v1/public/joining/{token}': bySecret((world) =>
    token(world.joiningToken(), { body: { answer: 'accept', name: marker, timeZone: 'Europe/London' } }),
  ),

  // The portal
  'POST /api/v1/portal/sign-in': nothing((world) => ({ body: { practice: world.a.slug, email: world.address() } })),
  'POST /api/v1/portal/session': {
    asked: async (world) => ({ body: { token: await world.signInToken() } }),
    names: ({ body }, world) => ({ body: { token: tokenOfB((body as { token: string }).token, world) } }),
  },
  'GET /api/v1/portal/session': nothing(async (world) => ({
    headers: (await world.seat((await world.client()).id)).headers,
  })),
  'DELETE /api/v1/portal/session': nothing(async (world) => ({
    headers: (await world.seat((await world.client()).id)).headers,
  })),
  'GET /api/v1/portal/appointments': nothing(async (world) => {
    const { id: client } = await world.client();
    const offering = (await world.offering()).id;
    const body = { offering, coach: world.a.coach.id, start: world.nextStart(), client };
    await world.ask('POST', '/admin/appointments', world.a, body);
    return { headers: (await world.seat(client)).headers };
  }),
  'GET /api/v1/portal/assignments': nothing(async (world) => ({ headers: (await world.assignment()).client.headers })),
  'GET /api/v1/portal/assignments/{id}': things(async (world) => {
    const { id, client } = await world.assignment();
    return assigned(id, client);
  }),
  'POST /api/v1/portal/assignments/{id}/consent': things(async (world) => {
    const { id, client, consentVersion } = await world.assignment();
    return assigned(id, client, { body: { adult: true, accepted: true, consentVersion } });
  }),
  'PUT /api/v1/portal/assignments/{id}/answers/{question}': things(async (world) => {
    const { id, client } = await world.startedAssignment(false);
    return { params: { id, question: 'hope' }, headers: client.headers, body: { value: marker } };
  }),
  'POST /api/v1/portal/assignments/{id}/submit': things(async (world) => {
    const { id, client } = await world.startedAssignment(true);
    return assigned(id, client, { body: {} });
  }),

  // How a client may be contacted
  'GET /api/v1/portal/safe-contact': nothing(async (world) => ({
    headers: (await world.seatUnlocked((await world.client()).id)).headers,
  })),
  'PUT /api/v1/portal/safe-contact': nothing(async (world) => ({
    headers: (await world.seatUnlocked((await world.client()).id)).headers,
    body: { level: 'time_only', quietHours: null, sender: 'diary', subject: null, revision: 0 },
  })),
  'GET /api/v1/portal/safe-contact/preview': nothing(async (world) => ({
    headers: (await world.seatUnlocked((await world.client()).id)).headers,
  })),

  // What needs more than the mailbox
  'GET /api/v1/portal/private': nothing(async (world) => ({ headers: (await world.withPin()).headers })),
  'PUT /api/v1/portal/private/pin': nothing(async (world) => {
    const { headers, code } = await world.withCode();
    return { headers, body: { pin: clientPin, code } };
  }),
  'POST /api/v1/portal/private/unlock': nothing(async (world) => ({
    headers: (await world.withPin()).headers,
    body: { pin: clientPin },
  })),
  'POST /api/v1/portal/private/lock': nothing(async (world) => ({
    headers: (await world.withPin()).headers,
    body: {},
  })),
  'POST /api/v1/portal/private/passkeys/options': nothing(async (world) => ({
    headers: (await world.unlocked()).headers,
    body: {},
  })),
  'POST /api/v1/portal/private/passkeys': nothing(async (world) => {
    const { headers, created } = await world.passkeyToAdd();
    return { headers, body: { response: created, name: marker } };
  }),
  'POST /api/v1/portal/private/unlock/options': nothing(async (world) => ({
    headers: (await world.withPasskey()).headers,
    body: {},
  })),
  'POST /api/v1/portal/private/unlock/passkey': nothing(async (world) => {
    const { headers, signed } = await world.withPasskey();
    return { headers, body: { response: signed } };
  }),
  'DELETE /api/v1/portal/private/passkeys/{id}': {
    asked: async (world) => {
      const { headers, id } = await world.withPasskeyGivenAgain();
      return { headers, params: { id } };
    },
    names: 'things',
    refusal: 403,
  },
  'GET /api/v1/public/appointments/{token}/private': bySecret((world) => manage(world)),
  'PUT /api/v1/public/appointments/{token}/private/pin': bySecret(async (world) => {
    const { token: secret, cookie } = await world.booking(await world.offering());
    return { params: { token: secret }, headers: { cookie }, body: { pin: clientPin } };
  }),
  'POST /api/v1/public/appointments/{token}/private/passkeys/options': bySecret(async (world) => {
    const { token: secret, cookie } = await world.booking(await world.offering());
    return { params: { token: secret }, headers: { cookie }, body: {} };
  }),
  'POST /api/v1/public/appointments/{token}/private/passkeys': bySecret(async (world) => {
    const { token: secret, cookie, created } = await world.passkeyWhereBooked();
    return { params: { token: secret }, headers: { cookie }, body: { response: created, name: marker } };
  }),

  // How members come in
  'POST /api/v1/admin/session': {
    asked: async (world) => {
      const { email, practice } = await world.signIn();
      return { body: { email, practice, password } };
    },
    names: ({ body }, world) => ({ body: { ...body, practice: world.b.slug } }),
    refusal: 401,
  },
  'GET /api/v1/admin/invitations/{token}': bySecret((world) => token(world.invitationToken())),
  'POST /api/v1/admin/invitations/{token}': bySecret((world) =>
    token(world.invitationToken(), { body: { name: marker, password: 'a password of mine' } }),
  ),
  'POST /api/v1/admin/password-resets': nothing((world) => ({ body: { email: world.address() } })),
  'POST /api/v1/admin/password-resets/{token}': bySecret((world) =>
    token(world.resetToken(), { body: { password: 'chosen all anew' } }),
  ),

  // The operator and the payment provider
  'POST /api/v1/operator/practices': nothing((world) => {
    const slug = world.name();
    const owner = { name: 'New', email: `${slug}@example.org` };
    const where = { timeZone: 'Europe/London', currency: 'GBP', locale: 'en-GB', country: 'GB' };
    return { body: { slug, name: 'New', ...where, owner } };
  }),
  'PATCH /api/v1/operator/practices/{id}': nothing((world) => ({
    params: { id: world.a.id },
    body: { paymentsReady: true },
  })),
  'PUT /api/v1/operator/clock': nothing(() => ({ body: { advanceSeconds: 0 } })),
  'POST /api/v1/webhooks/stripe': nothing(() => {
    const body = { id: `evt_${newId()}`, object: 'event', type: 'payout.paid', data: { object: { object: 'payout' } } };
    const at = Math.floor(Date.now() / 1000);
    const mark = createHmac('sha256', webhookSecret)
      .update(`${at}.${JSON.stringify(body)}`)
      .digest('hex');
    return { body, headers: { 'stripe-signature': `t=${at},v1=${mark}` } };
  }),
};
