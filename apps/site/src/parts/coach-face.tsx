import type { PublicCoach } from '#contracts';

/** The letters a name begins with: AL for Anna Lindqvist. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
}

/** A coach's mark, name and headline. */
export function CoachFace({ coach, as: Heading }: { coach: PublicCoach; as: 'h1' | 'h3' }) {
  return (
    <div class="who">
      <span class="mark" aria-hidden="true">
        {initials(coach.name)}
      </span>
      <div>
        <Heading dir="auto">{coach.name}</Heading>
        {coach.headline && (
          <p class="soft" dir="auto">
            {coach.headline}
          </p>
        )}
      </div>
    </div>
  );
}
