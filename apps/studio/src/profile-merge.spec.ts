import { mergeProfile, type ProfileText } from './profile-merge.js';

const base: ProfileText = {
  name: 'Olive',
  headline: 'Calm',
  bio: 'She listens.',
  philosophy: '',
  links: [],
  joinLink: '',
};

describe('A profile that somebody else changed meanwhile', () => {
  it('takes over what only they changed, and keeps what only was typed here', () => {
    const typed = { ...base, headline: 'Mine' };
    const theirs = { ...base, bio: 'Elsewhere.', links: [{ label: 'Book', url: 'https://example.org' }] };
    expect(mergeProfile(base, typed, theirs)).toEqual({
      merged: { ...theirs, headline: 'Mine' },
      takenOver: ['bio', 'links'],
      both: [],
    });
  });

  it('leaves to people what both changed, and asks nothing where both wrote the same', () => {
    const typed = { ...base, headline: 'Mine', name: 'Olive O.' };
    const theirs = { ...base, headline: 'Theirs', name: 'Olive O.' };
    expect(mergeProfile(base, typed, theirs)).toEqual({ merged: typed, takenOver: [], both: ['headline'] });
  });
});
