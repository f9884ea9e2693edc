/** A text without times to the second, whose minutes and seconds may read like the quiet hours that were planted. */
export const withoutClockTimes = (text: string): string => text.replaceAll(/\d\d:\d\d:\d\d/g, '…');
