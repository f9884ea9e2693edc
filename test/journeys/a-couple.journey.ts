import { opensLink } from '../support/portal.js';
import { signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';
import { fillsInTheIntake, linkFrom, paysThere } from './client-steps.js';
import {
  addsAndAsks,
  approvesTheRequest,
  completesAndNotes,
  readsTheIntake,
  seesInTheCase,
  signsIn,
} from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const people = {
  Cara: { email: 'cara@example.org', timeZone: 'Europe/London', hope: 'amber-teapot-17, which only Cara knows' },
  Dan: { email: 'dan@example.org', timeZone: 'Europe/Madrid', hope: 'violet-anchor-23, which only Dan knows' },
};
type Name = keyof typeof people;

describe('The same path for a couple, in the browser (item 10)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const mailsTo = (name: Name) => app.mailbox.messages(people[name].email).map(({ subject }) => subject);

  it('asks each of two people whom the coach added in private, and shows neither to the other', async () => {
    const practice = await givenOwnPractice(app);
    const opened = await app.as(practice).post('/cases').send({ kind: 'couple', coach: practice.coach.id });
    const { id: caseId } = opened.body as { id: string };
    const coach = await screens.open('coach-of-two', { size: 'desk', provokes: [401] });
    await signsIn(coach, practice);
    await coach.goTo(`/studio/cases/${caseId}`);
    for (const name of ['Cara', 'Dan'] as const) await addsAndAsks(coach, { name, ...people[name] });
    await app.settle();

    for (const [name, other] of [
      ['Cara', 'Dan'],
      ['Dan', 'Cara'],
    ] as const) {
      expect(mailsTo(name)).toEqual(['A few questions before we meet']);
      const link = linkFrom(app, people[name].email, 'A few questions', 'f');
      const screen = await screens.open(name.toLowerCase(), { size: 'phone', timeZone: people[name].timeZone });
      await fillsInTheIntake(screen, link, people[name]);
      for (const word of [other, people[other].email, people[other].hope])
        expect(screen.shown.join()).not.toContain(word);
    }
    await app.settle();

    await coach.goTo(`/studio/cases/${caseId}`);
    for (const name of ['Cara', 'Dan'] as const) await readsTheIntake(coach, name, [people[name].hope]);
  });

  it('keeps a partner who was named while booking with the case, and writes to them not once', async () => {
    const practice = await givenOwnPractice(app);
    await app.given.paidOffering(practice, { slug: 'for-two', name: 'A talk for two', kind: 'couple' });
    const cara = await screens.open('cara-books', { size: 'phone' });
    const { page } = cara;

    await cara.goTo(`/${practice.slug}/book/for-two`);
    await cara.sees('Choose a time');
    await page.getByRole('radio', { name: 'Tuesday 12 January at 10:00', exact: true }).check();
    await cara.fill('What should we call you?', 'Cara');
    await cara.fill('Your e-mail address', people.Cara.email);
    await cara.fill('Their name', 'Dan');
    await cara.fill('Their e-mail address', people.Dan.email);
    await cara.looksAt('details');
    await cara.press('Ask for this time');
    await cara.sees('Your request has been sent');
    await cara.looksAt('request');
    await app.settle();
    expect(mailsTo('Cara')).toEqual(['Your request has arrived']);

    // The coach agrees, which is told when it is due; only then it is paid.
    const coach = await screens.open('coach-asked', { size: 'desk', provokes: [401] });
    await signsIn(coach, practice);
    await approvesTheRequest(coach);
    await app.settle();
    expect(mailsTo('Cara')).toEqual(['Your request has arrived']);
    await screens.moveTo('2027-01-11T21:30:00Z');
    await app.settle();
    await cara.goTo(linkFrom(app, people.Cara.email, 'Your time is kept', 'a'));
    await cara.sees('We keep this time for you');
    await cara.looksAt('to-be-paid');
    await cara.press('Pay £95');
    await paysThere(cara, people.Cara.email, '£95.00');
    await app.stripe.webhooksSettled();
    await app.settle();
    await cara.sees('Thank you');
    await cara.follow('See your booking');
    await cara.sees('Your time is booked');
    expect(await page.content()).not.toContain('Dan');
    await cara.looksAt('manage');

    await screens.moveTo('2027-01-12T11:05:00Z');
    await signsIn(coach, practice);
    await completesAndNotes(coach, 'Cara', 'Cara came; Dan was not there.');
    await seesInTheCase(coach, 'named, not written to');
    await app.settle();
    await screens.moveTo('2027-01-15T09:00:30Z');
    await app.settle();
    expect(mailsTo('Cara')).toEqual(expect.arrayContaining(['Thank you for today', 'A thought for the week']));

    expect(mailsTo('Dan')).toEqual([]);
  });

  /** A time that a coach has agreed on with two people, who both read their mail. */
  async function givenATimeOfTwo() {
    const practice = await givenOwnPractice(app);
    const offering = await app.given.offering(practice, { kind: 'couple' });
    const as = app.as(practice);
    const opened = await as.post('/cases').send({ kind: 'couple', coach: practice.coach.id });
    const { id: caseId } = opened.body as { id: string };
    const clients: string[] = [];
    for (const name of ['Cara', 'Dan'] as const) {
      const { email, timeZone } = people[name];
      const added = await as.post(`/cases/${caseId}/participants`).send({ name, email, timeZone });
      const { clientId } = added.body as { clientId: string };
      await opensLink(app, await signInSecret(app, practice.id, clientId)); // so their address is theirs
      clients.push(clientId);
    }
    const agreed = { offering: offering.id, coach: practice.coach.id, start: '2027-01-13T10:00:00Z', case: caseId };
    const booked = await as.post('/appointments').send({ ...agreed, client: clients[0] });
    expect(booked.status).toBe(201);
    await app.settle();
    return { practice, id: (booked.body as { id: string }).id };
  }

  it('tells of every mail about a time of two whose it is', async () => {
    const { practice, id } = await givenATimeOfTwo();
    const coach = await screens.open('coach-of-mails', { size: 'phone', provokes: [401] });
    await signsIn(coach, practice);
    await coach.goTo(`/studio/appointments/${id}`);
    for (const one of ['Confirmation', 'Reminder']) await coach.reads(new RegExp(`^${one} · Cara`));
    await coach.looksAt('mails', { budget: null, exit: false });
  });

  it('reads one time on two walls, and who cannot come leaves the time of the other as it is (issue 4, item 5)', async () => {
    await givenATimeOfTwo();
    app.clock.advance({ minutes: 3, seconds: 1 }); // what staff book is told once they cannot take it back
    await app.settle();
    const open = async (name: Name) => {
      const screen = await screens.open(`${name}-of-two`, { size: 'phone', timeZone: people[name].timeZone });
      await screen.goTo(linkFrom(app, people[name].email, 'Your appointment', 'a'));
      await screen.sees('Your time is booked');
      return screen;
    };
    const [cara, dan] = [await open('Cara'), await open('Dan')];
    await cara.reads('Wednesday 13 January at 10:00 (London time)');
    await dan.reads('Wednesday 13 January at 11:00 (Madrid time)');
    await dan.looksAt('time');
    await dan.follow('Cancel this time');
    await dan.reads('This ends your own place. Whoever else comes is not affected.');
    await dan.looksAt('own-place');
    await dan.press('Cancel this time');
    await dan.sees('You are not coming');
    await dan.looksAt('given-up');
    await cara.page.reload();
    await cara.sees('Your time is booked');
    await cara.looksAt('still-booked');
    for (const [screen, other] of [
      [cara, 'Dan'],
      [dan, 'Cara'],
    ] as const)
      expect(screen.shown.join()).not.toContain(other);
  });
});
