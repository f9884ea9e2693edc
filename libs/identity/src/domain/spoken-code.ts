/** Letters and digits that are not taken for one another, written or spoken. */
const alphabet = '346789ACDEFGHJKMNPQRTWXY';
const length = 8;

/** A code to be said aloud: 24^8, more than 100,000 million, tried with patience for a day. `draw` answers a number below its argument, each as likely. */
export function newSpokenCode(draw: (below: number) => number): string {
  return Array.from({ length }, () => alphabet[draw(alphabet.length)]).join('');
}

/** A code as it was meant, however it was typed. */
export function spokenCodeOf(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}
