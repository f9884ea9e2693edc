import { newId } from '#platform';
import { nameOf, plainForms, startNo, type PlainForms, type Way } from './page-forms.js';
import type { PlantedCouple } from './partner-couple.js';
import { ana, ben, bensPin } from './partner-words.js';
import { filledWith, linksFor, linksTo } from './ways.js';

/** An id of nothing. */
export const nowhere = newId();

/** What Ben can put into a request: addresses with what is his, hers and nobody's, and bodies that mean something. */
export class PartnerRequests {
  private hours = 0;

  constructor(private readonly couple: PlantedCouple) {}

  /** The addresses of a way: with her ids, one of nothing, his own, and the secrets that were mailed to him. */
  addresses({ path }: Way): string[] {
    const { app, ids, ben: his, jointAppointments, bensForm, practice, forTwo, offering } = this.couple;
    const id = path.startsWith('/api/v1/admin/')
      ? [nowhere, ...ids.slice(0, 2)]
      : [nowhere, ...ids, his, ...jointAppointments, bensForm];
    return filledWith(path, {
      id,
      partner: [nowhere],
      token: linksFor(app, ben.email, path),
      practice: [practice.slug],
      // One waits for what is for one person alone.
      offering: [path.includes('/wait/') ? offering.slug : forTwo.slug],
      question: ['first'],
    });
  }

  /** What is sent to a way, one after the other; to a reading one nothing. */
  bodies(way: Way): readonly (object | undefined)[] {
    if (way.method === 'GET') return [undefined];
    return way.form ? (this.forms()[nameOf(way)] ?? []) : [this.bodyOf(way)];
  }

  /** What he types into the forms of the pages. */
  forms(): PlainForms {
    const { practice } = this.couple;
    const typed = { name: ben.name, email: ben.email, partner: ana, pin: bensPin, start: this.nextHour() };
    return plainForms({ practice: practice.slug, ...typed });
  }

  /** A start that nobody else of this experiment takes. */
  nextHour(): string {
    return startNo(this.hours++);
  }

  private bodyOf(way: Way): object {
    const { app, practice, forTwo } = this.couple;
    const bodies: Readonly<Record<string, object>> = {
      'PUT /api/v1/portal/private/pin': { pin: bensPin },
      'POST /api/v1/portal/private/unlock': { pin: bensPin },
      'PUT /api/v1/portal/assignments/{id}/answers/{question}': { value: 'not mine to say' },
      'PUT /api/v1/portal/safe-contact': {
        level: 'discreet',
        quietHours: null,
        sender: null,
        subject: null,
        revision: 1,
      },
      'POST /api/v1/portal/sign-in': { practice: practice.slug, email: ana.email },
      'POST /api/v1/portal/session': { token: linksTo(app, ben.email, 'f').at(-1) },
    };
    if (way.path.endsWith('/bookings'))
      return { offering: forTwo.slug, start: this.nextHour(), client: ben, partner: ana };
    if (way.path.endsWith('{practice}/waitlist')) return { offering: this.couple.offering.slug, client: ben };
    return bodies[nameOf(way)] ?? {};
  }
}
