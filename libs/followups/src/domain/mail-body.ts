import type { Words } from './words.js';

/** The plain text of a mail. */
export function plainText(words: Words, footer: string): string {
  const action = words.action ? [`${words.action.label}:\n${words.action.url}`] : [];
  const items = (words.items ?? []).map(({ text, url }) => `${text}:\n${url}`);
  return [...words.paragraphs, ...items, ...action, `--\n${footer}`].join('\n\n');
}

/** The same as a small HTML page: system fonts, one accent, no picture and nothing from anywhere else. */
export function htmlBody(words: Words, footer: string, language: string): string {
  const paragraphs = words.paragraphs
    .map((text) => `<p style="margin:0 0 16px">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`)
    .join('');
  const items = (words.items ?? [])
    .map(
      ({ text, url }) =>
        `<li style="margin:0 0 4px"><a href="${escapeHtml(url)}" style="display:inline-block;color:#215a50;padding:10px 0">${escapeHtml(text)}</a></li>`,
    )
    .join('');
  const list = items && `<ul style="margin:0 0 16px;padding:0 0 0 20px">${items}</ul>`;
  const button = words.action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(words.action.url)}" style="display:inline-block;background:#215a50;color:#ffffff;padding:13px 20px;border-radius:10px;text-decoration:none">${escapeHtml(words.action.label)}</a></p>`
    : '';
  return `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(words.subject)}</title></head><body style="margin:0;background:#faf8f4;color:#22302e;font:16px/1.5 system-ui,sans-serif"><div style="max-width:34em;margin:0 auto;padding:24px">${paragraphs}${list}${button}<p style="margin:32px 0 0;color:#55635f;font-size:14px">${escapeHtml(footer)}</p></div></body></html>`;
}

/** Text made safe inside HTML and its attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
