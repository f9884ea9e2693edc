/** Where the links of our own mails lead, by what each opens. A practice cannot keep a word of these out of its mails. */
export const linkPaths = {
  appointment: '/a/',
  form: '/f/',
  signIn: '/me/sign-in/',
  joining: '/i/',
  waitlist: '/w/',
  studioAppointment: '/studio/appointments/',
  invitation: '/studio/invitation/',
  reset: '/studio/reset/',
} as const;
