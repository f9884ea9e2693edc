import type { Ui } from '../document.js';

/** The first page: what this is, and a door for whoever came. */
export function HomePage({ ui: { t }, demo }: { ui: Ui; demo: string | null }) {
  const words = t.home;
  return (
    <div class="loose">
      <div class="stack">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
      </div>
      <section class="card stack">
        <h2>{words.clientTitle}</h2>
        <p>{words.clientText}</p>
        <p class="row">
          {demo !== null && (
            <a class="btn main" href={`/${demo}`}>
              {words.clientDoor}
            </a>
          )}
          <a class="btn" href="/me">
            {words.meDoor}
          </a>
        </p>
      </section>
      <div class="grid two">
        <section class="card stack">
          <h2>{words.coachTitle}</h2>
          <p>{words.coachText}</p>
          <a class="btn" href="/studio/">
            {words.coachDoor}
          </a>
        </section>
        <section class="card stack">
          <h2>{words.developerTitle}</h2>
          <p>{words.developerText}</p>
          <a class="btn" href="/docs">
            {words.developerDoor}
          </a>
        </section>
      </div>
    </div>
  );
}
