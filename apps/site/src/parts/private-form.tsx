import type { SitePage } from '#contracts';
import type { ComponentChildren } from 'preact';

/** The page on which what is private is opened. */
export type PrivateView = Extract<SitePage, { page: 'private' }>;

type Action = 'unlock' | 'seen' | 'choose' | 'remove' | 'lock';

/** Whatever is done on that page is a plain form of it. */
export function PrivateForm({
  view,
  action,
  look,
  children,
}: {
  view: PrivateView;
  action: Action;
  look?: string;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action="/me/private" class={look}>
      <input type="hidden" name="csrfToken" value={view.csrfToken} />
      <input type="hidden" name="action" value={action} />
      {view.wanted !== null && <input type="hidden" name="wanted" value={view.wanted} />}
      {children}
    </form>
  );
}
