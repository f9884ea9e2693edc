import type { CoachView } from '#contracts';

/** What visitors read of a coach, and the link by which they are met. */
export type ProfileText = Pick<CoachView, 'name' | 'headline' | 'bio' | 'philosophy' | 'links'> & {
  /** Nothing where there is none. */
  readonly joinLink: string;
};
export type ProfileField = keyof ProfileText;

export const profileFields: readonly ProfileField[] = ['name', 'headline', 'bio', 'philosophy', 'links', 'joinLink'];

/** The words of a profile alone. */
export function profileOf({ name, headline, bio, philosophy, links, joinLink }: CoachView): ProfileText {
  return { name, headline, bio, philosophy, links, joinLink: joinLink ?? '' };
}

export interface MergedProfile {
  readonly merged: ProfileText;
  /** What only the other one changed: it stands in the fields now. */
  readonly takenOver: readonly ProfileField[];
  /** What both changed: the typed words stay until somebody decides. */
  readonly both: readonly ProfileField[];
}

/** Two changes of one profile, brought together field by field. */
export function mergeProfile(base: ProfileText, typed: ProfileText, theirs: ProfileText): MergedProfile {
  const same = (one: ProfileText, other: ProfileText, field: ProfileField) =>
    JSON.stringify(one[field]) === JSON.stringify(other[field]);
  const changedByThem = profileFields.filter((field) => !same(base, theirs, field) && !same(typed, theirs, field));
  const takenOver = changedByThem.filter((field) => same(base, typed, field));
  const taken = Object.fromEntries(takenOver.map((field) => [field, theirs[field]]));
  return {
    merged: { ...typed, ...taken },
    takenOver,
    both: changedByThem.filter((field) => !takenOver.includes(field)),
  };
}

/** Whether two profiles read the same. */
export function isSameProfile(one: ProfileText, other: ProfileText): boolean {
  return profileFields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));
}
