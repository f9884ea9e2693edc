/** A picture that was taken, by its file beside the strip. */
export interface Picture {
  readonly file: string;
  readonly caption: string;
  readonly seat: 'phone' | 'desk';
}

/** All pictures of a tour in a row, as one page that needs nothing but the files beside it. */
export function stripOf(pictures: readonly Picture[], { day, seconds }: { day: string; seconds: string }): string {
  const figures = pictures.map(
    ({ file, caption, seat }, n) =>
      `<figure class="${seat}"><img src="${escape(file)}" alt="${escape(caption)}"><figcaption><b>${n + 1}</b> ${escape(caption)}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Rapport: the tour</title>
<style>
body { margin: 0; padding: 24px; background: #faf8f4; color: #22302e; font: 15px/1.4 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 4px; }
p { margin: 0 0 24px; color: #55635f; }
main { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
figure { margin: 0; }
.phone { width: 220px; }
.desk { width: 680px; max-width: 100%; }
img { display: block; width: 100%; border: 1px solid #d9dfd9; border-radius: 10px; }
figcaption { margin-top: 8px; }
</style></head><body>
<h1>Rapport, the built part</h1><p>Played in Chromium on ${escape(day)}, in ${escape(seconds)} s.</p>
<main>
${figures.join('\n')}
</main></body></html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
