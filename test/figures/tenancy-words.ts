/** Stands in everything that is written into practice A; whoever reads it elsewhere reads a leak. */
export const marker = 'marigold-harbour';

/** The password of everyone who has one. */
export const password = 'a long enough password';

/** A person as bodies say it. */
export const person = (email: string, name = marker) => ({ name, email, timeZone: 'Europe/London' });
export const definition = { questions: [{ id: 'hope', kind: 'long_text', label: marker, required: true }] };
export const sequenceBody = (slug: string) => ({
  slug,
  name: marker,
  trigger: 'manual',
  steps: [{ delayMinutes: 60_000, kind: 'service', subject: marker, body: marker }],
});

/** Chosen by every client of practice A who has a PIN. */
export const clientPin = '480913726058';
