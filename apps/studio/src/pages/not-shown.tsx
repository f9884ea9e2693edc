import { FailedPage } from '../parts/failed-page.js';
import { texts } from '../texts/texts.js';

const words = texts.errors;

/** A page that could not be drawn, or whose script did not come: loading it anew heals both. */
export function BrokenPage() {
  return <FailedPage title={words.broken} words={words.brokenWhy} onAgain={() => window.location.reload()} />;
}

/** An address the studio does not know. */
export function UnknownPage() {
  return <FailedPage title={words.unknown} words={words.unknownWhy} />;
}

/** The same where not even the frame of the studio could be drawn. */
export function BrokenStudio() {
  return (
    <main className="studio" id="content">
      <BrokenPage />
    </main>
  );
}
