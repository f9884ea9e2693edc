import type { Ui } from '../document.js';

/** The way out of a session; the browser is told to forget its pages. */
export function SignOut({ ui: { t }, csrfToken }: { ui: Ui; csrfToken: string }) {
  return (
    <form method="post" action="/me/sign-out">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <button class="btn" type="submit">
        {t.portal.signOut}
      </button>
    </form>
  );
}
