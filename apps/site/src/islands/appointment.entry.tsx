import type { ManagedAppointment } from '#contracts';
import { addressKept } from '../booking/booked-here.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';
import { offerPasskey, type PasskeyData } from './passkeys.js';

/** What the pages behind a manage link tell their script. */
export interface AppointmentData {
  readonly token: string;
  readonly holdSecondsLeft: number | null;
  readonly holdSoon: string;
  /** What is said of where mails go, with {email} for the address. */
  readonly mailsGoTo: string;
  /** What is said about passkeys, where one may be made here. */
  readonly passkey: PasskeyData | null;
  /** How it stood when the page was written; while a payment is on its way the page looks again. */
  readonly waitingFor: { readonly status: string; readonly payment: string } | null;
}

const warnBeforeSeconds = 4 * 60;
const lookEveryMs = 3_000;

armExit();
const data = pageData<AppointmentData>();
sayWhereMailsGo();
if (data.passkey) {
  const kept = () => location.replace(`/a/${data.token}?notice=private-kept`);
  offerPasskey(`/api/v1/public/appointments/${data.token}/private/passkeys`, data.passkey, kept);
}
if (data.waitingFor) setTimeout(() => void look(data.waitingFor!), lookEveryMs);
else if (data.holdSecondsLeft !== null) warnBefore(data.holdSecondsLeft);

/** Somebody who has just booked sees a slip of the pen while it can be put right. */
function sayWhereMailsGo(): void {
  const place = document.getElementById('mails');
  const email = addressKept(data.token);
  if (!place || email === null) return;
  const [before = '', after = ''] = data.mailsGoTo.split('{email}');
  const address = document.createElement('b');
  address.dir = 'auto';
  address.textContent = email;
  place.append(before, address, after);
}

/** Says in good time that a hold ends; nothing counts down. Afterwards the page is read again. */
function warnBefore(secondsLeft: number): void {
  const say = () => {
    const place = document.getElementById('soon');
    if (!place) return;
    place.className = 'note';
    place.textContent = data.holdSoon;
  };
  setTimeout(say, Math.max(0, secondsLeft - warnBeforeSeconds) * 1000);
  if (secondsLeft > 0) setTimeout(() => location.reload(), (secondsLeft + 1) * 1000);
}

/** Asks how it stands now, and shows the page anew once that has changed. */
async function look(before: NonNullable<AppointmentData['waitingFor']>): Promise<void> {
  try {
    const answer = await fetch(`/api/v1/public/appointments/${data.token}`);
    if (answer.ok) {
      const { appointment, payment } = (await answer.json()) as ManagedAppointment;
      if (appointment.status !== before.status || payment.status !== before.payment) return location.reload();
    }
  } catch {
    // Offline: the next look may reach the server.
  }
  setTimeout(() => void look(before), lookEveryMs);
}
