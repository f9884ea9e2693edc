import type { Texts } from '../texts/texts.js';
import type { SaveState } from './saver.js';

/** How saving stands, said in words. */
export function saveWords(state: SaveState, t: Texts['form']): string {
  switch (state) {
    case 'idle':
      return '';
    case 'saving':
      return t.saving;
    case 'saved':
      return t.saved;
    case 'offline':
      return t.offline;
    case 'elsewhere':
      return t.elsewhere;
    case 'locked':
      return t.locked;
    case 'signed-out':
      return t.signedOut;
    case 'refused':
      return t.unsaved;
  }
}
