import { moneyText } from '#contracts';

/** What cancelling does to money, in minor units of `currency`; `until` is when it changes. */
export interface EffectTold {
  readonly feeMinor: number;
  readonly refundMinor: number;
  readonly currency: string;
  readonly locale: string;
}

/** One or two plain sentences about what cancelling costs. */
export function explain({ feeMinor, refundMinor, currency, locale }: EffectTold): string {
  const money = (minor: number) => moneyText(minor, currency, locale);
  if (feeMinor === 0 && refundMinor === 0) return 'Cancelling costs nothing.';
  if (feeMinor === 0) return `Cancelling costs nothing. You get ${money(refundMinor)} back.`;
  if (refundMinor === 0) return `Cancelling this late costs ${money(feeMinor)}, which is all that was paid.`;
  return `Cancelling this late costs ${money(feeMinor)}. You get ${money(refundMinor)} back.`;
}

/**
 * What cancelling does where two people come. It says both ways it may go, and never which: whether the other one comes is
 * their own word.
 */
export function explainForTwo(effect: EffectTold): string {
  const { feeMinor, refundMinor, currency, locale } = effect;
  if (feeMinor === 0 && refundMinor === 0)
    return 'Cancelling costs nothing. If somebody else is coming, it goes on without you.';
  const money = (minor: number) => moneyText(minor, currency, locale);
  const back = refundMinor === 0 ? 'nothing goes back to you, this late' : `${money(refundMinor)} goes back to you`;
  const less = feeMinor > 0 && refundMinor > 0 ? `; cancelling this late costs ${money(feeMinor)}` : '';
  return `If nobody else is coming, the appointment ends and ${back}${less}. If somebody is, it goes on and the payment stays with it.`;
}

/** The same of an appointment that is cancelled: what that did. Money that goes back takes some days, or a second try. */
export function explainDone({ feeMinor, refundMinor, currency, locale }: EffectTold): string {
  const money = (minor: number) => moneyText(minor, currency, locale);
  const back = `You get ${money(refundMinor)} back. It is on its way.`;
  if (feeMinor === 0) return refundMinor === 0 ? 'Cancelling cost nothing.' : back;
  if (refundMinor === 0) return `Cancelling this late cost ${money(feeMinor)}, which is all that was paid.`;
  return `Cancelling this late cost ${money(feeMinor)}. ${back}`;
}
