import { newId, type Here } from '#platform';
import { answers, type History, type Meeting, type Standing } from './histories.js';
import type { DemoCoach, OpenedPractice } from './opening.js';
import type { Services } from './services.js';
import type { Till } from './till.js';
import type { Timeline } from './timeline.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** How long after a request its coach answers, its client pays, and the questions are answered. */
const after = { answer: 0.12 * dayMs, pay: 0.17 * dayMs, intake: 0.35 * dayMs, partner: 0.2 * dayMs };

/** What the practice knows of a case by now. */
interface Known {
  caseId: string;
  clientId: string;
}

/** Plays one history: everything in it goes through the services that pages and API use. */
export class CaseHistory {
  private known: Known | undefined;
  private readonly coach: DemoCoach;
  private readonly visitor: Here;

  constructor(
    private readonly services: Services,
    private readonly timeline: Timeline,
    private readonly till: Till,
    private readonly practice: OpenedPractice,
    private readonly history: History,
    /** Which of the sets of answers is theirs. */
    private readonly turn: number,
  ) {
    this.coach = practice.coaches[history.coach];
    this.visitor = { practiceId: practice.id, actor: { kind: 'visitor' } };
  }

  /** Puts the whole history on the line. */
  begin(): void {
    const { meetings, standing = [] } = this.history;
    meetings.forEach((meeting, index) => {
      const asked = this.timeline.end + meeting.asked * dayMs;
      const byThemselves = index === 0 || this.history.meetings[index - 1]?.offering === 'introductory-call';
      this.timeline.at(asked, () => (byThemselves ? this.ask(meeting, asked) : this.agree(meeting, asked)));
    });
    for (const { day, ...change } of standing)
      this.timeline.at(this.timeline.end + day * dayMs, () => this.stand(change));
  }

  /** The client books from the practice's page. */
  private async ask(meeting: Meeting, asked: number): Promise<void> {
    const { client, partner } = this.history;
    const start = await this.startOf(meeting);
    const { appointment, manageUrl } = await this.services.booking.book(this.visitor, {
      offering: meeting.offering,
      coach: this.coach.slug,
      start,
      client,
      ...(partner && { partner }),
      ...(meeting.source !== undefined && { source: meeting.source }),
    });
    await this.remember(appointment.id);
    const { id, status } = appointment;
    if (meeting.reminderInDoubt) this.doubt(id, start);
    if (status === 'pending_approval') {
      if (meeting.answer === undefined) return;
      this.timeline.at(asked + after.answer, () => this.answer(meeting, id));
      if (meeting.answer === 'no') return;
      if (!meeting.unpaid) this.timeline.at(asked + after.pay, () => this.pay(meeting, id));
    }
    if (meeting.unpaid) return;
    this.timeline.at(asked + after.intake, () => this.openMail());
    if (this.history.partnerJoins) this.timeline.at(asked + after.partner, () => this.takeIn());
    this.end(meeting, id, start, manageUrl.split('/').at(-1) ?? '');
  }

  /** The coach and the client agree on the next time together. */
  private async agree(meeting: Meeting, asked: number): Promise<void> {
    const { caseId, clientId } = await this.case();
    const start = await this.startOf(meeting);
    const booked = await this.services.staffBooking.book(this.coach.here, {
      offering: this.practice.offeringIds[meeting.offering],
      coach: this.coach.id,
      start,
      client: clientId,
      case: caseId,
    });
    const { id } = booked.appointment;
    if (meeting.reminderInDoubt) this.doubt(id, start);
    this.timeline.at(asked + after.pay, () => this.pay(meeting, id));
    this.end(meeting, id, start, '');
  }

  /** A reminder whose time is over could not be sent again. */
  private doubt(id: string, start: string): void {
    if (Date.parse(start) > this.timeline.end) this.services.pastMail.doubt(id);
  }

  private async answer({ answer }: Meeting, id: string): Promise<void> {
    const { staffActions } = this.services;
    if (answer === 'yes') await staffActions.approve(this.coach.here, id);
    else
      await staffActions.decline(
        this.coach.here,
        id,
        'This is not what I can help with; I wrote where to ask instead.',
      );
  }

  /** What was paid for a session that took place stays paid; all else may be given back. */
  private pay({ ending }: Meeting, id: string): Promise<void> {
    return this.till.pay(this.practice.id, id, ending !== 'completed' && ending !== 'no_show');
  }

  /** How it ended: at its end, or two days before for what was called off. */
  private end({ ending, note }: Meeting, id: string, start: string, token: string): void {
    const { staffActions, cancelling } = this.services;
    const starts = Date.parse(start);
    const over = starts + 85 * minuteMs;
    const before = Math.max(starts - 2 * dayMs, this.timeline.now() + after.pay + minuteMs);
    if (ending === 'completed')
      this.timeline.at(over, async () => {
        await staffActions.complete(this.coach.here, id);
        if (note !== undefined) await this.write(id, note);
      });
    if (ending === 'no_show')
      this.timeline.at(over, async () => {
        await staffActions.noShow(this.coach.here, id);
      });
    if (ending === 'cancelled_by_client')
      this.timeline.at(before, async () => {
        await cancelling.cancel(this.visitor, token, undefined);
      });
    // What was paid goes back to where it came from, which has to be there.
    if (ending === 'cancelled_by_practice')
      this.timeline.at(before, async () => {
        if (this.till.knowsPayments) await staffActions.cancel(this.coach.here, id, 'I am ill that day.');
      });
  }

  private async write(appointment: string, body: string): Promise<void> {
    const { caseId } = await this.case();
    await this.services.notes.create(this.coach.here, caseId, { audience: 'coach', body, appointment });
  }

  /** The client opens the mailed link and comes as far with the questions as they do. */
  private async openMail(): Promise<void> {
    const { db, clients, assignments } = this.services;
    const { intake } = this.history;
    if (!intake) return;
    const { clientId } = await this.case();
    await db.inPractice(this.visitor, (tx) => clients.confirm(tx, clientId));
    const here: Here = { practiceId: this.practice.id, actor: { kind: 'client', id: clientId } };
    const { data } = await assignments.listOwn(here, clientId, { all: false }, { limit: 50 });
    const asked = data.find(({ status }) => status === 'assigned');
    if (asked) await this.fillIn(here, asked.id, intake === 'submitted');
    // After a first call, the questions come with the consultation that follows.
    else this.timeline.at(this.timeline.now() + dayMs, () => this.openMail());
  }

  private async fillIn(here: Here, assignmentId: string, wholly: boolean): Promise<void> {
    const { responses } = this.services;
    const sitting = { id: newId(), unlocked: false };
    const { firstPage } = await responses.view(here, assignmentId, sitting);
    const { consentVersion } = firstPage;
    await responses.consent(here, assignmentId, { adult: true, accepted: true, consentVersion });
    const { name } = this.history.client;
    const theirs = Object.entries({ called: name.split(' ')[0] ?? name, ...answers[this.turn % answers.length] });
    const dated = this.turn % 3 === 0 ? [['date', this.dateIn(140)] as const] : [];
    for (const [question, value] of wholly ? [...theirs, ...dated] : theirs.slice(0, 2))
      await responses.put(
        here,
        assignmentId,
        question,
        { value: typeof value === 'object' ? [...value] : value },
        sitting,
      );
    if (wholly) await this.services.db.inPractice(here, (tx) => responses.submit(tx, assignmentId, sitting));
  }

  /** The coach takes the second person into the case, and asks them the questions for themselves. */
  private async takeIn(): Promise<void> {
    const { db, cases, assignments, forms } = this.services;
    const { partner } = this.history;
    if (!partner) return;
    const { caseId } = await this.case();
    const { clientId } = await db.inPractice(this.coach.here, (tx) => cases.addParticipant(tx, caseId, partner));
    const [form] = (await forms.list(this.coach.here, { limit: 1 })).data;
    if (form && clientId)
      await assignments.assignByStaff(this.coach.here, { form: form.id, client: clientId, case: caseId });
  }

  private async stand(change: Omit<Standing, 'day'>): Promise<void> {
    const { db, cases } = this.services;
    const { caseId } = await this.case();
    await db.inPractice(this.coach.here, async (tx) => {
      const { revision } = await cases.get(tx, caseId);
      await cases.patch(tx, caseId, revision, change);
    });
  }

  private async remember(appointmentId: string): Promise<void> {
    const { db, appointments } = this.services;
    const { caseId, attendances } = await db.inPractice(this.visitor, (tx) => appointments.get(tx, appointmentId));
    this.known = { caseId, clientId: attendances[0]?.clientId ?? '' };
  }

  /** The first free time of the wished day or of the week after it. */
  private async startOf({ offering, meets, from }: Meeting): Promise<string> {
    const { db, offerings, slots } = this.services;
    const { slug: coach, timeZone } = this.coach;
    const asked = { from: this.dateIn(meets), to: this.dateIn(meets + 7), timeZone, coach };
    const { days } = await db.inPractice(this.visitor, async (tx) =>
      slots.list(tx, await offerings.getBySlug(tx, offering), asked),
    );
    const free = days.flatMap((day) => day.slots).find(({ local }) => Number(local.slice(11, 13)) >= from);
    if (!free) throw new Error(`The demo finds no free time for ${offering} with ${coach}.`);
    return free.start;
  }

  private dateIn(days: number): string {
    return new Date(this.timeline.end + days * dayMs).toISOString().slice(0, 10);
  }

  /** Case and client as they are now: who opens a mail may turn out to be somebody known, and so may their case. */
  private async case(): Promise<Known> {
    const { db, cases, clients } = this.services;
    const known = this.known;
    if (!known) throw new TypeError('A case that has not begun.');
    return db.inPractice(this.visitor, async (tx) => ({
      caseId: (await cases.get(tx, known.caseId)).id,
      clientId: (await clients.get(tx, known.clientId)).id,
    }));
  }
}
