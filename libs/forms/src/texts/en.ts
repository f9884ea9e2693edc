/** English, and the shape of every other language. */
export const en = {
  firstPage: {
    whoReads: (coaches: readonly string[]) =>
      `Only ${coaches.length === 0 ? 'your coach' : new Intl.ListFormat('en', { type: 'conjunction' }).format(coaches)} can read your answers. Nobody else you come with sees them, and they are never put in an e-mail.`,
    keptFor:
      'Your answers are kept, sealed, for as long as you work together and for two years after your last session. You can ask for them to be erased at any time.',
    notTherapy: 'Coaching is neither therapy nor medical care, and it does not replace either.',
    notEmergency:
      'Nobody watches this form around the clock. If you or somebody else is in danger, please use the help lines on this page or your local emergency number.',
    adult: 'I am 18 or over.',
    consent:
      'I agree that my answers are kept and read as described here, so that my coach can prepare. I can take this back at any time, by telling my coach.',
  },
};
