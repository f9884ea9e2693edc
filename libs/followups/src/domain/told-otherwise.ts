import type { Stop } from './words.js';

/**
 * Whether somebody of the practice has to tell a person what this mail would have: it must arrive, and its address is never
 * written to. Anybody can ask for a link to sign in, so that one calls nobody.
 */
export function mustBeToldOtherwise(
  { mustArrive, clientId, template }: { mustArrive: boolean; clientId: string | null; template: string },
  { reason }: Pick<Stop, 'reason'>,
): boolean {
  return mustArrive && clientId !== null && template !== 'sign-in' && reason === 'address-suppressed';
}
