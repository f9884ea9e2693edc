/** What may be wrong with another calendar, besides that it cannot be fetched; for its coach, in a sentence. */
export const busyFaults = {
  'other-content':
    'Something else than a calendar stands at this address. Please copy its secret address in iCal format once more.',
  'not-a-calendar':
    'What stands at this address is not a whole calendar. Please copy its secret address in iCal format once more.',
  'too-much': 'There is more in this calendar than we can read, so nothing of it is counted anew.',
  'zone-not-known': 'Some entries name a time zone that is not known. They are counted as times of your own zone.',
  'repeats-too-often': 'An entry repeats more often than daily. Only its first time is counted.',
  'entry-not-readable': 'Some entries could not be understood and are not counted in full.',
} as const;
