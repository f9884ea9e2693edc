import request from 'supertest';
import { everyDay } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';
import { plantedText } from './planted-text.js';

type Method = 'post' | 'put' | 'patch' | 'get';
type Made = Readonly<Record<string, unknown>> & { readonly id: string; readonly revision: number };

export const password = 'a long enough password';
const free = { price: { amount: 0, currency: 'GBP' }, payment: 'none' };
const terms = {
  ...{ kind: 'individual', durationMinutes: 60, startEveryMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 },
  ...{ minimumNoticeMinutes: 0, bookingWindowDays: 60, approval: 'automatic', ...free },
};

/** The public face of a practice, in which every text is a hostile one, each with a number of its own. */
export class PlantedOffice {
  /** The fields that hold one, by the number that stands in it. */
  readonly fields: string[] = [];
  readonly slug = 'harbour';
  readonly ownerEmail = 'olive@example.org';
  /** What pages are opened by. */
  readonly ids: Record<string, string> = {};
  private apiKey!: string;

  constructor(protected readonly app: TestApp) {}

  protected text(field: string, max = 120): string {
    this.fields.push(field);
    return plantedText(this.fields.length - 1, max);
  }

  protected async practice(): Promise<void> {
    const at = 'POST /api/v1/operator/practices';
    const made = await this.must(
      request(this.app.url)
        .post('/api/v1/operator/practices')
        .auth(this.app.operatorKey, { type: 'bearer' })
        .send({
          slug: this.slug,
          name: this.text(`${at} name`),
          ...{ timeZone: 'Europe/London', currency: 'GBP', locale: 'en-GB', country: 'GB' },
          owner: { name: this.text(`${at} owner.name`), email: this.ownerEmail, password },
        }),
    );
    this.apiKey = made['apiKey'] as string;
    this.ids['practice'] = (made['practice'] as { id: string }).id;
  }

  protected async coaches(): Promise<void> {
    const profile = (at: string) => ({
      name: this.text(`${at} name`),
      headline: this.text(`${at} headline`, 200),
      bio: this.text(`${at} bio`),
      philosophy: this.text(`${at} philosophy`),
      links: [{ label: this.text(`${at} links.0.label`, 60), url: 'https://example.org/' }],
    });
    const owner = { slug: 'olive', email: this.ownerEmail, timeZone: 'Europe/London' };
    const coach = await this.ask('post', '/coaches', { ...owner, ...profile('POST /api/v1/admin/coaches') });
    this.ids['coach'] = coach.id;
    const other = { slug: 'otto', email: 'otto@example.org', timeZone: 'Europe/London', name: 'Otto' };
    const second = await this.ask('post', '/coaches', other);
    await this.ask('patch', `/coaches/${second.id}`, profile('PATCH /api/v1/admin/coaches/{id}'), second.revision);
    for (const { id } of [coach, second])
      await this.ask(
        'put',
        `/coaches/${id}/availability`,
        { ...owner, slug: undefined, email: undefined, weekly: everyDay, overrides: [] },
        0,
      );
    this.ids['second'] = second.id;
    await this.furtherHours(coach.id);
    await this.ask('post', `/coaches/${coach.id}/calendar-feeds`, {
      label: this.text('POST /api/v1/admin/coaches/{id}/calendar-feeds label', 80),
      address: 'https://calendar.example/basic.ics',
    });
    const blocked = (hour: number) => ({ start: `2027-01-13T${hour}:00:00Z`, end: `2027-01-13T${hour + 1}:00:00Z` });
    const path = `/coaches/${coach.id}/blocked-times`;
    await this.ask('post', path, {
      ...blocked(12),
      label: this.text('POST /api/v1/admin/coaches/{id}/blocked-times label', 80),
    });
    const changed = await this.ask('post', path, blocked(14));
    const label = this.text('PATCH /api/v1/admin/blocked-times/{id} label', 80);
    await this.ask('patch', `/blocked-times/${changed.id}`, { label }, changed.revision);
  }

  /** Hours with a name and a place, as they were added, and others as they were changed. */
  private async furtherHours(coach: string): Promise<void> {
    const hours = (at: string) => ({
      name: this.text(`${at} name`, 80),
      ...{ timeZone: 'Europe/London', weekly: everyDay, overrides: [] },
      place: { name: this.text(`${at} place.name`), address: this.text(`${at} place.address`) },
    });
    const path = `/coaches/${coach}/schedules`;
    const added = await this.ask('post', path, hours('POST /api/v1/admin/coaches/{id}/schedules'));
    const other = await this.ask('post', path, { name: 'Other', timeZone: 'Europe/London', weekly: everyDay });
    await this.ask('put', `/schedules/${other.id}`, hours('PUT /api/v1/admin/schedules/{id}'), other.revision);
    this.ids['schedule'] = added.id;
    this.ids['changedSchedule'] = other.id;
  }

  /** A form with every kind of question, the second version of another. */
  protected async forms(): Promise<string> {
    const definition = (at: string) => {
      const label = () => this.text(`${at} definition.questions.0.label`, 500);
      const options = ['a', 'b'].map((value) => ({
        value,
        label: this.text(`${at} definition.questions.0.options.0.label`),
      }));
      const [minLabel, maxLabel] = ['min', 'max'].map((end) =>
        this.text(`${at} definition.questions.0.${end}Label`, 100),
      );
      return {
        questions: [
          { id: 'hope', kind: 'long_text', label: label(), help: this.text(`${at} definition.questions.0.help`) },
          { id: 'words', kind: 'short_text', label: label() },
          { id: 'pace', kind: 'single_choice', label: label(), options },
          { id: 'themes', kind: 'multiple_choice', label: label(), options },
          { id: 'weight', kind: 'scale', label: label(), min: 1, max: 5, minLabel, maxLabel },
        ],
      };
    };
    const made = 'POST /api/v1/admin/forms';
    const body = { slug: 'before', kind: 'intake', name: this.text(`${made} name`), definition: definition(made) };
    const first = await this.ask('post', '/forms', body);
    const second = await this.ask('post', '/forms', { ...body, slug: 'after', kind: 'check-in' });
    const changed = 'POST /api/v1/admin/forms/{id}/versions';
    await this.ask('post', `/forms/${second.id}/versions`, { definition: definition(changed) });
    this.ids['changedForm'] = second.id;
    return first.id;
  }

  protected async offerings(form: string): Promise<void> {
    const described = (at: string) => ({
      name: this.text(`${at} name`),
      description: this.text(`${at} description`),
      location: this.text(`${at} location`),
    });
    const offered = { ...terms, format: 'place', coachIds: [this.ids['coach'], this.ids['second']] };
    const first = { ...offered, slug: 'talk', intakeForm: form, ...described('POST /api/v1/admin/offerings') };
    this.ids['offering'] = (await this.ask('post', '/offerings', first)).id;
    const couple = { ...offered, slug: 'couple', kind: 'couple', name: 'For two' };
    const { id, revision } = await this.ask('post', '/offerings', couple);
    await this.ask('patch', `/offerings/${id}`, described('PATCH /api/v1/admin/offerings/{id}'), revision);
    const asked = { ...offered, slug: 'asked', approval: 'coach', name: 'On request' };
    this.ids['asked'] = (await this.ask('post', '/offerings', asked)).id;
  }

  protected ask(method: Method, path: string, body?: object, revision?: number): Promise<Made> {
    const call = request(this.app.url)[method](`/api/v1/admin${path}`).auth(this.apiKey, { type: 'bearer' });
    return this.must(revision === undefined ? call.send(body) : call.set('If-Match', `"${revision}"`).send(body));
  }

  protected async must(call: request.Test): Promise<Made> {
    const answer = await call;
    if (answer.status >= 300) throw new Error(`${call.method} ${call.url} answered ${answer.status} ${answer.text}`);
    return answer.body as Made;
  }
}
