/** A picture that was taken, by its file beside the strip. */
export interface Picture {
  readonly file: string;
  readonly title: string;
  readonly caption: string;
  readonly isPhone: boolean;
}

export interface PicturedChapter {
  readonly heading: string;
  readonly pictures: readonly Picture[];
}

/** All pictures of a tour in a row, as one page that needs nothing but the files beside it. */
export function stripOf(
  chapters: readonly PicturedChapter[],
  { day, seconds }: { day: string; seconds: string },
): string {
  const sections = chapters.map(
    ({ heading, pictures }) =>
      `<section><h2>${escape(heading)}</h2>\n<div>\n${pictures.map(figureOf).join('\n')}\n</div></section>`,
  );
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Rapport: the tour</title>
<style>
body { margin: 0; padding: 32px 24px; background: #faf8f4; color: #22302e; font: 15px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.75rem; margin: 0 0 4px; }
h2 { font-size: 1.25rem; margin: 48px 0 16px; padding-top: 16px; border-top: 1px solid #d9dfd9; }
h3 { font-size: 1rem; margin: 0; }
p { margin: 0; color: #55635f; }
section > div { display: flex; flex-wrap: wrap; gap: 32px 24px; align-items: flex-start; }
figure { box-sizing: border-box; margin: 0; max-width: 100%; }
.phone { width: 262px; }
.desk { width: 456px; }
img { display: block; box-sizing: border-box; width: 100%; border: 1px solid #d9dfd9; border-radius: 10px; }
.phone img { border: 6px solid #22302e; border-radius: 24px; }
figcaption { margin-top: 12px; }
</style></head><body>
<h1>Rapport, the built part</h1><p>Played in Chromium on ${escape(day)}, in ${escape(seconds)} s.</p>
<main>
${sections.join('\n')}
</main></body></html>
`;
}

function figureOf({ file, title, caption, isPhone }: Picture): string {
  return `<figure class="${isPhone ? 'phone' : 'desk'}"><img src="${escape(file)}" alt="${escape(title)}"><figcaption><h3>${escape(title)}</h3><p>${escape(caption)}</p></figcaption></figure>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
