import type { GivenPractice } from '../support/given.js';
import type { Screen } from './screens.js';

/** The studio has its own budget, and nobody has to leave it in a hurry. */
const studio = { budget: null, exit: false };

/** Signs in by address and password, on whichever page was wanted, and lands on today. */
export async function signsIn(coach: Screen, { ownerEmail, ownerPassword }: GivenPractice): Promise<void> {
  await coach.goTo('/studio');
  await coach.sees('Sign in');
  await coach.looksAt('sign-in', studio);
  await coach.fill('E-mail address', ownerEmail);
  await coach.page.getByLabel('Password').and(coach.page.locator('input')).fill(ownerPassword);
  await coach.press('Sign in');
  await coach.sees('Today');
}

/** Finds somebody's case in the caseload and reads what they answered; the case stays open. */
export async function findsTheCase(coach: Screen, name: string): Promise<void> {
  await coach.follow('Caseload');
  await coach.sees('Caseload');
  await coach.reads(name);
  await coach.looksAt('caseload', studio);
  await coach.follow(`Open the case of ${name}`);
  await coach.sees(name);
}

export async function readsTheIntake(coach: Screen, name: string, answers: readonly string[]): Promise<void> {
  await coach.press(`Read Before we meet of ${name}`);
  for (const answer of answers) await coach.definition(answer);
  await coach.looksAt(`intake-of-${name.toLowerCase()}`, studio);
}

/** On the day, after the session: opens it from today, completes it and leaves a note. */
export async function completesAndNotes(coach: Screen, name: string, note: string): Promise<void> {
  await coach.sees('Today');
  await coach.reads(name);
  await coach.looksAt('today', studio);
  await coach.follow(new RegExp(name));
  await coach.sees(/12 January/);
  await coach.looksAt('appointment', studio);
  await coach.press('Complete');
  await coach.reads('Now: Completed.');
  await coach.fill('Note', note);
  await coach.press('Save the note');
  await coach.reads('The note is saved.');
  await coach.reads(note);
  await coach.looksAt('note', studio);
}

/** Adds a person to the case that is open, and asks them for the intake. */
export async function addsAndAsks(
  coach: Screen,
  person: { name: string; email: string; timeZone: string },
): Promise<void> {
  await coach.fill('Name', person.name);
  await coach.fill('E-mail address', person.email);
  await coach.page.getByLabel('Time zone').fill(person.timeZone);
  await coach.press('Add to the case');
  await coach.sees(new RegExp(`${person.name}$`));
  await coach.choose('Form', 'Before we meet');
  await coach.choose('Of whom', person.name);
  await coach.press('Ask a form');
  await coach.reads(`Before we meet · ${person.name}`);
  await coach.looksAt(`added-${person.name.toLowerCase()}`, studio);
}

/** Opens the request of two that waits, from today, and says yes: it is told later, and could be taken back until then. */
export async function approvesTheRequest(coach: Screen): Promise<void> {
  await coach.reads('Asks for a time and waits for your answer.');
  await coach.looksAt('request', studio);
  await coach.follow(/^Open: .*Asks for a time and waits for your answer\.$/);
  await coach.reads('This is for two. Your answer is told on');
  await coach.press('Approve');
  await coach.reads('You said yes. It is told on');
  await coach.looksAt('answered', studio);
  await coach.press('Undo');
  await coach.press('Approve');
  await coach.reads('Answered, told later');
}

/** From an appointment to its case: who is in it, and how. */
export async function seesInTheCase(coach: Screen, words: string): Promise<void> {
  await coach.follow('Open the case');
  await coach.reads(words);
  await coach.looksAt('case', studio);
}
