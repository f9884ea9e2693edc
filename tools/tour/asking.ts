import { partnerOf, askerOf, type Demo } from './scene.js';

const dayMs = 86_400_000;

/** Somebody asks for a time for two, over the API that the pages use, and names who comes along. Rejects where none is free. */
export async function askForTwo(demo: Demo): Promise<void> {
  const practice = `${demo.urls.app}/api/v1/public/practices/demo`;
  const { now } = (await answerOf(fetch(`${demo.urls.app}/readyz`))) as { now: string };
  const date = (days: number) => new Date(Date.parse(now) + days * dayMs).toISOString().slice(0, 10);
  const asked = new URLSearchParams({
    from: date(2),
    to: date(21),
    timeZone: 'Europe/London',
    coach: 'tamsin-harrowell',
  });
  const { days } = (await answerOf(fetch(`${practice}/offerings/couple-session/slots?${asked}`))) as {
    days: { slots: { start: string }[] }[];
  };
  const start = days.flatMap(({ slots }) => slots).at(-1)?.start;
  const person = (name: string, email: string) => ({ name, email, timeZone: 'Europe/London' });
  const body = JSON.stringify({
    ...{ offering: 'couple-session', coach: 'tamsin-harrowell', start },
    client: person('Sasha', askerOf(demo)),
    partner: person('Kim', partnerOf(demo)),
  });
  await answerOf(
    fetch(`${practice}/bookings`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
  );
}

async function answerOf(asked: Promise<Response>): Promise<unknown> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${new URL(answer.url).pathname} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
