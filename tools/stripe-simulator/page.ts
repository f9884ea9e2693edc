import { createHash } from 'node:crypto';

const styles = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#faf8f4;color:#22302e;font:1rem/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:48px 16px}
section{background:#fff;border:1px solid #d9dfd9;border-radius:12px;padding:24px}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 16px}
dl{display:grid;grid-template-columns:1fr auto;row-gap:8px;margin:0 0 24px}
dt,dd{margin:0}
dt{padding-right:16px}
dd{font-variant-numeric:tabular-nums;text-align:right}
.total{font-weight:600;border-top:1px solid #d9dfd9;padding-top:8px}
label{display:block;font-weight:600;margin:0 0 4px}
.hint,footer{color:#55635f;font-size:.9375rem}
.hint{margin:0 0 8px}
input{width:100%;min-height:44px;padding:8px 12px;margin:0 0 16px;border:1px solid #7f8f88;border-radius:10px;background:#fff;color:inherit;font:inherit}
button,.leave{display:block;width:100%;min-height:48px;border-radius:10px;font:inherit;font-weight:600;text-align:center}
button{border:1px solid #215a50;background:#215a50;color:#fff;margin:0 0 12px;cursor:pointer}
button.second{background:#fff;color:#215a50}
.leave{color:#8a4b2f;padding:11px}
.fault{border:1px solid #9b2c2c;border-radius:10px;color:#9b2c2c;padding:12px;margin:0 0 16px}
:focus-visible{outline:3px solid #1d6fd1;outline-offset:2px}
footer{padding:16px 8px}
footer ul{margin:4px 0 0;padding-left:20px}
`;

/** What the browser may load for these pages: their own style and nothing else. */
export const contentPolicy = `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(styles).digest('base64')}'`;

/** HTML that is safe as it is. Only `html` makes it. */
export class Html {
  constructor(readonly text: string) {}
}

/** Builds HTML; every value that is not HTML itself is escaped. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  return new Html(parts.map((part, index) => part + written(values[index] ?? '')).join(''));
}

function written(value: string | Html | readonly Html[]): string {
  if (value instanceof Html) return value.text;
  if (typeof value !== 'string') return value.map((one) => one.text).join('');
  return value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A whole page around its one section. */
export function page(title: string, section: Html, foot: Html = html``): string {
  return `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${new Html(`<style>${styles}</style>`)}
      </head>
      <body>
        <main>
          <section>${section}</section>
          <footer>${foot}</footer>
        </main>
      </body>
    </html>`.text
  }`;
}
