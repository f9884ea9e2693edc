/** What is wrong with a PIN somebody chose, as a sentence that says what to do; null where it will do. */
export function pinFault(pin: string, phone: string | null): string | null {
  if (!/^\d{6,12}$/.test(pin)) return 'Please choose 6 to 12 digits.';
  if (new Set(pin).size === 1) return 'Please choose different digits.';
  if (isRun(pin)) return 'Please choose digits that do not simply count up or down.';
  if (phone !== null && isOfNumber(pin, phone)) return 'Please choose digits that are not part of your phone number.';
  return null;
}

/** Counts on by one throughout, up or down, and past nine or nought. */
function isRun(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, n) => (Number(digit) - Number(pin[n]) + 10) % 10));
  return steps.size === 1 && (steps.has(1) || steps.has(9));
}

function isOfNumber(pin: string, phone: string): boolean {
  const digits = phone.replace(/\D/g, '');
  return digits.includes(pin) || (digits.length >= 6 && pin.includes(digits.slice(-6)));
}
