import request from 'supertest';
import { visitsForm, type FormVisit } from '../support/portal.js';
import { bookedCookie, opensInBrowser, signInSecret } from '../support/private-door.js';
import { Authenticator } from '../support/authenticator.js';
import { password, PlantedOffice } from './planted-office.js';

/** The questions of its forms, in their order. */
export const questionIds = ['hope', 'words', 'pace', 'themes', 'weight'] as const;

/** A practice in which every text that anybody can write is a hostile one, each with a number of its own. */
export class PlantedPractice extends PlantedOffice {
  /** Takes every way there is to write a text. */
  async plant(): Promise<void> {
    await this.practice();
    await this.coaches();
    const form = await this.forms();
    await this.offerings(form);
    await this.appointments();
    await this.waits();
    await this.cases(form);
    await this.people();
    await this.followUps();
    await this.passkey();
    await this.app.settle();
  }

  /** The cookies with which a browser is signed in as the owner, and as the client with the private parts open. */
  async cookies(): Promise<string[]> {
    const body = { email: this.ownerEmail, password, practice: this.slug };
    const owner = await request(this.app.url).post('/api/v1/admin/session').send(body);
    const client = await this.asClient();
    await this.app.sql('UPDATE sessions SET unlocked_at = $1, private_used_at = $1 WHERE client_id IS NOT NULL', [
      this.app.clock.now(),
    ]);
    return [String(owner.headers['set-cookie']).split(';')[0]!, client.cookie];
  }

  private async appointments(): Promise<void> {
    const at = 'POST /api/v1/public/practices/{practice}/bookings';
    const client = { name: this.text(`${at} client.name`), email: 'ada@example.org', timeZone: 'Europe/London' };
    const start = (hour: number) => `2027-01-12T${String(hour).padStart(2, '0')}:00:00Z`;
    const booked = await this.book({
      ...{ offering: 'talk', coach: 'olive', start: start(10), client },
      source: this.text(`${at} source`, 200),
    });
    this.ids['manage'] = booked.token;
    await this.passkeyWhereBooked(booked);
    this.ids['appointment'] = booked.id;
    const partner = { name: this.text(`${at} partner.name`), email: 'ben@example.org', timeZone: 'Europe/London' };
    const couple = await this.book({ offering: 'couple', coach: 'olive', start: start(11), client, partner });
    this.ids['coupleManage'] = couple.token;
    await this.invites(couple.id);
    const declined = await this.book({ offering: 'asked', coach: 'olive', start: start(12), client });
    await this.ask('post', `/appointments/${declined.id}/decline`, {
      reason: this.text('POST /api/v1/admin/appointments/{id}/decline reason'),
    });
    this.ids['declined'] = declined.id;
    const cancelled = await this.book({ offering: 'talk', coach: 'olive', start: start(13), client });
    await this.ask('post', `/appointments/${cancelled.id}/cancel`, {
      reason: this.text('POST /api/v1/admin/appointments/{id}/cancel reason'),
    });
    this.ids['cancelled'] = cancelled.id;
    const staff = 'POST /api/v1/admin/appointments';
    const person = { name: this.text(`${staff} client.name`), email: 'cy@example.org', timeZone: 'Europe/London' };
    const own = await this.ask('post', '/appointments', {
      ...{ offering: this.ids['offering'], coach: this.ids['coach'], start: '2027-01-11T19:00:00Z', client: person },
      override: { reason: this.text(`${staff} override.reason`) },
    });
    this.ids['today'] = own.id;
    await this.ask('post', `/appointments/${own.id}/reschedule`, {
      start: '2027-01-11T20:00:00Z',
      override: { reason: this.text('POST /api/v1/admin/appointments/{id}/reschedule override.reason') },
    });
    await this.series();
    await this.app.settle();
  }

  /** Looked at, and made with the rules lifted for each of its times. */
  private async series(): Promise<void> {
    for (const path of ['/series/preview', '/series']) {
      const at = `POST /api/v1/admin${path}`;
      const client = { name: this.text(`${at} client.name`), email: 'ivy@example.org', timeZone: 'Europe/London' };
      const lifted = { number: 1, override: { reason: this.text(`${at} changes.0.override.reason`) } };
      const made = await this.ask('post', path, {
        ...{ offering: this.ids['offering'], coach: this.ids['coach'], client, start: '2027-01-19T19:00:00Z' },
        ...{ everyWeeks: 1, times: 2, changes: [lifted, { number: 2, override: { reason: 'The same.' } }] },
      });
      this.ids['series'] = made.id;
    }
  }

  /** Somebody without a time waits for one. */
  private async waits(): Promise<void> {
    const name = this.text('POST /api/v1/public/practices/{practice}/waitlist client.name');
    const client = { name, email: 'eli@example.org', timeZone: 'Europe/London' };
    const path = `/api/v1/public/practices/${this.slug}/waitlist`;
    await request(this.app.url).post(path).send({ offering: 'talk', client });
    await this.app.settle();
    const link = /\/w\/(\S+)/.exec(this.app.mailbox.messages(client.email).at(-1)?.text ?? '')?.[1] ?? '';
    await request(this.app.url).post(`/api/v1/public/waitlist/${link}/confirm`).send({});
    this.ids['waitlist'] = link;
  }

  /** Whom the couple's first named is asked, and says what to call them; another link waits. */
  private async invites(appointment: string): Promise<void> {
    const { caseId } = (await this.ask('get', `/appointments/${appointment}`)) as unknown as { caseId: string };
    const { data } = (await this.ask('get', `/cases/${caseId}/participants`)) as unknown as {
      data: { id: string; status: string }[];
    };
    const named = data.find(({ status }) => status === 'named')!.id;
    await this.ask('post', `/cases/${caseId}/partners/${named}/invite`, {});
    await this.app.settle();
    this.ids['joining'] = /\/i\/(\S+)/.exec(this.app.mailbox.messages('ben@example.org').at(-1)?.text ?? '')![1]!;
    this.ids['coupleCase'] = caseId;
  }

  /** They accept, once their page was looked at. */
  async joins(): Promise<void> {
    const name = this.text('POST /api/v1/public/joining/{token} name');
    const body = { answer: 'accept', name, timeZone: 'Europe/London' };
    await this.must(request(this.app.url).post(`/api/v1/public/joining/${this.ids['joining']}`).send(body));
  }

  private async cases(form: string): Promise<void> {
    const person = (at: string, email: string) => ({ name: this.text(at), email, timeZone: 'Europe/London' });
    const clients = 'POST /api/v1/admin/clients';
    const known = await this.ask('post', '/clients', person(`${clients} name`, 'dan@example.org'));
    const changed = { name: this.text('PATCH /api/v1/admin/clients/{id} name') };
    const second = await this.ask('post', '/clients', person(`${clients} name`, 'eve@example.org'));
    await this.ask('patch', `/clients/${second.id}`, changed, second.revision);
    this.ids['client'] = known.id;
    const people = [person('POST /api/v1/admin/cases people.0.name', 'fay@example.org')];
    const made = await this.ask('post', '/cases', {
      ...{ kind: 'family', coach: this.ids['coach'], clients: [known.id, second.id], people },
    });
    this.ids['case'] = made.id;
    const participants = 'POST /api/v1/admin/cases/{id}/participants';
    await this.ask('post', `/cases/${made.id}/participants`, person(`${participants} name`, 'gus@example.org'));
    await this.ask('post', `/cases/${made.id}/notes`, {
      ...{ audience: 'all', body: this.text('POST /api/v1/admin/cases/{id}/notes body') },
    });
    const own = await this.ask('post', '/appointments', {
      ...{ offering: this.ids['offering'], coach: this.ids['coach'], start: '2027-01-12T15:00:00Z' },
      ...{ client: known.id, case: made.id },
    });
    this.ids['own'] = own.id;
    const location = this.text('POST /api/v1/admin/appointments/{id}/location location');
    for (const id of [own.id, this.ids['today']]) await this.ask('post', `/appointments/${id}/location`, { location });
    for (const asked of [form, this.ids['changedForm']])
      await this.ask('post', '/assignments', { form: asked, client: known.id, case: made.id });
    await this.app.settle();
    await this.answers();
  }

  /** Hands the changed form in; the other one waits for its answers. */
  private async answers(): Promise<void> {
    const mails = this.app.mailbox.messages('dan@example.org').map(({ text }) => /\/f\/(\S+)/.exec(text)?.[1]);
    for (const token of mails.filter((one) => one !== undefined)) {
      const visit = await visitsForm(this.app, token);
      const { form } = await this.ask('get', `/assignments/${visit.assignment}`);
      await visit.agree();
      if ((form as { id: string }).id === this.ids['changedForm']) await this.handsIn(visit);
      else Object.assign(this.ids, { formLink: token, assignment: visit.assignment });
    }
  }

  private async handsIn(visit: FormVisit): Promise<void> {
    for (const question of questionIds) await visit.answer(question, { value: this.valueFor(question) });
    const handedIn = await visit.submit();
    if (handedIn.status !== 200) throw new Error(`The form was not handed in: ${handedIn.text}`);
  }

  /** Answers one question of the form that waits, so that its page goes on to the next. */
  async goesOnAfter(question: (typeof questionIds)[number]): Promise<void> {
    const visit = await visitsForm(this.app, this.ids['formLink']!);
    const kept = await visit.answer(question, { value: this.valueFor(question) });
    if (kept.status !== 200) throw new Error(`${question} was not answered: ${kept.status} ${kept.text}`);
  }

  private valueFor(question: (typeof questionIds)[number]): unknown {
    const words = () => this.text('PUT /api/v1/portal/assignments/{id}/answers/{question} value');
    return { hope: words, words, pace: () => 'a', themes: () => ['a', 'b'], weight: () => 3 }[question]();
  }

  private async people(): Promise<void> {
    await this.ask('post', '/api-keys', {
      ...{ name: this.text('POST /api/v1/admin/api-keys name'), scopes: ['clients:read'] },
    });
    const members = 'POST /api/v1/admin/members name';
    const body = { email: 'hal@example.org', role: 'assistant', name: this.text(members) };
    await this.ask('post', '/members', body);
    await this.app.settle();
    const link = /invitation\/(\S+)/.exec(this.app.mailbox.messages('otto@example.org').at(-1)?.text ?? '')?.[1];
    await this.must(
      request(this.app.url)
        .post(`/api/v1/admin/invitations/${link}`)
        .send({ name: this.text('POST /api/v1/admin/invitations/{token} name'), password }),
    );
    const waiting = /invitation\/(\S+)/.exec(this.app.mailbox.messages('hal@example.org').at(-1)?.text ?? '')?.[1];
    this.ids['invitation'] = waiting!;
  }

  private async followUps(): Promise<void> {
    const at = 'POST /api/v1/admin/sequences';
    const step = () => ({
      ...{ kind: 'service', subject: this.text(`${at} steps.0.subject`), body: this.text(`${at} steps.0.body`) },
    });
    const made = await this.ask('post', '/sequences', {
      ...{ slug: 'after', name: this.text(`${at} name`), trigger: 'manual' },
      steps: [
        { delayMinutes: 60, ...step() },
        { afterDays: 1, at: '09:00', ...step() },
      ],
    });
    await this.ask('post', `/sequences/${made.id}/enrolments`, { client: this.ids['client'] });
    const quarrel = { delayMinutes: 60, kind: 'service', subject: 'A thought', body: 'After a quarrel, rest.' };
    await this.ask('post', '/sequences', {
      ...{ slug: 'to-reword', name: this.text(`${at} name`), trigger: 'manual' },
      steps: [quarrel],
    });
    const words = [this.text('PUT /api/v1/admin/telling-words words.0', 60), 'quarrel'];
    await this.ask('put', '/telling-words', { words }, 0);
  }

  private async passkey(): Promise<void> {
    const { code } = await this.ask('post', `/clients/${this.ids['client']}/private-access`, {});
    const client = await this.asClient();
    await client.call('put', '/private/pin', { pin: '480913726058', code });
    const asked = await client.call('post', '/private/passkeys/options', {});
    const created = new Authenticator(this.app.url).create(asked.body as { challenge: string });
    const name = this.text('POST /api/v1/portal/private/passkeys name', 60);
    const kept = await client.call('post', '/private/passkeys', { response: created, name });
    if (kept.status !== 201) throw new Error(`The passkey was not kept: ${kept.text}`);
  }

  private async passkeyWhereBooked({ token, cookie }: { token: string; cookie: string }): Promise<void> {
    const at = `${this.app.url}/api/v1/public/appointments/${token}/private/passkeys`;
    const asked = await this.must(request(`${at}/options`).post('').set('Cookie', cookie).send({}));
    const response = new Authenticator(this.app.url).create(asked as unknown as { challenge: string });
    const name = this.text('POST /api/v1/public/appointments/{token}/private/passkeys name', 60);
    await this.must(request(at).post('').set('Cookie', cookie).send({ response, name }));
  }

  private async asClient() {
    return opensInBrowser(this.app, await signInSecret(this.app, this.ids['practice']!, this.ids['client']!));
  }

  private async book(body: object): Promise<{ id: string; token: string; cookie: string }> {
    const answer = await request(this.app.url).post(`/api/v1/public/practices/${this.slug}/bookings`).send(body);
    if (answer.status !== 201) throw new Error(`Nothing was booked: ${answer.text}`);
    const { appointment, manageUrl } = answer.body as { appointment: { id: string }; manageUrl: string };
    return { id: appointment.id, token: manageUrl.split('/').at(-1)!, cookie: bookedCookie(answer)! };
  }
}
