import { weekHref, type BookerProps } from './booker-props.js';

interface CoachChooserProps {
  readonly props: BookerProps;
  readonly onCoach: (slug: string | null) => void;
}

/** With whom, where there is a choice; each way keeps the zone, the week and where somebody came from. */
export function CoachChooser({ props, onCoach }: CoachChooserProps) {
  const { coaches, coach, slots, source, texts } = props;
  const t = texts.booking;
  if (coaches.length < 2) return null;
  return (
    <nav class="row" aria-label={t.coachLabel}>
      {[null, ...coaches].map((one) => {
        const slug = one?.slug ?? null;
        return (
          <a
            class="btn"
            key={slug}
            href={weekHref({ slots, source, coach: slug }, slots.days[0]?.date ?? props.firstDay)}
            aria-current={slug === coach ? 'true' : undefined}
            onClick={(event) => {
              event.preventDefault();
              if (slug !== coach) onCoach(slug);
            }}
          >
            {one?.name ?? t.anyone}
          </a>
        );
      })}
    </nav>
  );
}
