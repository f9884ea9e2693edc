import { isFromHost, type FromFrame } from '../embed/messages.js';
import { armExit } from './exit.js';

/**
 * What a page of ours does in a frame on a page elsewhere: it tells how high it is, that somebody pressed Escape, and
 * that somebody wants to be away. Only the page that holds the frame is told, and only once it has said hello: its
 * browser vouches for where that came from.
 */
export function liveInFrame(): void {
  let host: string | null = null;
  const say = (message: FromFrame) => {
    if (host !== null) parent.postMessage(message, host);
  };
  const tellHeight = () => say({ rapport: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || parent === window || origin === 'null' || !isFromHost(data)) return;
    host = origin;
    tellHeight();
  });
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener('keydown', ({ key, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented) say({ rapport: 'close' });
  });
  armExit(() => say({ rapport: 'leave' }), leaveWholePage);
}

/** A frame may send the whole page elsewhere once somebody has touched it; the script of that page does so as well. */
function leaveWholePage(address: string): void {
  try {
    top!.location.replace(address);
  } catch {
    location.replace(address);
  }
}
