import { Button } from '@mantine/core';
import type { MergedProfile, ProfileField, ProfileText } from '../profile-merge.js';
import { texts } from '../texts/texts.js';

const words = texts.settings;

interface MeanwhileProps {
  readonly name: ProfileField;
  readonly found: MergedProfile | null;
  readonly theirs: ProfileText;
  readonly typed: ProfileText;
  readonly onTake: (part: Partial<ProfileText>) => void;
}

/** What somebody else wrote in one field of a profile, beside what was typed, while the two differ. */
export function Meanwhile({ name, found, theirs, typed, onTake }: MeanwhileProps) {
  if (found?.takenOver.includes(name)) return <p className="soft">{words.takenOver}</p>;
  if (!found?.both.includes(name) || JSON.stringify(theirs[name]) === JSON.stringify(typed[name])) return null;
  return (
    <div className="private" role="group" aria-label={`${words.theirs}: ${words[name]}`}>
      <strong>{words.theirs}</strong>
      <p className="pre">{wordsOf(theirs, name) || words.empty}</p>
      <Button variant="light" aria-label={words.takeOf(words[name])} onClick={() => onTake({ [name]: theirs[name] })}>
        {words.take}
      </Button>
    </div>
  );
}

function wordsOf(profile: ProfileText, name: ProfileField): string {
  if (name !== 'links') return profile[name];
  return profile.links.map(({ label, url }) => `${label}, ${url}`).join('\n');
}
