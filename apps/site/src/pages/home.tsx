import type { DemoDoors } from '#contracts';
import type { Ui } from '../document.js';

/** The first page: what this is, and a door for whoever came. */
export function HomePage({ ui, demo }: { ui: Ui; demo: DemoDoors | null }) {
  const words = ui.t.home;
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
            <a class="btn main" href={`/${demo.practice}`}>
              {words.clientDoor}
            </a>
          )}
          <a class="btn" href={demo === null ? '/me' : `/me?practice=${demo.practice}`}>
            {words.meDoor}
          </a>
        </p>
      </section>
      <div class="grid two">
        <section class="card stack">
          <h2>{words.coachTitle}</h2>
          <p>{words.coachText}</p>
          {demo !== null && <p class="soft">{words.coachSignIn}</p>}
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
          {demo !== null && <DeveloperDoors ui={ui} demo={demo} />}
        </section>
      </div>
      {demo !== null && demo.breaking !== null && (
        <section class="card stack">
          <h2>{words.breakTitle}</h2>
          <p>{words.breakText}</p>
          <p class="row">
            <a class="btn" href={demo.breaking}>
              {words.breakDoor}
            </a>
          </p>
        </section>
      )}
    </div>
  );
}

/** What runs beside the demo, for whoever wants to look behind the pages. */
function DeveloperDoors({ ui, demo }: { ui: Ui; demo: DemoDoors }) {
  const { developerDoors, developerProof } = ui.t.home;
  const { openapi, readiness, mailbox, simulator } = developerDoors;
  const doors = [
    { href: '/openapi.json', name: openapi },
    { href: '/readyz', name: readiness },
    { href: demo.mailbox, name: mailbox },
    { href: demo.simulator, name: simulator },
  ];
  return (
    <>
      <ul class="doors">
        {doors.map(
          ({ href, name }) =>
            href !== null && (
              <li>
                <a href={href}>{name}</a>
              </li>
            ),
        )}
      </ul>
      <p class="soft">{developerProof}</p>
    </>
  );
}
