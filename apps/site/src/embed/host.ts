import { leaveTo } from '../leave-to.js';
import { isFromFrame, type FromHost } from './messages.js';

/*
 * The script that a coach has on a page of their own. Each link marked with `data-rapport` becomes a button that opens the
 * booking page in a dialog, or the booking page itself; without this script it stays a link that leads there. It reads
 * nothing of the page it stands in but these links, depends on nothing there, and asks for nothing until it is needed.
 */

/** What closes the dialog, where the link says nothing else; filled in when this is built. */
declare const closeWords: string;

const silentMs = 10_000;
const hello: FromHost = { rapport: 'hello' };

function enliven(link: HTMLAnchorElement): void {
  const { rapport, offering, mode, label = link.textContent.trim(), close = closeWords } = link.dataset;
  const { origin, search } = link;
  link.dataset.rapportDone = '';
  const frame = document.createElement('iframe');
  frame.title = label;
  frame.referrerPolicy = 'no-referrer';
  frame.style.cssText = 'display:block;width:100%;max-width:100%;border:0';
  /** Whether the frame has said anything: one that a policy keeps away never does. */
  let lives = false;
  let closes = () => {};
  let enters = () => {};
  const comes = () => {
    frame.src = `${origin}/embed/${[rapport, offering].filter(Boolean).join('/')}${search}`;
  };
  frame.onload = () => {
    frame.contentWindow!.postMessage(hello, origin);
    enters();
    if (mode === 'inline') setTimeout(() => lives || frame.remove(), silentMs);
  };
  addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== frame.contentWindow || from !== origin || !isFromFrame(data)) return;
    lives = true;
    if (data.rapport === 'leave') leave();
    else if (data.rapport === 'close') closes();
    else if (mode === 'inline') {
      frame.style.height = `${data.height}px`;
      link.style.display = 'none';
    }
  });

  if (mode === 'inline') {
    frame.style.height = '640px';
    frame.loading = 'lazy';
    comes();
    link.after(frame);
    return;
  }

  const dialog = document.createElement('dialog');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = close;
  button.onclick = closes = () => dialog.close();
  // After the frame, whose first stop is the way out.
  dialog.append(frame, button);
  dialog.setAttribute('aria-label', label);
  dialog.tabIndex = -1;
  dialog.style.cssText =
    'width:1040px;max-width:100vw;height:920px;max-height:96vh;max-height:96dvh;margin:auto;padding:0;border:0;border-radius:12px;overflow:hidden;outline:0;background:#faf8f4';
  frame.style.height = 'calc(100% - 60px)';
  button.style.cssText =
    'display:block;width:auto;min-width:140px;height:44px;margin:8px auto;padding:0 24px;border:1.5px solid #215a50;border-radius:10px;background:#fff;color:#215a50;font:17px system-ui,sans-serif;cursor:pointer';
  dialog.onclose = () => link.focus();
  // A frame that got the focus before it came would hand it on past all that stands in it.
  enters = () => {
    if (document.activeElement === dialog) frame.focus();
  };
  if (!link.className && !link.getAttribute('style'))
    link.style.cssText =
      'display:inline-block;padding:11px 22px;border-radius:10px;background:#215a50;color:#fff;font:17px/26px system-ui,sans-serif;text-decoration:none';
  link.setAttribute('role', 'button');
  link.setAttribute('aria-haspopup', 'dialog');
  link.onkeydown = (event) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    link.click();
  };
  link.onclick = (event) => {
    // In a tab of its own it is a link as ever.
    if (event.ctrlKey || event.metaKey || event.shiftKey || !dialog.showModal) return;
    event.preventDefault();
    if (!frame.src) {
      comes();
      link.after(dialog);
    }
    dialog.showModal();
    dialog.focus();
    if (lives) enters();
    setTimeout(() => lives || !dialog.open || location.assign(link.href), silentMs);
  };
}

/** Blanks the page and goes where anybody might be, without leaving this page in the history. */
function leave(): void {
  document.documentElement.style.display = 'none';
  try {
    top!.location.replace(leaveTo);
  } catch {
    location.replace(leaveTo);
  }
}

const enlivenAll = () =>
  document.querySelectorAll<HTMLAnchorElement>('a[data-rapport]:not([data-rapport-done])').forEach(enliven);

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', enlivenAll);
else enlivenAll();
