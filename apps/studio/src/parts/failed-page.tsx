import { Button } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { Page } from './page.js';

interface FailedPageProps {
  readonly title: string;
  readonly words: string;
  /** Tries once more; without it there is nothing to try, only a way back. */
  readonly onAgain?: () => void;
}

/** What stands in place of a page that cannot be shown: what happened, and the ways on from here. */
export function FailedPage({ title, words, onAgain }: FailedPageProps) {
  return (
    <Page title={title} tab={title}>
      <p className="measure">{words}</p>
      <div className="row start">
        {onAgain && <Button onClick={onAgain}>{texts.errors.again}</Button>}
        {/* Loaded anew, so that nothing of what failed is kept. */}
        <a className="link" href="/studio">
          {texts.errors.toToday}
        </a>
      </div>
    </Page>
  );
}
