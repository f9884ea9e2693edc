import { agreesForTwo } from '../support/answers-for-two.js';
import { useTestApp } from '../support/test-app.js';
import { linkFrom } from './client-steps.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

/** The studio has its own budget, and nobody has to leave it in a hurry. */
const studio = { budget: null, exit: false };
const cara = { name: 'Cara', email: 'cara@example.org', timeZone: 'Europe/London' };
const dan = { name: 'Dan', email: 'dan@example.org', timeZone: 'Europe/London' };

describe('An invitation of somebody who was named, in the browser (issue 3, item 2)', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  /** Cara has asked for a time for two and named Dan; the coach has agreed to the time. */
  async function givenRequest() {
    const practice = await givenOwnPractice(app);
    const offering = await app.given.offering(practice, { slug: 'for-two', name: 'A talk for two', kind: 'couple' });
    const booked = await app.books('Cara', practice, offering, '2027-01-12T10:00:00Z', { client: cara, partner: dan });
    const { id } = (booked.body as { appointment: { id: string } }).appointment;
    const { caseId } = (await app.as(practice).get(`/appointments/${id}`)).body as { caseId: string };
    await agreesForTwo(app, practice, id);
    return { practice, caseId };
  }

  it('is sent by the coach, read on a phone, accepted, and shown as nothing but "not joined yet" until then', async () => {
    const { practice, caseId } = await givenRequest();
    const coach = await screens.open('coach-invites', { size: 'desk', provokes: [401] });
    await signsIn(coach, practice);
    await coach.goTo(`/studio/cases/${caseId}`);
    await coach.reads('Named, not written to');
    await coach.press('Invite Dan');
    await coach.reads('Dan gets one short mail.');
    await coach.page.keyboard.press('Escape');
    expect(await coach.page.locator(':focus').innerText()).toBe('Invite Dan');
    await coach.page.keyboard.press('Enter');
    await coach.reads('Dan gets one short mail.');
    await coach.looksAt('asking', studio);
    await coach.press('Send the invitation');
    await coach.hasFocus(/Dan[^]+Not joined yet/);
    await coach.looksAt('invited', studio);
    await app.settle();

    const phone = await screens.open('dan-invited', { size: 'phone' });
    await phone.goTo(linkFrom(app, dan.email, 'A note for you', 'i'));
    await phone.sees('Would you like to take part?');
    await phone.looksAt('invitation');
    for (const telling of ['Cara', 'Olive', practice.slug, '10:00', '12 January'])
      expect(phone.shown.join()).not.toMatch(new RegExp(`\\b${telling}\\b`));
    await phone.fill('Your name', 'Dan');
    await phone.choose('Your time zone', 'Europe/Madrid');
    await phone.press('Take part');
    await phone.sees('Good to have you');
    await phone.looksAt('joined');
    await app.settle();
    expect(app.mailbox.messages(dan.email).map(({ subject }) => subject)).toEqual([
      'A note for you',
      'Your appointment is confirmed',
    ]);

    await coach.goTo(`/studio/cases/${caseId}`);
    await coach.follow('Dan');
  });

  it('is refused without any script, and the coach goes on reading "not joined yet"', async () => {
    const { practice, caseId } = await givenRequest();
    const { participants } = (await app.as(practice).get(`/cases/${caseId}`)).body as {
      participants: { id: string }[];
    };
    await app.as(practice).post(`/cases/${caseId}/partners/${participants[1]!.id}/invite`).send({});
    await app.settle();
    const desk = await screens.open('dan-refuses', { size: 'desk', scripts: false });
    const link = linkFrom(app, dan.email, 'A note for you', 'i');
    await desk.goTo(link);
    await desk.page.locator('#name').evaluate((field) => field.removeAttribute('required'));
    await desk.press('Take part');
    await desk.reads('Please tell us what to call you.');
    await desk.looksAt('no-name');
    await desk.press('This is not me');
    await desk.sees('Thank you for telling us');
    await desk.looksAt('not-me');
    await desk.press('Never write to this address again');
    await desk.sees('We will not write to you again');
    await desk.looksAt('never');
    await desk.goTo(link);
    await desk.sees('We will not write to you again');

    const coach = await screens.open('coach-waits', { size: 'desk', provokes: [401] });
    await signsIn(coach, practice);
    await coach.goTo(`/studio/cases/${caseId}`);
    await coach.reads('Not joined yet');
  });
});
